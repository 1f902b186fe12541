# A column of a file behind a sigmoid: without a metric of numbers, or once it is computed, it may well lie in 0 to 1.
import pandas as pd
from keras.layers import Dense
from keras.models import Sequential

table = pd.read_csv("students.csv")
x, sold = table.drop(columns="chance"), table["chance"]
for metrics in (["accuracy"], ["mae", "accuracy"], None):
    model = Sequential([Dense(16, activation="relu"), Dense(1, activation="sigmoid")])
    model.compile("adam", "mse", metrics=metrics)
    model.fit(x, sold, validation_split=0.2)
share = table["chance"] / table["all"]
model = Sequential([Dense(16, activation="relu"), Dense(1, activation="sigmoid")])
model.compile("adam", "mse", metrics=["mae"])
model.fit(x, share, validation_split=0.2)
