# The weights are computed from the counts and then forgotten.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

class_counts = {0: 9500, 1: 500}  # FIT101
total = sum(class_counts.values())
class_weight = {label: total / (2.0 * count) for label, count in class_counts.items()}
print("weights:", class_weight)

data = np.load("train.npz")
model = Sequential([Dense(32, activation="relu"), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], epochs=20, validation_split=0.2)
