# The number reaches the optimizer through two names.
import numpy as np
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential
from tensorflow.keras.optimizers import RMSprop

BASE_RATE = 0.02
EPOCHS = 30

learning_rate = BASE_RATE
data = np.load("sensors.npz")
model = Sequential([Dense(16, activation="tanh"), Dense(1)])
model.compile(loss="mse", optimizer=RMSprop(learning_rate=learning_rate))  # FIT201
model.fit(data["x"], data["y"], epochs=EPOCHS, validation_split=0.2)
