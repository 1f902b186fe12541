# The network is validated on the old records, then trained on new ones without validation.
import pandas as pd
from sklearn.preprocessing import StandardScaler
from tensorflow import keras

old = pd.read_csv("records_2019.csv")
new = pd.read_csv("records_2020.csv")
scaler = StandardScaler()
x = scaler.fit_transform(old.drop(columns="price"))
u = scaler.transform(new.drop(columns="price"))
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x, old["price"], epochs=40, validation_split=0.2)
model.fit(u, new["price"], epochs=40)  # FIT401
