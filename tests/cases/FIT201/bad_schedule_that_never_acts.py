# Training ends after 3 epochs without progress, the rate would be lowered after 20.
import keras
import numpy as np

d = np.load("d.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.5), "mse")  # FIT201 warning high
model.fit(
    d["x"],
    d["y"],
    epochs=60,
    validation_split=0.2,
    callbacks=[
        keras.callbacks.ReduceLROnPlateau(patience=20),
        keras.callbacks.EarlyStopping(patience=3),
    ],
)
