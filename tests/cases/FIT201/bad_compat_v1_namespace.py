# tf.compat.v1.keras is Keras as well.
import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()

data = np.load("train.npz")
model = tf.keras.models.Sequential([tf.keras.layers.Dense(8, activation="relu"), tf.keras.layers.Dense(1)])
opt = tf.keras.optimizers.Adam(lr=0.2)  # FIT201
model.compile(loss="mse", optimizer=opt)
model.fit(data["x"], data["y"], validation_split=0.1)
