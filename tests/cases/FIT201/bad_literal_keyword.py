# A literal rate fifty times the default of Adam.
import tensorflow as tf

(x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()
model = tf.keras.Sequential(
    [
        tf.keras.layers.Flatten(input_shape=(28, 28)),
        tf.keras.layers.Dense(64, activation="relu"),
        tf.keras.layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer=tf.keras.optimizers.Adam(learning_rate=0.05),  # FIT201
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train / 255.0, y_train, epochs=5, validation_split=0.1)
