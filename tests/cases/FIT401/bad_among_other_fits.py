# Scaler, tokenizer and estimator have a fit of their own; only the Keras model counts.
import numpy as np
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from tensorflow.keras.layers import Dense, Embedding, GlobalAveragePooling1D
from tensorflow.keras.models import Sequential
from tensorflow.keras.preprocessing.text import Tokenizer

data = np.load("texts.npz", allow_pickle=True)
tokenizer = Tokenizer(num_words=5000)
tokenizer.fit_on_texts(data["texts"])
x = tokenizer.texts_to_matrix(data["texts"])
reducer = PCA(50)
reducer.fit(x)
baseline = LogisticRegression()
baseline.fit(reducer.transform(x), data["y"])
model = Sequential([Embedding(5000, 16), GlobalAveragePooling1D(), Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x, data["y"], epochs=10)  # FIT401
