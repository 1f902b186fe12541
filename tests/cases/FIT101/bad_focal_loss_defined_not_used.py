# A focal loss is written and then compile gets another one.
import numpy as np
import tensorflow as tf
from tensorflow import keras

class_counts = {"ok": 30_000, "defect": 250}  # FIT101


def focal_loss(y_true, y_pred, gamma=2.0, alpha=0.25):
    p = tf.where(tf.equal(y_true, 1), y_pred, 1 - y_pred)
    return -tf.reduce_mean(alpha * tf.pow(1 - p, gamma) * tf.math.log(p + 1e-7))


data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", loss="binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
