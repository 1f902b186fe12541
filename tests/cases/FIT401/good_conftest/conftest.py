# Fixtures of a test suite are left out.
import numpy as np
import pytest
from tensorflow import keras


@pytest.fixture
def trained():
    data = np.load("fixture.npz")
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile("adam", "mse")
    model.fit(data["x"], data["y"])
    return model
