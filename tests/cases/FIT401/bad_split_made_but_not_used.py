# The data is split, and the held-out part is only looked at in the end.
import pandas as pd
from keras.layers import Dense
from keras.models import Sequential
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

frame = pd.read_csv("churn.csv")
x_train, x_test, y_train, y_test = train_test_split(frame.drop(columns="churn"), frame["churn"], test_size=0.2)
scaler = StandardScaler()
x_train = scaler.fit_transform(x_train)
scaler.fit(x_train)
classifier = Sequential()
classifier.add(Dense(6, activation="relu", input_dim=11))
classifier.add(Dense(1, activation="sigmoid"))
classifier.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
classifier.fit(x_train, y_train, batch_size=10, epochs=100)  # FIT401
predicted = classifier.predict(scaler.transform(x_test)) > 0.5
