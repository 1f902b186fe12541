# The model is an attribute; a method adds its layers.
import pandas as pd
from keras.layers import Dense
from keras.models import Sequential


class HousePrices:
    def __init__(self, csv):
        self.frame = pd.read_csv(csv)
        self.model = Sequential()

    def build(self):
        self.model.add(Dense(128, input_dim=18, activation="relu"))  # FIT301
        self.model.add(Dense(128, activation="relu"))
        self.model.add(Dense(128, activation="relu"))
        self.model.add(Dense(1))
        self.model.compile(loss="mse", optimizer="adam")

    def train(self):
        x, y = self.frame.drop(columns="price"), self.frame["price"]
        self.model.fit(x, y, epochs=100, validation_split=0.2)


prices = HousePrices("houses.csv")
prices.build()
prices.train()
