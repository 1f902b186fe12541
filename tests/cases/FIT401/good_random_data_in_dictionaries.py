# A smoke test: noise goes in by input name.
import numpy as np
from tensorflow import keras

a, b = keras.Input((8,), name="a"), keras.Input((4,), name="b")
out = keras.layers.Dense(1, name="y")(keras.layers.concatenate([a, b]))
model = keras.Model([a, b], out)
model.compile("adam", "mse")
first, second, target = np.random.rand(64, 8), np.random.rand(64, 4), np.random.rand(64, 1)
model.fit({"a": first, "b": second}, {"y": target}, epochs=1)
