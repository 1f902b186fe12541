# The number of units comes from the data.
import keras
from keras import layers
from keras.utils import to_categorical

(x, y), _ = keras.datasets.mnist.load_data()
y = to_categorical(y, 10)
model = keras.Sequential([layers.Flatten(), layers.Dense(y.shape[1], activation="softmax")])
model.compile("adam", "categorical_crossentropy")
model.fit(x, y, validation_split=0.1)
