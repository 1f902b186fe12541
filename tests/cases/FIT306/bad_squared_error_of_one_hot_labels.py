# It trains, slowly: advice only.
import keras
from keras import layers
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split

iris = load_iris()
x, x_test, y, y_test = train_test_split(iris.data, keras.utils.to_categorical(iris.target), test_size=0.2)
model = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(3, activation="softmax")])
model.compile("adam", loss="mean_squared_error")  # FIT306
model.fit(x, y, validation_data=(x_test, y_test))
