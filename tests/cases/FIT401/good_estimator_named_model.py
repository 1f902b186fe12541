# An estimator of scikit-learn, called model, beside Keras utilities.
import numpy as np
from keras.utils import to_categorical
from sklearn.ensemble import RandomForestClassifier

data = np.load("train.npz")
model = RandomForestClassifier(n_estimators=200)
model.fit(data["x"], to_categorical(data["y"]))
