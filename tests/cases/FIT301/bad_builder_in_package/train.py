"""The row stands in a package that its __init__ re-exports."""
import nets
import numpy as np

data = np.load("train.npz")
model = nets.build_model(depth=3)
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=100, validation_split=0.2)
