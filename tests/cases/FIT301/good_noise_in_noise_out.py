# A generator is driven by fresh noise, a demonstration by random numbers: neither can memorize.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


def stack():
    return [layers.Dense(128, activation="relu") for _ in range(3)]


generator = keras.Sequential([*stack(), layers.Dense(784, activation="tanh")])
judge = keras.models.load_model("judge.keras")
judge.trainable = False
gan = keras.Sequential([generator, judge])
gan.compile("adam", "binary_crossentropy")
for _ in range(1000):
    gan.train_on_batch(np.random.normal(size=(32, 100)), np.ones((32, 1)))
model = keras.Sequential([*stack(), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(np.random.rand(100, 8), np.random.rand(100, 1))
