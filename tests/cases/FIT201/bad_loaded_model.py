# A model loaded from a file is compiled anew with a large rate.
import numpy as np
from keras.models import load_model
from keras.optimizers import Adam

data = np.load("fine_tune.npz")
model = load_model("pretrained.h5", compile=False)
model.compile(optimizer=Adam(learning_rate=0.02), loss="categorical_crossentropy")  # FIT201
model.fit(data["x"], data["y"], epochs=3, validation_split=0.1)
