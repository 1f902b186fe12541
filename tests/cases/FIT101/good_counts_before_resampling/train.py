# The counts are those from before the classes were balanced.
import json

import keras
import pandas as pd

meta = json.load(open("meta.json"))
classes = len(meta["class_distribution"])
table = pd.read_csv("train_balanced.csv")
x, y = table.drop("label", axis=1), table["label"]
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(classes, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x, y, epochs=10, validation_split=0.1)
