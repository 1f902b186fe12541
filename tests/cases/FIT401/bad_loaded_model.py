# A model that load_model returns is a Keras model.
import numpy as np
from tensorflow.keras.models import load_model

data = np.load("new_data.npz")
classifier = load_model("pretrained.keras")
classifier.fit(data["x"], data["y"], epochs=3)  # FIT401
classifier.save("fine_tuned.keras")
