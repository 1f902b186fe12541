# A click option with a default.
import click
import numpy as np
from tensorflow import keras


@click.command()
@click.option("--lr", default=0.1, show_default=True, help="Learning rate.")
@click.option("--epochs", default=10)
def main(lr, epochs):
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(lr), "mse")  # FIT201
    model.fit(data["x"], data["y"], epochs=epochs, validation_split=0.1)


if __name__ == "__main__":
    main()
