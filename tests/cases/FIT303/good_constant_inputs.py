# One constant sample, to look at what a layer does.
import numpy as np
from keras.layers import BatchNormalization, Dense
from keras.models import Sequential

model = Sequential([Dense(8), BatchNormalization(), Dense(1)])
model.compile("adam", "mse")
model.fit(np.ones((10, 4)), np.zeros((10, 1)))
