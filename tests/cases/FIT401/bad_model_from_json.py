# The architecture comes from a file.
import numpy as np
from keras.models import model_from_json

with open("model.json") as stream:
    model = model_from_json(stream.read())
data = np.load("train.npz")
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=10)  # FIT401
