# An estimator of scikit-learn, called model, with a large initial rate of its own.
from keras.datasets import mnist
from sklearn.neural_network import MLPClassifier

(x, y), _ = mnist.load_data()
model = MLPClassifier(hidden_layer_sizes=(64,), solver="sgd", learning_rate_init=0.5)
model.fit(x.reshape(len(x), -1) / 255.0, y)
