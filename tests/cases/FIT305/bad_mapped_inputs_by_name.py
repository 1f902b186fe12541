# The inputs come by name out of a mapping function, and a mask among them is asked for.
import keras
import tensorflow as tf


class Tagger(keras.Model):
    def __init__(self, tags):
        super().__init__()
        self.embedding = keras.layers.Embedding(5000, 64)
        self.read = keras.layers.LSTM(64, return_sequences=True)
        self.tag = keras.layers.Dense(tags)  # FIT305
        self.softmax = keras.layers.Softmax()

    def call(self, inputs):
        x = self.read(self.embedding(inputs["words"]))
        scores = self.tag(x)
        if inputs.get("lengths") is None:
            return self.softmax(scores)
        return scores


def named(words, lengths, tags):
    return {"words": words, "lengths": lengths}, tags


lines = tf.data.TFRecordDataset("tagged.tfrecord").map(named).shuffle(1000).batch(32)
model = Tagger(17)
model.compile("adam", loss=keras.losses.SparseCategoricalCrossentropy())
model.fit(lines.skip(100), epochs=5, validation_data=lines.take(100))
