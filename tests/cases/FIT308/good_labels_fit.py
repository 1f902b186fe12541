# Class numbers and one-hot labels where they belong, from several sources.
import keras
import numpy as np
import pandas as pd
from keras import layers
from sklearn.preprocessing import LabelEncoder

(x, y), _ = keras.datasets.cifar10.load_data()
names = pd.read_csv("names.csv")["name"]
numbers = LabelEncoder().fit_transform(names)
for labels in (y, y.flatten(), numbers, np.argmax(keras.utils.to_categorical(y), axis=-1)):
    model = keras.Sequential([layers.Flatten(), layers.Dense(10, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(x / 255, labels, validation_split=0.1)
for labels in (keras.utils.to_categorical(y, 10), keras.utils.to_categorical(numbers), np.eye(10)[y]):
    model = keras.Sequential([layers.Flatten(), layers.Dense(10, activation="softmax")])
    model.compile("adam", "categorical_crossentropy")
    model.fit(x / 255, labels, validation_split=0.1)
