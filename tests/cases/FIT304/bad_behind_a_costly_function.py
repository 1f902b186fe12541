# A function that would take for ever is given up; what stands behind it is read.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential


def ways(steps, limit):
    total = 0
    for first in range(steps):
        for second in range(steps):
            if first * second > limit:
                total += ways(steps - 1, limit - first) + ways(steps - 2, limit - second)
            else:
                total -= ways(steps - second, limit)
    return total


grid = [[[a * b + c for a in range(90)] for b in range(90)] for c in range(90)]
print(ways(60, 7), ways(70, 8), grid[3][4][5])
net = Sequential([Dense(8, activation="relu", input_dim=4), Dense(1, activation="softmax")])  # FIT304
net.compile("adam", "binary_crossentropy")
net.fit(np.load("a.npy"), np.load("b.npy"), validation_split=0.2)
