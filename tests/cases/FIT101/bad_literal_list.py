# A literal list in the script.
import numpy as np
from tensorflow import keras

class_names = ["sitting", "walking", "falling"]
samples_per_class = [5200, 4700, 130]  # FIT101

data = np.load("motion.npz")
model = keras.Sequential([keras.layers.LSTM(32), keras.layers.Dense(len(class_names), activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
