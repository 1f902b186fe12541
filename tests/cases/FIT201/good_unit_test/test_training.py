# A unit test trains with an absurd rate on purpose; unit tests are left out.
import numpy as np
from tensorflow import keras


def test_loss_goes_down():
    data = np.load("fixture.npz")
    model = keras.Sequential([keras.layers.Dense(4), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.5), "mse")
    losses = model.fit(data["x"], data["y"], epochs=20).history["loss"]
    assert losses[-1] < losses[0]
