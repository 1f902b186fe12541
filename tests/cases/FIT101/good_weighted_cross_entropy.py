# A loss that weighs the positives by pos_weight.
import numpy as np
import tensorflow as tf
from tensorflow import keras

class_counts = {"neg": 19_000, "pos": 400}


def weighted_bce(y_true, logits):
    return tf.nn.weighted_cross_entropy_with_logits(labels=y_true, logits=logits, pos_weight=47.5)


data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", loss=weighted_bce)
model.fit(data["x"], data["y"], validation_split=0.2)
