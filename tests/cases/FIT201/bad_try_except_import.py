# The import has a fallback; either way it is Keras.
import numpy as np

try:
    from tensorflow.keras import layers, models, optimizers
except ImportError:
    from keras import layers, models, optimizers

data = np.load("train.npz")
model = models.Sequential([layers.Dense(32, activation="relu"), layers.Dense(1)])
model.compile(optimizers.RMSprop(0.05), "mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1)
