# With targets among the inputs, what fit sees is the linear layer; the other return serves generation only.
import keras
import numpy as np
import tensorflow as tf


class Decoder(keras.layers.Layer):
    def __init__(self, words, width):
        super().__init__()
        self.embedding = keras.layers.Embedding(words, width)
        self.attention = keras.layers.MultiHeadAttention(4, width // 4)
        self.to_words = keras.layers.Dense(words)  # FIT305

    def call(self, memory, target, training=None):
        x = self.embedding(target)
        x = x + self.attention(query=x, value=memory, key=memory, training=training)
        return self.to_words(x)


class Translator(keras.Model):
    def __init__(self, words_in, words_out, width=128):
        super().__init__()
        self.encoder = keras.layers.Embedding(words_in, width)
        self.decoder = Decoder(words_out, width)

    def call(self, inputs, training=None):
        memory = self.encoder(inputs["command"])
        target = inputs.get("target", None)
        if target is not None:
            return self.decoder(memory, target, training=training)
        return {"memory": memory}


data = np.load("pairs.npz")
model = Translator(40, 20)
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
pairs = tf.data.Dataset.from_tensor_slices(({"command": data["x"], "target": data["y"][:, :-1]}, data["y"][:, 1:])).batch(32)
model.fit(pairs.skip(10), epochs=20, validation_data=pairs.take(10))
