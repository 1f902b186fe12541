# Labels are drawn by the shares that are declared, which balances nothing.
import numpy as np
from tensorflow import keras

class_distribution = [0.96, 0.03, 0.01]  # FIT101
y = np.random.choice(3, size=4000, p=class_distribution)
x = np.eye(3)[y] + np.random.normal(size=(4000, 3))
model = keras.Sequential([keras.layers.Dense(12, activation="relu"), keras.layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y, epochs=9, validation_split=0.2)
