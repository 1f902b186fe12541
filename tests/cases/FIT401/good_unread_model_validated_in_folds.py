# The folds validate a model of another package and save it; what is loaded from there is trained on everything at last.
import numpy as np
from nets import network
from sklearn.model_selection import KFold
from tensorflow import keras

x, y = np.load("x.npy"), np.load("y.npy")
for train, held in KFold(5).split(x):
    model = network()
    model.fit(x[train], y[train], validation_data=(x[held], y[held]), epochs=50)
    model.save("net.keras")
final = keras.models.load_model("net.keras")
final.fit(x, y, epochs=20)
