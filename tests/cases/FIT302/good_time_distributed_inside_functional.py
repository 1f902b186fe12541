# A tagger: the TimeDistributed sigmoid is the output.
import numpy as np
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import LSTM, Bidirectional, Dense, Embedding, TimeDistributed

tokens = Input((None,))
x = Embedding(8000, 64, mask_zero=True)(tokens)
x = Bidirectional(LSTM(64, return_sequences=True))(x)
x = TimeDistributed(Dense(64, activation="relu"))(x)
x = TimeDistributed(Dense(64, activation="relu"))(x)
tags = TimeDistributed(Dense(6, activation="sigmoid"))(x)
model = Model(tokens, tags)
model.compile("adam", "binary_crossentropy")
data = np.load("tags.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
