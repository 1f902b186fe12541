# Rows with several ones, and a loss for class numbers.
import pandas as pd
from keras.layers import Dense
from keras.models import Sequential
from sklearn.preprocessing import MultiLabelBinarizer

table = pd.read_csv("articles.csv")
topics = MultiLabelBinarizer().fit_transform(table["topics"].str.split())
model = Sequential([Dense(32, activation="relu"), Dense(8, activation="sigmoid")])
model.compile("adam", "sparse_categorical_crossentropy")  # FIT308
model.fit(table.drop(columns="topics").values, topics, validation_split=0.2)
