# Images from a folder, all of them used for training.
from tensorflow import keras

train_ds = keras.utils.image_dataset_from_directory("photos", image_size=(180, 180), batch_size=32)
model = keras.Sequential([
    keras.layers.Rescaling(1.0 / 255),
    keras.layers.Conv2D(16, 3, activation="relu"),
    keras.layers.GlobalAveragePooling2D(),
    keras.layers.Dense(5),
])
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(train_ds, epochs=15)  # FIT401
