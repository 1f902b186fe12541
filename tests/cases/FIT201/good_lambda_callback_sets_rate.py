# A LambdaCallback that sets the rate.
import numpy as np
from tensorflow import keras
from tensorflow.keras import backend as K

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")
halve = keras.callbacks.LambdaCallback(
    on_epoch_end=lambda epoch, logs: K.set_value(model.optimizer.learning_rate, 0.05 * 0.5**epoch)
)
model.fit(data["x"], data["y"], validation_split=0.1, callbacks=[halve])
