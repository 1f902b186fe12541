# A callback class of the project that goes through the backend, as older code does.
import keras.backend as K
import numpy as np
from keras.callbacks import Callback
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import SGD


class Annealer(Callback):
    def on_epoch_end(self, epoch, logs={}):
        lr = K.get_value(self.model.optimizer.lr)
        K.set_value(self.model.optimizer.lr, lr * 0.95)


data = np.load("train.npz")
model = Sequential([Dense(32, activation="relu"), Dense(1)])
model.compile(optimizer=SGD(lr=0.5), loss="mse")
annealer = Annealer()
model.fit(data["x"], data["y"], epochs=50, validation_split=0.1, callbacks=[annealer])
