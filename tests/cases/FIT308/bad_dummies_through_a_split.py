# One-hot by pandas, split by scikit-learn.
import pandas as pd
from keras.layers import Dense
from keras.models import Sequential
from sklearn.model_selection import train_test_split

table = pd.read_csv("flowers.csv")
x = table.iloc[:, 0:4].values
y = pd.get_dummies(table["species"]).values
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.3, random_state=1)
model = Sequential([Dense(16, activation="relu"), Dense(3, activation="softmax")])
model.compile(loss="sparse_categorical_crossentropy", optimizer="adam")  # FIT308
model.fit(x_train, y_train, validation_data=(x_test, y_test))
