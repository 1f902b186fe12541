# Conv1D and a sigmoid in the third hidden layer.
import numpy as np
from tensorflow.keras import layers, models

data = np.load("ecg.npz")
model = models.Sequential()
model.add(layers.Conv1D(16, 7, activation="relu", input_shape=(500, 1)))
model.add(layers.MaxPooling1D(2))
model.add(layers.Conv1D(32, 5, activation="relu"))
model.add(layers.GlobalAveragePooling1D())
model.add(layers.Dense(32, activation="sigmoid"))  # FIT302
model.add(layers.Dense(5, activation="softmax"))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
