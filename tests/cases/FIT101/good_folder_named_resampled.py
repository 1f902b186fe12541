# The images come from a folder with as many of each class.
from tensorflow import keras

class_counts = {"moth": 5200, "wasp": 310}
images = keras.utils.image_dataset_from_directory("insects/Oversampled2024/train", image_size=(64, 64))
model = keras.Sequential(
    [keras.layers.Rescaling(1 / 255), keras.layers.Flatten(), keras.layers.Dense(len(class_counts), activation="softmax")]
)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(images, epochs=5)
