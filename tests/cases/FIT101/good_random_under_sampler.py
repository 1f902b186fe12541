# imblearn under-samples; an older method name.
import numpy as np
from imblearn.under_sampling import RandomUnderSampler
from keras.layers import Dense
from keras.models import Sequential

class_counts = {"neg": 19_000, "pos": 400}
data = np.load("train.npz")
sampler = RandomUnderSampler(random_state=0)
x, y = sampler.fit_sample(data["x"], data["y"])
model = Sequential([Dense(32, activation="relu"), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y, validation_split=0.2)
