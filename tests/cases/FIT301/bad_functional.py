# The same row as a functional model.
import numpy as np
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Dense

inputs = Input(shape=(40,))
x = Dense(256, activation="relu")(inputs)  # FIT301
x = Dense(128, activation="relu")(x)
x = Dense(64, activation="relu")(x)
outputs = Dense(5, activation="softmax")(x)
model = Model(inputs=inputs, outputs=outputs)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])

data = np.load("train.npz")
model.fit(data["x"], data["y"], epochs=60, validation_split=0.2)
