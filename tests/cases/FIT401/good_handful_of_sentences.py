# The number of sentences is not followed through the tokenizer, but their labels are typed in.
import numpy as np
from keras.layers import LSTM, Dense, Embedding
from keras.models import Sequential
from keras.preprocessing.sequence import pad_sequences
from keras.preprocessing.text import Tokenizer

sentences = ["so good", "well done", "very bad", "not again"]
labels = np.array([1, 1, 0, 0])
tokens = Tokenizer()
tokens.fit_on_texts(sentences)
x = pad_sequences(tokens.texts_to_sequences(sentences), padding="pre", maxlen=5)
model = Sequential([Embedding(50, 8), LSTM(16), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x, labels, epochs=20, batch_size=1)
