# A loop over estimators beside a Keras model that is validated.
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC
from tensorflow import keras

data = np.load("train.npz")
for model in (LogisticRegression(), SVC(), KNeighborsClassifier()):
    model.fit(data["x"], data["y"])
    print(model.score(data["x_val"], data["y_val"]))

model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_data=(data["x_val"], data["y_val"]))
