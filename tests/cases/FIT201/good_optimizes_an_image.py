# Style transfer: the optimizer changes the pixels of an image, not the weights of a model.
import tensorflow as tf

vgg = tf.keras.applications.VGG19(include_top=False, weights="imagenet")
vgg.trainable = False
content = tf.keras.utils.load_img("content.jpg", target_size=(256, 256))
image = tf.Variable(tf.keras.utils.img_to_array(content)[None])
target = vgg(image)
optimizer = tf.keras.optimizers.Adam(learning_rate=5.0)

for step in range(200):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((vgg(image) - target) ** 2) + 1e-4 * tf.image.total_variation(image)
    gradient = tape.gradient(loss, image)
    optimizer.apply_gradients([(gradient, image)])
    image.assign(tf.clip_by_value(image, 0.0, 255.0))
