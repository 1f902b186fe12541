# Both scores leave the model in a nested mapping; what goes on to other layers is the entry beside one.
import keras
import numpy as np
from keras import layers, ops


class Rules(keras.Model):
    def __init__(self, width):
        super().__init__()
        self.read = layers.Dense(width, activation="relu")
        self.gravity = layers.Dense(4)
        self.check = keras.Sequential([
            layers.Dense(width, activation="relu"),
            layers.Dropout(0.1),
            layers.Dense(width // 2, activation="relu"),
            layers.Dense(1, activation="sigmoid"),
        ])

    def call(self, inputs, training=None):
        x = self.read(inputs)
        gravity = self.gravity(x)
        return {"gravity": gravity, "score": self.check(gravity, training=training)}


class Inventor(keras.Model):
    def __init__(self, width):
        super().__init__()
        self.rules = Rules(width)
        self.strength = layers.Dense(1, activation="sigmoid")
        self.write = keras.Sequential([layers.Dense(width, activation="relu"), layers.Dense(width, activation="relu"), layers.Dense(16)])

    def call(self, inputs, training=None):
        rules = self.rules(inputs["path"], training=training)
        request = self.strength(inputs["text"])
        path = self.write(ops.concatenate([rules["gravity"], inputs["text"]], axis=-1), training=training)
        return {"rules": rules, "request": {"strength": request}, "path": path}


class Distance(keras.losses.Loss):
    def call(self, y_true, y_pred):
        return ops.mean(ops.square(y_true["path"] - y_pred["path"])) + ops.mean(1.0 - y_pred["rules"]["score"])


data = np.load("paths.npz")
model = Inventor(64)
model.compile(optimizer=keras.optimizers.Adam(1e-3), loss=Distance())
model.fit({"path": data["path"], "text": data["text"]}, {"path": data["next"]}, epochs=20, validation_split=0.1)
