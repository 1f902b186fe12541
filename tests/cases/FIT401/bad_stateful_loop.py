# A stateful LSTM is reset after every epoch; nothing is held back.
import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential

data = np.load("shampoo.npz")
model = Sequential()
model.add(LSTM(4, batch_input_shape=(1, 1, 1), stateful=True))
model.add(Dense(1))
model.compile(loss="mean_squared_error", optimizer="adam")
for _ in range(3000):
    model.fit(data["x"], data["y"], epochs=1, batch_size=1, verbose=0, shuffle=False)  # FIT401
    model.reset_states()
