# LearningRateScheduler sets the rate at every epoch.
import numpy as np
from tensorflow import keras
from tensorflow.keras.callbacks import LearningRateScheduler

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(0.5), "mse")
model.fit(
    data["x"],
    data["y"],
    epochs=60,
    validation_split=0.1,
    callbacks=[LearningRateScheduler(lambda epoch, lr: lr * 0.5 if epoch and epoch % 20 == 0 else lr)],
)
