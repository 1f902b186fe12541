# scikit-learn's wrapper hands its callbacks to fit, and one of them lowers the rate.
import numpy as np
from keras.callbacks import LearningRateScheduler
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import SGD
from keras.wrappers.scikit_learn import KerasClassifier
from sklearn.model_selection import cross_val_score


def create_model():
    model = Sequential([Dense(32, activation="relu"), Dense(1, activation="sigmoid")])
    model.compile(SGD(0.2), "binary_crossentropy")
    return model


data = np.load("train.npz")
halve = LearningRateScheduler(lambda epoch: 0.2 * 0.5 ** (epoch // 10))
estimator = KerasClassifier(build_fn=create_model, epochs=50, callbacks=[halve])
print(cross_val_score(estimator, data["x"], data["y"]))
