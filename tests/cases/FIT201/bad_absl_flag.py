# absl flags with a default.
import numpy as np
from absl import app, flags
from tensorflow import keras

FLAGS = flags.FLAGS
flags.DEFINE_float("learning_rate", 0.1, "Initial learning rate.")
flags.DEFINE_integer("epochs", 10, "Number of epochs.")


def main(argv):
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(FLAGS.learning_rate), "mse")  # FIT201
    model.fit(data["x"], data["y"], epochs=FLAGS.epochs, validation_split=0.1)


if __name__ == "__main__":
    app.run(main)
