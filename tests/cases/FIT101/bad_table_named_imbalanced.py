# A name that says the table is not balanced.
import pandas as pd
from tensorflow import keras

label_counts = {"kept": 9100, "cancelled": 260}  # FIT101
table = pd.read_csv("members_imbalanced.csv")
other = pd.read_csv("not_balanced.csv")
x, y = table.drop(columns=["label"]), table["label"]
model = keras.Sequential([keras.layers.Dense(20, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=5, validation_data=(other.drop(columns=["label"]), other["label"]))
model.fit(other.drop(columns=["label"]), other["label"], epochs=5, validation_split=0.2)
