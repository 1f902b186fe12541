# A ready-made model brings its own head.
import keras
import numpy as np

data = np.load("train.npz")
model = keras.applications.MobileNetV2(weights=None, classes=10)
model.compile("adam", "categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
again = keras.models.load_model("old.keras")
again.compile("adam", "categorical_crossentropy")
again.fit(data["x"], data["y"], validation_split=0.1)
