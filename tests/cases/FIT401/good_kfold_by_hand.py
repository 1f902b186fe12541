# The folds are cut with slices, as in a well-known book, and each is evaluated.
import numpy as np
from tensorflow.keras import layers, models


def build_model():
    model = models.Sequential([layers.Dense(64, activation="relu"), layers.Dense(1)])
    model.compile(optimizer="rmsprop", loss="mse", metrics=["mae"])
    return model


data = np.load("boston.npz")
train_data, train_targets = data["x"], data["y"]
k = 4
size = len(train_data) // k
all_scores = []
for i in range(k):
    val_data = train_data[i * size:(i + 1) * size]
    val_targets = train_targets[i * size:(i + 1) * size]
    rest = np.concatenate([train_data[:i * size], train_data[(i + 1) * size:]], axis=0)
    rest_targets = np.concatenate([train_targets[:i * size], train_targets[(i + 1) * size:]], axis=0)
    model = build_model()
    model.fit(rest, rest_targets, epochs=100, batch_size=16, verbose=0)
    all_scores.append(model.evaluate(val_data, val_targets, verbose=0)[1])
