# Two classes: one output is enough.
import keras
from keras import layers

(x, y), _ = keras.datasets.imdb.load_data(num_words=1000)
x = keras.utils.pad_sequences(x, maxlen=100)
model = keras.Sequential([layers.Embedding(1000, 8), layers.LSTM(8), layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y, validation_split=0.1)
