# Blobs drawn at random around two centres are data: classes can be learned from them.
import numpy as np
from tensorflow import keras

negative = np.random.multivariate_normal(mean=[0, 3], cov=[[1, 0.5], [0.5, 1]], size=1000)
positive = np.random.multivariate_normal(mean=[3, 0], cov=[[1, 0.5], [0.5, 1]], size=1000)
x = np.vstack([negative, positive])
y = np.vstack([np.zeros((1000, 1)), np.ones((1000, 1))])
model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y, epochs=50)  # FIT401
