# A look at what the model writes after each epoch is no validation.
import numpy as np
from tensorflow import keras

data = np.load("text.npz")
model = keras.Sequential([keras.layers.LSTM(128), keras.layers.Dense(60, activation="softmax")])
model.compile("adam", "categorical_crossentropy")
for epoch in range(60):
    model.fit(data["x"], data["y"], batch_size=128, epochs=1)  # FIT401
    print(model.predict(data["seed"]).argmax())
