# Whoever calls it hands validation data in, or chooses not to.
import keras


class Trainer:
    def __init__(self, settings):
        self.settings = settings
        self.model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
        self.model.compile("adam", "mse")

    def run(self, train, valid, epochs):
        if valid is None:
            self.model.fit(train, epochs=epochs)
        else:
            self.model.fit(train, epochs=epochs, validation_data=valid)
