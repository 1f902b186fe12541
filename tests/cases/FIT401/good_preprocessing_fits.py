# Everything here that is called fit prepares data.
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.preprocessing import LabelEncoder, MinMaxScaler, OneHotEncoder
from tensorflow import keras

data = np.load("train.npz", allow_pickle=True)
scaler = MinMaxScaler()
scaler.fit(data["x"])
encoder = LabelEncoder()
encoder.fit(data["y"])
model = OneHotEncoder()
model.fit(data["y"].reshape(-1, 1))
vectorizer = TfidfVectorizer()
vectorizer.fit(data["texts"])
layer = keras.layers.Normalization()
layer.adapt(data["x"])
