"""Layers and models whose shapes and parameter counts are compared with those that Keras tells."""

from __future__ import annotations

# One layer behind its inputs: "shape of each input | layer". Behind "*" it takes them one by one instead of in a list.
LAYERS = """
(8,) | Dense(16)
(8,) | Dense(16, use_bias=False)
(8,) | Dense(units=3, activation="softmax")
(5, 8) | Dense(16)
(None, 5, 8) | Dense(2)
(10,) | EinsumDense("ab,bc->ac", output_shape=64, bias_axes="c")
(32, 128) | EinsumDense("abc,cd->abd", output_shape=(None, 64), bias_axes="d")
(32, 128) | EinsumDense("...x,xy->...y", output_shape=64, bias_axes="y")
(32, 128) | EinsumDense("...x,xy->...y", output_shape=64)
(12, 16) | EinsumDense("abc,cde->abde", output_shape=(None, 4, 8), bias_axes="de")
(12, 4, 8) | EinsumDense("abcd,cde->abe", output_shape=(None, 16), bias_axes="e")
(12, 4, 8) | EinsumDense("ab...,bc->ac...", output_shape=5)
(7,) | Embedding(100, 8)
(None,) | Embedding(input_dim=100, output_dim=8, mask_zero=True)
(3, 4) | Embedding(20, 5)
(None, None) | Embedding(20, 5)
(20, 4) | Conv1D(8, 3)
(20, 4) | Conv1D(8, 3, padding="same")
(20, 4) | Conv1D(8, 3, padding="causal", dilation_rate=2)
(20, 4) | Conv1D(8, 3, strides=2)
(20, 4) | Conv1D(8, (5,), dilation_rate=3)
(20, 4) | Conv1D(8, 3, groups=2)
(None, 4) | Conv1D(8, 3)
(None, 4) | Conv1D(8, 3, strides=2, padding="same", use_bias=False)
(4, 20) | Conv1D(8, 3, data_format="channels_first", padding="same")
(28, 28, 1) | Conv2D(32, 3)
(28, 28, 1) | Conv2D(32, (3, 3), activation="relu")
(28, 28, 3) | Conv2D(32, (5, 3), strides=(2, 1))
(28, 28, 3) | Conv2D(32, [1, 7], strides=2, padding="SAME")
(28, 28, 3) | Conv2D(32, 3, padding="same", use_bias=False)
(28, 29, 3) | Conv2D(32, 3, 2, "valid")
(28, 28, 3) | Conv2D(filters=4, kernel_size=3, dilation_rate=(2, 3))
(28, 28, 8) | Conv2D(16, 3, groups=4)
(None, None, 3) | Conv2D(16, 3, strides=2)
(None, 64, 3) | Conv2D(16, 3, padding="same")
(3, 28, 30) | Conv2D(16, 3, data_format="channels_first", padding="same")
(3, 28, 30) | Conv2D(16, (3, 5), data_format="channels_first", padding="same", strides=(2, 3))
(8, 16, 16, 2) | Conv3D(4, 3)
(8, 16, 16, 2) | Conv3D(4, (3, 5, 1), strides=(1, 2, 2), padding="same")
(2, 8, 16, 16) | Conv3D(4, 3, data_format="channels_first", padding="same")
(8, 16, 16, 4) | Conv3D(4, 2, groups=2, dilation_rate=2)
(10, 4) | Conv1DTranspose(8, 3)
(10, 4) | Conv1DTranspose(8, 3, strides=2, padding="same")
(10, 4) | Conv1DTranspose(8, 2, strides=4)
(10, 4) | Conv1DTranspose(8, 3, strides=2, output_padding=1, padding="same")
(7, 7, 16) | Conv2DTranspose(8, 3)
(7, 7, 16) | Conv2DTranspose(8, 3, strides=2, padding="same")
(7, 7, 16) | Conv2DTranspose(8, (4, 2), strides=(2, 3))
(7, 7, 16) | Conv2DTranspose(8, 3, strides=2, output_padding=1)
(7, 7, 16) | Conv2DTranspose(8, 3, strides=2, padding="same", output_padding=0)
(7, 7, 16) | Conv2DTranspose(8, 3, dilation_rate=2, use_bias=False)
(7, None, 16) | Conv2DTranspose(8, 3, strides=2, padding="same")
(4, 5, 6, 3) | Conv3DTranspose(2, 3, strides=2, padding="same")
(4, 5, 6, 3) | Conv3DTranspose(2, (1, 2, 3), strides=(3, 2, 1))
(20, 4) | DepthwiseConv1D(3)
(20, 4) | DepthwiseConv1D(3, depth_multiplier=2, padding="same", strides=2)
(28, 28, 3) | DepthwiseConv2D(3)
(28, 28, 3) | DepthwiseConv2D((3, 5), depth_multiplier=4, padding="same")
(28, 28, 3) | DepthwiseConv2D(3, strides=2, use_bias=False)
(3, 28, 28) | DepthwiseConv2D(3, data_format="channels_first", padding="same")
(20, 4) | SeparableConv1D(8, 3)
(20, 4) | SeparableConv1D(8, 3, depth_multiplier=3, strides=2, padding="same")
(28, 28, 3) | SeparableConv2D(8, 3)
(28, 28, 3) | SeparableConv2D(8, (3, 1), padding="same", depth_multiplier=2, use_bias=False)
(28, 28, 3) | SeparableConv2D(8, 3, strides=(2, 2), dilation_rate=1)
(28, 28, 3) | SeparableConv2D(8, 3, dilation_rate=2)
(20, 4) | MaxPooling1D()
(20, 4) | MaxPooling1D(3)
(20, 4) | MaxPooling1D(3, strides=1, padding="same")
(None, 4) | AveragePooling1D(5)
(4, 20) | AveragePooling1D(2, data_format="channels_first")
(28, 28, 3) | MaxPooling2D()
(28, 28, 3) | MaxPool2D(pool_size=(2, 2))
(29, 31, 3) | MaxPooling2D((2, 3))
(29, 31, 3) | MaxPooling2D((2, 2), padding="same")
(29, 31, 3) | MaxPooling2D(3, strides=2)
(29, 31, 3) | AveragePooling2D(3, (2, 1), "same")
(None, None, 3) | AveragePooling2D(2)
(3, 28, 28) | MaxPooling2D(2, data_format="channels_first")
(8, 9, 10, 3) | MaxPooling3D()
(8, 9, 10, 3) | AveragePooling3D((2, 3, 4), padding="same")
(3, 8, 9, 10) | MaxPooling3D(2, data_format="channels_first")
(20, 4) | GlobalMaxPooling1D()
(None, 4) | GlobalAveragePooling1D()
(20, 4) | GlobalAveragePooling1D(keepdims=True)
(4, 20) | GlobalAveragePooling1D(data_format="channels_first")
(7, 7, 512) | GlobalAveragePooling2D()
(7, 7, 512) | GlobalMaxPooling2D(keepdims=True)
(512, 7, 7) | GlobalMaxPool2D(data_format="channels_first", keepdims=True)
(4, 7, 7, 12) | GlobalAveragePooling3D()
(4, 7, 7, 12) | GlobalMaxPooling3D(keepdims=True)
(20, 4) | AdaptiveAveragePooling1D(5)
(28, 28, 3) | AdaptiveAveragePooling2D((4, 7))
(28, 28, 3) | AdaptiveMaxPooling2D(7)
(8, 8, 8, 3) | AdaptiveMaxPooling3D((2, 4, 8))
(3, 28, 28) | AdaptiveMaxPooling2D(7, data_format="channels_first")
(28, 28, 3) | Flatten()
(28,) | Flatten()
(None, 3) | Flatten()
(3, 5, 7) | Flatten(data_format="channels_first")
(12,) | Reshape((3, 4))
(12,) | Reshape((-1, 2))
(3, 4, 2) | Reshape(target_shape=(6, -1))
(3, 4) | Reshape((-1,))
(None, 4) | Reshape((-1, 2))
(12,) | Reshape([12, 1])
(3, 4, 5) | Permute((2, 1, 3))
(3, 4, 5) | Permute((3, 1, 2))
(None, 4) | Permute((2, 1))
(32,) | RepeatVector(3)
(20, 4) | Cropping1D()
(20, 4) | Cropping1D(3)
(20, 4) | Cropping1D((1, 2))
(28, 28, 3) | Cropping2D()
(28, 28, 3) | Cropping2D(2)
(28, 28, 3) | Cropping2D((2, 4))
(28, 28, 3) | Cropping2D(cropping=((2, 2), (4, 1)))
(3, 28, 28) | Cropping2D(2, data_format="channels_first")
(None, 28, 3) | Cropping2D(2)
(10, 12, 14, 3) | Cropping3D()
(10, 12, 14, 3) | Cropping3D(((1, 2), (0, 1), (2, 2)))
(20, 4) | ZeroPadding1D()
(20, 4) | ZeroPadding1D(3)
(20, 4) | ZeroPadding1D((1, 0))
(28, 28, 3) | ZeroPadding2D()
(28, 28, 3) | ZeroPadding2D(3)
(28, 28, 3) | ZeroPadding2D((1, 2))
(28, 28, 3) | ZeroPadding2D(((0, 1), (0, 1)))
(3, 28, 28) | ZeroPadding2D(1, data_format="channels_first")
(10, 12, 14, 3) | ZeroPadding3D((1, 2, 3))
(20, 4) | UpSampling1D()
(20, 4) | UpSampling1D(3)
(7, 7, 3) | UpSampling2D()
(7, 7, 3) | UpSampling2D((2, 3), interpolation="bilinear")
(None, 7, 3) | UpSampling2D(4)
(3, 7, 7) | UpSampling2D(2, data_format="channels_first")
(4, 5, 6, 3) | UpSampling3D()
(4, 5, 6, 3) | UpSampling3D((1, 2, 3))
(10, 8) | LSTM(16)
(10, 8) | LSTM(16, return_sequences=True)
(None, 8) | LSTM(16, return_sequences=True)
(10, 8) | LSTM(units=16, use_bias=False, go_backwards=True)
(10, 8) | LSTM(16, return_state=True)
(10, 8) | LSTM(16, return_sequences=True, return_state=True)
(10, 8) | GRU(16)
(10, 8) | GRU(16, reset_after=False)
(10, 8) | GRU(16, use_bias=False, return_sequences=True)
(10, 8) | GRU(16, return_state=True)
(10, 8) | SimpleRNN(16)
(10, 8) | SimpleRNN(16, return_sequences=True, use_bias=False)
(10, 8) | SimpleRNN(16, return_state=True)
(10, 8) | RNN(layers.LSTMCell(16))
(10, 8) | RNN(layers.GRUCell(16, reset_after=False), return_sequences=True)
(10, 8) | RNN([layers.LSTMCell(16), layers.LSTMCell(4)])
(10, 8) | RNN(layers.StackedRNNCells([layers.GRUCell(16), layers.SimpleRNNCell(4)]), return_sequences=True)
(10, 8) | RNN(layers.SimpleRNNCell(5), return_state=True)
(10, 8) | Bidirectional(layers.LSTM(16))
(10, 8) | Bidirectional(layers.LSTM(16, return_sequences=True))
(10, 8) | Bidirectional(layers.GRU(16))
(None, 8) | Bidirectional(layers.SimpleRNN(16, return_sequences=True))
(10, 8) | Bidirectional(layers.LSTM(16, return_state=True))
(10, 8) | Bidirectional(layers.LSTM(16), merge_mode="sum")
(10, 8) | Bidirectional(layers.GRU(16, return_sequences=True), merge_mode="ave")
(10, 8) | Bidirectional(layers.GRU(16), merge_mode=None)
(5, 10, 8) | TimeDistributed(layers.Bidirectional(layers.LSTM(16)))
(10, 8) | TimeDistributed(layers.Dense(4))
(10, 8, 3) | TimeDistributed(layers.Flatten())
(5, 28, 28, 3) | TimeDistributed(layers.Conv2D(4, 3))
(5, 28, 28, 3) | TimeDistributed(layers.MaxPooling2D(2))
(5, 28, 28, 3) | TimeDistributed(layers.BatchNormalization())
(5, 28, 28, 3) | TimeDistributed(layers.GlobalAveragePooling2D())
(None, 12) | TimeDistributed(layers.Reshape((3, 4)))
(5, 28, 3) | ConvLSTM1D(4, 3)
(5, 28, 28, 3) | ConvLSTM2D(4, 3)
(5, 28, 28, 3) | ConvLSTM2D(4, (3, 3), padding="same", return_sequences=True)
(None, 28, 28, 3) | ConvLSTM2D(4, 3, strides=2, padding="same", use_bias=False)
(5, 28, 28, 3) | ConvLSTM2D(4, 3, return_state=True)
(5, 3, 28, 28) | ConvLSTM2D(4, 3, data_format="channels_first", padding="same")
(2, 8, 8, 8, 1) | ConvLSTM3D(2, 3, padding="same")
(8,) | BatchNormalization()
(28, 28, 3) | BatchNormalization()
(3, 28, 28) | BatchNormalization(axis=1)
(28, 28, 3) | BatchNormalization(scale=False)
(28, 28, 3) | BatchNormalization(center=False, scale=False, momentum=0.9)
(28, 28, 3) | BatchNormalization(trainable=False)
(10, 8) | LayerNormalization()
(10, 8) | LayerNormalization(axis=[1, 2])
(10, 8) | LayerNormalization(axis=1, center=False)
(10, 8) | LayerNormalization(scale=False)
(10, 8) | LayerNormalization(rms_scaling=True)
(8, 8, 32) | GroupNormalization()
(8, 8, 32) | GroupNormalization(groups=4, scale=False)
(32, 8, 8) | GroupNormalization(groups=-1, axis=1)
(10, 8) | RMSNormalization()
(10, 8) | UnitNormalization()
(8,) | SpectralNormalization(layers.Dense(4))
(28, 28, 3) | SpectralNormalization(layers.Conv2D(4, 3))
(8,) | Activation("relu")
(8, 3) | Softmax()
(8,) | ReLU(max_value=6)
(8,) | LeakyReLU(0.1)
(8,) | ELU()
(8,) | PReLU()
(28, 28, 3) | PReLU()
(28, 28, 3) | PReLU(shared_axes=[1, 2])
(8,) | Dropout(0.5)
(10, 8) | SpatialDropout1D(0.2)
(28, 28, 3) | SpatialDropout2D(0.2)
(8,) | AlphaDropout(0.1)
(8,) | GaussianNoise(0.1)
(8,) | GaussianDropout(0.1)
(8,) | ActivityRegularization(l2=0.01)
(10, 8) | Masking(mask_value=0.0)
(8,) | Identity()
(28, 28, 3) | Rescaling(1.0 / 255)
(28, 28, 3) | Rescaling(scale=1.0 / 127.5, offset=-1)
(28, 30, 3) | Resizing(64, 32)
(None, None, 3) | Resizing(224, 224)
(3, 28, 30) | Resizing(64, 32, data_format="channels_first")
(28, 30, 3) | CenterCrop(20, 10)
(28, 30, 3) | RandomCrop(20, 10)
(28, 28, 3) | RandomFlip("horizontal")
(28, 28, 3) | RandomRotation(0.1)
(28, 28, 3) | RandomZoom(0.2)
(28, 28, 3) | RandomTranslation(0.1, 0.1)
(28, 28, 3) | RandomContrast(0.1)
(28, 28, 3) | RandomBrightness(0.1)
(28, 28, 3) | RandomShear(0.1)
(28, 28, 3) | RandomHue(0.1)
(28, 28, 3) | GaussianNoise(0.1)
(8,) | Normalization()
(28, 28, 3) | Normalization(axis=-1)
(28, 28, 3) | Normalization(axis=None)
(28, 28, 3) | Normalization(mean=[0.5, 0.5, 0.5], variance=[0.1, 0.1, 0.1])
(1,) | CategoryEncoding(num_tokens=5, output_mode="one_hot")
(4,) | CategoryEncoding(num_tokens=5, output_mode="one_hot")
(4,) | CategoryEncoding(num_tokens=5)
(4,) | Discretization(bin_boundaries=[0.0, 1.0])
(8,), (8,) | Add()
(8,), (8,), (8,) | Add()
(28, 28, 3), (28, 28, 1) | Add()
(28, 28, 3), (1, 1, 3) | Multiply()
(8,), (1,) | Multiply()
(None, 8), (10, 8) | Add()
(8,), (8,) | Subtract()
(8,), (8,) | Average()
(8,), (8,) | Maximum()
(8,), (8,) | Minimum()
(8,), (4,) | Concatenate()
(28, 28, 3), (28, 28, 5), (28, 28, 1) | Concatenate()
(28, 28, 3), (4, 28, 3) | Concatenate(axis=1)
(None, 3), (10, 3) | Concatenate(axis=1)
(None, 3), (None, 5) | Concatenate(axis=-1)
(8,), (8,) | Dot(axes=1)
(10, 8), (5, 8) | Dot(axes=2)
(10, 8), (8, 5) | Dot(axes=(2, 1))
(10, 8), (10,) | Dot(axes=1, normalize=True)
(10, 16), (20, 16) | Attention()
(10, 16), (20, 16), (20, 16) | Attention(use_scale=True)
(10, 16), (20, 16) | Attention(use_scale=True, score_mode="concat")
(10, 16), (20, 16) | AdditiveAttention()
(10, 16), (20, 16) | AdditiveAttention(use_scale=False)
* (10, 16), (10, 16) | MultiHeadAttention(num_heads=4, key_dim=8)
* (10, 16), (20, 12) | MultiHeadAttention(4, 8, value_dim=6)
* (10, 16), (20, 16) | MultiHeadAttention(4, 8, use_bias=False)
* (10, 16), (20, 16) | MultiHeadAttention(4, 8, output_shape=20)
* (10, 16), (20, 16) | MultiHeadAttention(4, 8, output_shape=(5, 6))
* (4, 5, 16), (4, 5, 16) | MultiHeadAttention(2, 8, attention_axes=(1, 2))
* (10, 16), (20, 16), (20, 16) | MultiHeadAttention(2, 8)
* (10, 16), (20, 16) | GroupQueryAttention(8, 4, 2)
* (10, 16), (20, 16) | GroupQueryAttention(head_dim=8, num_query_heads=4, num_key_value_heads=2, use_bias=False)
"""

# Whole scripts; the last value of ``model`` counts. They share the imports of PREAMBLE.
PREAMBLE = """\
import keras
from keras import Input, Model, Sequential, layers
from keras.layers import *
"""
MODELS = {
    "a digit classifier": """
model = Sequential([
    Input((28, 28)),
    Flatten(),
    Dense(128, activation="relu"),
    Dropout(0.2),
    Dense(10, activation="softmax"),
])
""",
    "convolutions by add": """
model = Sequential()
model.add(Conv2D(32, kernel_size=(3, 3), activation="relu", input_shape=(28, 28, 1)))
model.add(Conv2D(64, (3, 3), activation="relu"))
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Dropout(0.25))
model.add(Flatten())
model.add(Dense(128, activation="relu"))
model.add(BatchNormalization())
model.add(Dense(10, activation="softmax"))
""",
    "dense by input_dim": """
model = Sequential()
model.add(Dense(12, input_dim=8, activation="relu"))
model.add(Dense(8, activation="relu"))
model.add(Dense(1, activation="sigmoid"))
""",
    "a batch of fixed size": """
model = Sequential([Input(batch_shape=(32, 10, 4)), LSTM(8, stateful=True, return_sequences=True), LSTM(3), Dense(1)])
""",
    "an input with a batch size": """
x = Input(shape=(6,), batch_size=16)
model = Model(x, Dense(3)(x))
""",
    "an input layer": """
model = Sequential()
model.add(InputLayer(shape=(16, 16, 3)))
model.add(Conv2D(4, 3, name="first"))
model.add(GlobalMaxPooling2D())
""",
    "VGG by loops": """
model = Sequential()
model.add(Input((224, 224, 3)))
for filters, count in [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]:
    for _ in range(count):
        model.add(Conv2D(filters, 3, padding="same", activation="relu"))
    model.add(MaxPooling2D(2, strides=2))
model.add(Flatten())
model.add(Dense(4096, activation="relu"))
model.add(Dense(4096, activation="relu"))
model.add(Dense(1000, activation="softmax"))
""",
    "a residual network": """
def block(x, filters, strides=1):
    shortcut = x
    x = Conv2D(filters, 3, strides=strides, padding="same", use_bias=False)(x)
    x = BatchNormalization()(x)
    x = ReLU()(x)
    x = Conv2D(filters, 3, padding="same", use_bias=False)(x)
    x = BatchNormalization()(x)
    if strides != 1:
        shortcut = Conv2D(filters, 1, strides=strides, use_bias=False)(shortcut)
        shortcut = BatchNormalization()(shortcut)
    x = Add()([x, shortcut])
    return ReLU()(x)

inputs = Input(shape=(32, 32, 3))
x = Conv2D(16, 3, padding="same")(inputs)
for filters in (16, 32, 64):
    x = block(x, filters, 1 if filters == 16 else 2)
    x = block(x, filters)
x = GlobalAveragePooling2D()(x)
model = Model(inputs, Dense(10, activation="softmax")(x))
""",
    "a U-Net": """
def pair(x, filters):
    x = Conv2D(filters, 3, activation="relu", padding="same")(x)
    return Conv2D(filters, 3, activation="relu", padding="same")(x)

inputs = Input((128, 128, 3))
c1 = pair(inputs, 16)
p1 = MaxPooling2D((2, 2))(c1)
c2 = pair(p1, 32)
p2 = MaxPooling2D((2, 2))(c2)
c3 = pair(p2, 64)
u2 = Concatenate(axis=3)([Conv2DTranspose(32, 2, strides=2, padding="same")(c3), c2])
c4 = pair(u2, 32)
u1 = Concatenate()([UpSampling2D((2, 2))(c4), c1])
c5 = pair(u1, 16)
model = Model(inputs=[inputs], outputs=[Conv2D(1, 1, activation="sigmoid")(c5)])
""",
    "an inception block": """
inputs = Input((32, 32, 192))
a = Conv2D(64, 1, activation="relu")(inputs)
b = Conv2D(96, 1, activation="relu")(inputs)
b = Conv2D(128, 3, padding="same", activation="relu")(b)
c = Conv2D(16, 1, activation="relu")(inputs)
c = Conv2D(32, 5, padding="same", activation="relu")(c)
d = MaxPooling2D(3, strides=1, padding="same")(inputs)
d = Conv2D(32, 1, activation="relu")(d)
model = Model(inputs, Concatenate(axis=-1)([a, b, c, d]))
""",
    "a mobile network": """
def separable(x, filters, stride):
    x = DepthwiseConv2D(3, strides=stride, padding="same", use_bias=False)(x)
    x = BatchNormalization()(x)
    x = ReLU(6.0)(x)
    x = Conv2D(filters, 1, use_bias=False)(x)
    x = BatchNormalization()(x)
    return ReLU(6.0)(x)

inputs = Input((96, 96, 3))
x = ZeroPadding2D(((0, 1), (0, 1)))(inputs)
x = Conv2D(8, 3, strides=2, use_bias=False)(x)
for filters, stride in [(16, 1), (32, 2), (32, 1), (64, 2)]:
    x = separable(x, filters, stride)
x = GlobalAveragePooling2D(keepdims=True)(x)
x = Conv2D(5, 1)(x)
model = Model(inputs, Reshape((5,))(x))
""",
    "text by embedding": """
model = Sequential([Input((None,)), Embedding(20000, 128)])
model.add(Bidirectional(LSTM(64, return_sequences=True)))
model.add(Bidirectional(LSTM(32)))
model.add(Dense(1))
""",
    "text by convolution": """
inputs = Input((400,), dtype="int32")
x = Embedding(5000, 50)(inputs)
branches = []
for size in (3, 4, 5):
    y = Conv1D(100, size, activation="relu")(x)
    branches.append(GlobalMaxPooling1D()(y))
x = Concatenate()(branches)
x = Dropout(0.5)(x)
model = Model(inputs, Dense(1, activation="sigmoid")(x))
""",
    "a transformer block": """
def encoder(x, head_size, heads, width):
    y = LayerNormalization(epsilon=1e-6)(x)
    y = MultiHeadAttention(key_dim=head_size, num_heads=heads, dropout=0.1)(y, y)
    y = Dropout(0.1)(y)
    x = Add()([x, y])
    y = LayerNormalization(epsilon=1e-6)(x)
    y = Conv1D(filters=width, kernel_size=1, activation="relu")(y)
    y = Conv1D(filters=x.shape[-1], kernel_size=1)(y)
    return Add()([x, y])

inputs = Input((500, 1))
x = inputs
for _ in range(2):
    x = encoder(x, 256, 4, 4)
x = GlobalAveragePooling1D(data_format="channels_last")(x)
x = Dense(128, activation="relu")(x)
model = Model(inputs, Dense(2, activation="softmax")(x))
""",
    "additions by operator": """
inputs = Input((10, 8))
y = MultiHeadAttention(2, 4)(inputs, inputs)
x = LayerNormalization()(inputs + y)
x = x + Dense(8)(Dense(32, activation="relu")(x))
model = Model(inputs, GlobalMaxPooling1D()(x))
""",
    "sequence to sequence": """
encoder_inputs = Input((None, 71))
encoder_outputs, h, c = LSTM(256, return_state=True)(encoder_inputs)
decoder_inputs = Input((None, 93))
outputs = LSTM(256, return_sequences=True)(decoder_inputs, initial_state=[h, c])
outputs = Dense(93, activation="softmax")(outputs)
model = Model([encoder_inputs, decoder_inputs], outputs)
""",
    "a GRU with states": """
a = Input((12, 5))
whole, last = GRU(7, return_sequences=True, return_state=True)(a)
b = RepeatVector(12)(Dense(7)(Input((3,))))
model = Model(a, Dense(2)(whole))
""",
    "an autoencoder of two models": """
encoder = Sequential([Input((28, 28, 1)), Conv2D(8, 3, strides=2, padding="same"), Flatten(), Dense(16)])
decoder = Sequential([Input((16,)), Dense(14 * 14 * 8), Reshape((14, 14, 8))])
decoder.add(Conv2DTranspose(1, 3, strides=2, padding="same"))
x = Input((28, 28, 1))
model = Model(x, decoder(encoder(x)))
""",
    "functional models in a model": """
def tower(name):
    x = Input((64, 64, 3))
    y = Conv2D(8, 5, strides=2)(x)
    y = GlobalMaxPooling2D()(y)
    return Model(x, y, name=name)

left, right = Input((64, 64, 3)), Input((64, 64, 3))
both = Concatenate()([tower("left")(left), tower("right")(right)])
model = Model([left, right], Dense(1)(both))
""",
    "siamese twins": """
base = Sequential([Input((20,)), Dense(16, activation="relu"), Dense(8)])
a, b = Input((20,)), Input((20,))
model = Model([a, b], Dense(1)(Subtract()([base(a), base(b)])))
""",
    "a shared layer": """
shared = LSTM(16)
a, b = Input((30, 4)), Input((30, 4))
model = Model([a, b], Dense(1)(Concatenate()([shared(a), shared(b)])))
""",
    "two inputs and two outputs": """
title = Input((None,), name="title")
body = Input((None,), name="body")
tags = Input((12,), name="tags")
x = LSTM(32)(Embedding(1000, 64)(title))
y = LSTM(16)(Embedding(1000, 64)(body))
both = Concatenate()([x, y, tags])
priority = Dense(1, name="priority")(both)
department = Dense(4, name="department")(both)
model = Model([title, body, tags], {"priority": priority, "department": department})
""",
    "frozen layers": """
model = Sequential([Input((8,)), Dense(16, trainable=False), BatchNormalization(), Dense(2)])
model.layers[0].trainable = False
""",
    "a layer frozen later": """
first = Dense(16)
first.trainable = False
model = Sequential([Input((8,)), first, Dense(2)])
""",
    "a generator": """
model = Sequential()
model.add(Dense(7 * 7 * 256, use_bias=False, input_shape=(100,)))
model.add(BatchNormalization())
model.add(LeakyReLU())
model.add(Reshape((7, 7, 256)))
model.add(Conv2DTranspose(128, (5, 5), strides=(1, 1), padding="same", use_bias=False))
model.add(BatchNormalization())
model.add(Conv2DTranspose(1, (5, 5), strides=(2, 2), padding="same", use_bias=False, activation="tanh"))
""",
    "video": """
model = Sequential([
    Input((8, 64, 64, 3)),
    TimeDistributed(Conv2D(16, 3, activation="relu")),
    TimeDistributed(MaxPooling2D()),
    TimeDistributed(Flatten()),
    LSTM(32),
    Dense(5, activation="softmax"),
])
""",
    "weather frames": """
model = Sequential([Input((None, 40, 40, 1))])
for _ in range(2):
    model.add(ConvLSTM2D(20, (3, 3), padding="same", return_sequences=True))
    model.add(BatchNormalization())
model.add(Conv3D(1, (3, 3, 3), activation="sigmoid", padding="same"))
""",
    "augmentation in front": """
augmentation = Sequential([RandomFlip("horizontal"), RandomRotation(0.1)])
inputs = Input((180, 180, 3))
x = augmentation(inputs)
x = Rescaling(1.0 / 255)(x)
for size in [32, 64, 128]:
    x = Conv2D(filters=size, kernel_size=3, activation="relu")(x)
    x = MaxPooling2D(pool_size=2)(x)
x = Flatten()(x)
model = Model(inputs, Dense(1, activation="sigmoid")(x))
""",
    "three dimensional scans": """
inputs = Input((128, 128, 64, 1))
x = inputs
for filters in (64, 64, 128):
    x = Conv3D(filters, 3, activation="relu")(x)
    x = MaxPool3D(pool_size=2)(x)
    x = BatchNormalization()(x)
x = GlobalAveragePooling3D()(x)
model = Model(inputs, Dense(1)(Dropout(0.3)(Dense(512)(x))))
""",
    "a language model with tied axes": """
inputs = Input((16,), dtype="int64")
x = Embedding(100, 24)(inputs)
x = Permute((2, 1))(x)
x = Dense(16)(x)
x = Permute((2, 1))(x)
model = Model(inputs, TimeDistributed(Dense(100))(x))
""",
    "functions for layers": """
a = Input((8,))
b = Dense(8)(a)
model = Model(a, Dense(3)(layers.add([a, b])))
""",
    "concatenation as a function": """
a, b = Input((8,)), Input((8,))
model = Model([a, b], Dense(3)(layers.concatenate([a, b])))
""",
    "concatenation along an axis": """
a, b = Input((4, 6)), Input((4, 6))
c = keras.ops.concatenate([a, b], axis=1)
model = Model([a, b], Dense(3)(layers.concatenate([c, c], 2)))
""",
    "arithmetic with numbers": """
a = Input((8,))
b = 1.0 - Dense(4)(a) * 0.5
model = Model(a, Dense(3)(keras.ops.maximum(b, 0.0)))
""",
    "functions that change the shape": """
a = Input((6, 4))
b = keras.ops.mean(a, axis=1)
c = keras.ops.max(a, axis=[1], keepdims=True)
c = keras.ops.squeeze(keras.ops.expand_dims(c, -1), axis=-1)
c = keras.ops.reshape(keras.ops.transpose(c, (0, 2, 1)), (-1, 4))
model = Model(a, Dense(3)(layers.concatenate([b, c])))
""",
    "states of both directions": """
a = Input((9, 5))
whole, h1, c1, h2, c2 = Bidirectional(LSTM(6, return_sequences=True, return_state=True))(a)
h = layers.concatenate([h1, h2])
model = Model(a, [Dense(2)(whole), Dense(2)(h)])
""",
    "activations as functions": """
a = Input((8,))
b = keras.activations.relu(Dense(5)(a))
model = Model(a, Dense(3)(b))
""",
    "a sequence with attention": """
query = Input((10,), dtype="int64")
value = Input((20,), dtype="int64")
table = Embedding(50, 16)
cnn = Conv1D(filters=10, kernel_size=4, padding="same")
q, v = cnn(table(query)), cnn(table(value))
found = Attention()([q, v])
both = Concatenate()([GlobalAveragePooling1D()(q), GlobalAveragePooling1D()(found)])
model = Model([query, value], Dense(1)(both))
""",
    "a stack of recurrent layers": """
model = Sequential([
    Input((None, 12)),
    GRU(32, return_sequences=True),
    SimpleRNN(8, return_sequences=True),
    LayerNormalization(),
    LSTM(4),
    Dense(1),
])
""",
    "a wide and deep network": """
inputs = Input(shape=[8])
hidden = Dense(30, activation="relu")(inputs)
hidden = Dense(30, activation="relu")(hidden)
model = Model(inputs=[inputs], outputs=[Dense(1)(Concatenate()([inputs, hidden]))])
""",
    "WaveNet": """
model = Sequential([Input((None, 1))])
for rate in (1, 2, 4, 8) * 2:
    model.add(Conv1D(20, 2, padding="causal", activation="relu", dilation_rate=rate))
model.add(Conv1D(10, 1))
""",
    "squeeze and excitation": """
inputs = Input((16, 16, 32))
s = GlobalAveragePooling2D()(inputs)
s = Dense(8, activation="relu")(s)
s = Dense(32, activation="sigmoid")(s)
s = Reshape((1, 1, 32))(s)
model = Model(inputs, Multiply()([inputs, s]))
""",
}

# Written for Keras 2, which tf_keras still is.
OLD_PREAMBLE = """\
from tf_keras import Input, Model, Sequential
from tf_keras.layers import *
"""
OLD_MODELS = {
    "an embedding with a length": """
model = Sequential([Embedding(1000, 32, input_length=50), LSTM(8), Dense(1)])
""",
    "an embedding with a length that is flattened": """
model = Sequential([Embedding(1000, 8, input_length=20), Flatten(), Dense(1)])
""",
    "a batch input shape": """
model = Sequential([LSTM(4, batch_input_shape=(16, 5, 2), stateful=True), Dense(1)])
""",
    "locally connected layers": """
model = Sequential([LocallyConnected2D(4, (3, 3), input_shape=(12, 12, 2)), Flatten(), Dense(2)])
""",
    "locally connected rows": """
model = Sequential([LocallyConnected1D(4, 3, strides=2, input_shape=(12, 2)), Flatten(), Dense(2)])
""",
    "a Bidirectional first": """
model = Sequential()
model.add(Bidirectional(LSTM(10, return_sequences=True), input_shape=(5, 10)))
model.add(Bidirectional(LSTM(10)))
""",
    "an input layer": """
model = Sequential([InputLayer(input_shape=(4, 4, 1)), ThresholdedReLU(), Conv2D(2, 2), Flatten(), Dense(1)])
""",
    "channels first": """
model = Sequential([Permute((3, 1, 2), input_shape=(8, 8, 3)), ZeroPadding2D(1, data_format="channels_first")])
model.add(Flatten())
""",
    "a GRU of Keras 2": """
model = Sequential([GRU(6, input_shape=(5, 3), reset_after=False), Dense(1)])
""",
}
