# The list of callbacks is made by a function of the script.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


def get_callbacks(name):
    return [
        keras.callbacks.TensorBoard(f"logs/{name}"),
        keras.callbacks.EarlyStopping(monitor="val_loss", patience=200),
    ]


def compile_and_fit(model, name, data):
    model.compile("adam", "mse")
    return model.fit(data["x"], data["y"], epochs=1000, validation_split=0.2, callbacks=get_callbacks(name))


large = keras.Sequential([layers.Dense(512, activation="elu") for _ in range(4)] + [layers.Dense(1)])
compile_and_fit(large, "sizes/large", np.load("higgs.npz"))
