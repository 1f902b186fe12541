# The first layers of the list are those of the ready-made model; the head behind it is trained.
import numpy as np
from keras.applications.inception_v3 import InceptionV3
from keras.layers import Dense, GlobalAveragePooling2D
from keras.models import Model

base = InceptionV3(weights="imagenet", include_top=False)
x = GlobalAveragePooling2D()(base.output)
x = Dense(512)(x)  # FIT303
x = Dense(256)(x)
model = Model(base.input, Dense(20, activation="softmax")(x))
for layer in model.layers[:249]:
    layer.trainable = False
for layer in model.layers[249:]:
    layer.trainable = True
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.fit(np.load("x.npy"), np.load("y.npy"), epochs=5, validation_split=0.2)
