# From the second of two to five layers on, the last one is linear whatever depth the search chooses.
import keras_tuner
import numpy as np
from tensorflow import keras


def build(hp):
    model = keras.Sequential()
    model.add(keras.layers.Dense(32, activation="relu"))
    for step in range(1, hp.Int("layers", min_value=2, max_value=5)):
        model.add(keras.layers.Dropout(0.2))
        model.add(keras.layers.Dense(10))  # FIT305
    model.compile("adam", "sparse_categorical_crossentropy")
    return model


data = np.load("digits.npz")
search = keras_tuner.Hyperband(build, objective="val_loss", max_epochs=10)
best = search.hypermodel.build(search.get_best_hyperparameters()[0])
best.fit(data["x"], data["y"], epochs=100, validation_split=0.2)
