# A network of keras.applications trained as it is.
import numpy as np
from tensorflow.keras.applications import EfficientNetB0

data = np.load("images.npz")
model = EfficientNetB0(weights=None, classes=10, input_shape=(64, 64, 3))
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=20, batch_size=64)  # FIT401
