# A finished model predicts and is evaluated; nothing is trained.
import numpy as np
from tensorflow import keras

data = np.load("test.npz")
model = keras.models.load_model("model.keras")
model.evaluate(data["x"], data["y"])
np.save("predictions.npy", model.predict(data["x"]))
