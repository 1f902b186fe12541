# scikit-learn's wrapper trains the model as it was compiled.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import SGD
from scikeras.wrappers import KerasClassifier
from sklearn.model_selection import cross_val_score


def create_model():
    model = Sequential([Dense(32, activation="relu"), Dense(1, activation="sigmoid")])
    model.compile(SGD(0.2), "binary_crossentropy")  # FIT201
    return model


data = np.load("train.npz")
estimator = KerasClassifier(model=create_model, epochs=50)
print(cross_val_score(estimator, data["x"], data["y"]))
