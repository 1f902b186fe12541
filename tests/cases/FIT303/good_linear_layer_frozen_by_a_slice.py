# Only the output layer is trained: what is frozen in front of it is a fixed map.
import numpy as np
from tensorflow.keras import Model, applications, layers

base = applications.ResNet50(weights="imagenet", include_top=False, pooling="avg")
x = layers.Dense(300)(base.output)
model = Model(base.input, layers.Dense(12, activation="softmax")(x))
for layer in model.layers[:-1]:
    layer.trainable = False
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(np.load("x.npy"), np.load("y.npy"), epochs=5, validation_split=0.2)
