# A generated problem of scikit-learn has class structure.
from sklearn.datasets import make_classification
from tensorflow import keras

x, y = make_classification(n_samples=2000, n_features=20, random_state=0)
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y, epochs=30)  # FIT401
