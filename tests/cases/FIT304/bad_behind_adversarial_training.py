# Two networks are trained against each other, batch by batch; the last one is another one.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Game:
    def __init__(self):
        self.judge = keras.Sequential([layers.Dense(32, "relu", input_shape=(20,)), layers.Dense(1, "sigmoid")])
        self.judge.compile("adam", "binary_crossentropy")
        self.maker = keras.Sequential([layers.Dense(32, "relu", input_shape=(8,)), layers.Dense(20)])
        seed = keras.Input((8,))
        self.judge.trainable = False
        self.both = keras.Model(seed, self.judge(self.maker(seed)))
        self.both.compile("adam", "binary_crossentropy")
        self.losses = []

    def play(self, real, rounds, size):
        for epoch in range(rounds):
            for batch in range(100):
                seeds = np.random.normal(size=(size, 8))
                fake = self.maker.predict(seeds)
                first = self.judge.train_on_batch(real[batch * size : (batch + 1) * size], np.ones(size))
                second = self.judge.train_on_batch(fake, np.zeros(size))
                total = self.both.train_on_batch(seeds, np.ones(size))
                self.losses.append((first, second, total))
                if batch % 20 == 0:
                    print(f"{epoch}/{batch}: {first} {second} {total}")
                elif batch == 99:
                    self.maker.save(f"maker_{epoch}.h5")


real = np.load("real.npy")
Game().play(real, 60, 32)
kind = keras.Sequential([layers.Dense(16, "relu", input_shape=(20,)), layers.Dense(1, "softmax")])  # FIT304
kind.compile("adam", "binary_crossentropy")
kind.fit(real, np.load("kinds.npy"), validation_split=0.2)
