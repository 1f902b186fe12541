# The model comes from a builder function.
import numpy as np
from tensorflow import keras


def create_model():
    model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
    return model


def main():
    data = np.load("train.npz")
    model = create_model()
    model.fit(data["x"], data["y"], epochs=10)  # FIT401
    model.save("model.keras")


if __name__ == "__main__":
    main()
