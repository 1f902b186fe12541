# Manual cross-validation: each fold is evaluated on its held-out part.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from sklearn.model_selection import StratifiedKFold

data = np.load("pima.npz")
X, Y = data["x"], data["y"]
scores = []
for train, test in StratifiedKFold(n_splits=10, shuffle=True, random_state=7).split(X, Y):
    model = Sequential()
    model.add(Dense(12, input_dim=8, activation="relu"))
    model.add(Dense(1, activation="sigmoid"))
    model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
    model.fit(X[train], Y[train], epochs=150, batch_size=10, verbose=0)
    scores.append(model.evaluate(X[test], Y[test], verbose=0)[1] * 100)
print(np.mean(scores), np.std(scores))
