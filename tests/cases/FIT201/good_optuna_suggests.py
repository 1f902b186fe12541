# Optuna suggests the rate.
import numpy as np
import optuna
from tensorflow import keras

data = np.load("train.npz")


def objective(trial):
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    rate = trial.suggest_float("lr", 1e-4, 1.0, log=True)
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
    history = model.fit(data["x"], data["y"], epochs=10, validation_split=0.2)
    return min(history.history["val_loss"])


optuna.create_study().optimize(objective, n_trials=20)
