# Two tf.Variables of a line are fitted; there is no Keras model.
import tensorflow as tf

w = tf.Variable(0.0)
b = tf.Variable(0.0)
optimizer = tf.keras.optimizers.SGD(learning_rate=0.5)
xs = tf.constant([0.0, 1.0, 2.0, 3.0])
ys = tf.constant([1.0, 3.0, 5.0, 7.0])
for _ in range(100):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((w * xs + b - ys) ** 2)
    optimizer.apply_gradients(zip(tape.gradient(loss, [w, b]), [w, b]))
