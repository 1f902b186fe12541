# The split is only used to find the number of epochs; the same plan is then trained on every row of the table.
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from tensorflow import keras

table = pd.read_csv("houses.csv")
features = ["rooms", "area", "age"]


def network():
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    return model


train, held = train_test_split(table, test_size=0.2, random_state=1)
scaler = StandardScaler().fit(train[features])
first = network()
first.fit(
    scaler.transform(train[features]),
    train["price"],
    epochs=200,
    validation_data=(scaler.transform(held[features]), held["price"]),
)
last = network()
last.fit(scaler.transform(table[features]), table["price"], epochs=60)
