# A loop that only evaluates the table it trains on, written out a second time.
import pandas as pd
from tensorflow import keras

table = pd.read_csv("pumps.csv", sep=";")
model = keras.Sequential([keras.layers.Dense(24, activation="relu"), keras.layers.Dense(1)])
model.compile("rmsprop", "mae")
for step in range(12):
    model.fit(table.drop(columns=["flow"]).values, table["flow"], epochs=20)  # FIT401
    print(step, model.evaluate(table.drop(columns=["flow"]).values, table["flow"]))
