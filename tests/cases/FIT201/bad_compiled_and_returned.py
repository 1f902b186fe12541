# A compiled model leaves the module; whoever trains it gets this rate.
from tensorflow import keras
from tensorflow.keras import layers


def create_model(input_shape, num_classes):
    inputs = keras.Input(input_shape)
    x = layers.Conv2D(32, 3, activation="relu")(inputs)
    x = layers.GlobalAveragePooling2D()(x)
    outputs = layers.Dense(num_classes, activation="softmax")(x)
    model = keras.Model(inputs, outputs)
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate=1.0, momentum=0.9),  # FIT201
        loss="categorical_crossentropy",
    )
    return model
