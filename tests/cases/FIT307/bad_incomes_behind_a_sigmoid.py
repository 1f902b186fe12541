# Incomes as the file has them, a head that ends at 1, and a metric of numbers.
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

table = pd.read_csv("clients.csv")
x, y = table.drop("income", axis=1), table["income"]
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.2)
scaler = StandardScaler()
x_train = scaler.fit_transform(x_train)
x_test = scaler.transform(x_test)
model = Sequential([
    Dense(64, activation="relu", input_shape=(x_train.shape[1],)),
    Dense(32, activation="relu"),
    Dense(1, activation="sigmoid"),  # FIT307
])
model.compile(optimizer="adam", loss="mean_absolute_error", metrics=["mae"])
model.fit(x_train, y_train, validation_data=(x_test, y_test), epochs=100)
