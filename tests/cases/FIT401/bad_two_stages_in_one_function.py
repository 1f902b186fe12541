# Both stages of one function train blind: one finding at the first of them.
import numpy as np
from tensorflow import keras


def fine_tune(x, y):
    base = keras.applications.Xception(include_top=False, pooling="avg", input_shape=(150, 150, 3))
    base.trainable = False
    model = keras.Sequential([base, keras.layers.Dense(5, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=10)  # FIT401
    base.trainable = True
    model.compile(keras.optimizers.Adam(1e-5), "sparse_categorical_crossentropy")
    model.fit(x, y, epochs=5)
    return model


fine_tune(np.load("x.npy"), np.load("y.npy"))
