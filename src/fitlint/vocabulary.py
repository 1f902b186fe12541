"""The Keras words that rules and the reader share: what a layer does in a network, what kind a loss is.

Plain sets of class names (``Layer.kind``), activation names (``Activation.name``), optimizer names (``Optimizer.kind``)
and component names (``Component.kind``). Nothing may be concluded from a name that is in none of them.
"""

from __future__ import annotations

from math import inf

# --- Layers

DENSE = frozenset({"Dense", "EinsumDense"})
CONVOLUTION = frozenset(
    {
        "Conv1D",
        "Conv1DTranspose",
        "Conv2D",
        "Conv2DTranspose",
        "Conv3D",
        "Conv3DTranspose",
        "DepthwiseConv1D",
        "DepthwiseConv2D",
        "LocallyConnected1D",
        "LocallyConnected2D",
        "SeparableConv1D",
        "SeparableConv2D",
    }
)
# Layers whose own weights feed a following activation: what "hidden weight layer" means in the rules.
WEIGHT = DENSE | CONVOLUTION
RECURRENT = frozenset(
    {"ConvLSTM1D", "ConvLSTM2D", "ConvLSTM3D", "CuDNNGRU", "CuDNNLSTM", "GRU", "LSTM", "RNN", "SimpleRNN"}
)
EMBEDDING = frozenset({"DynamicEmbedding", "Embedding", "ReversibleEmbedding"})
ATTENTION = frozenset({"AdditiveAttention", "Attention", "GroupQueryAttention", "MultiHeadAttention"})
# They take a layer as their first argument and apply it.
WRAPPER = frozenset({"Bidirectional", "SpectralNormalization", "TimeDistributed", "WeightNormalization", "Wrapper"})

DROPOUT = frozenset({"AlphaDropout", "Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D"})
NOISE = frozenset({"GaussianDropout", "GaussianNoise"})
NORMALIZATION = frozenset(
    {
        "BatchNormalization",
        "FilterResponseNormalization",
        "GroupNormalization",
        "InstanceNormalization",
        "LayerNormalization",
        "RMSNormalization",
        "SpectralNormalization",
        "SyncBatchNormalization",
        "UnitNormalization",
        "WeightNormalization",
    }
)
POOLING = frozenset(
    {
        "AdaptiveAveragePooling1D",
        "AdaptiveAveragePooling2D",
        "AdaptiveAveragePooling3D",
        "AdaptiveMaxPooling1D",
        "AdaptiveMaxPooling2D",
        "AdaptiveMaxPooling3D",
        "AveragePooling1D",
        "AveragePooling2D",
        "AveragePooling3D",
        "GlobalAveragePooling1D",
        "GlobalAveragePooling2D",
        "GlobalAveragePooling3D",
        "GlobalMaxPooling1D",
        "GlobalMaxPooling2D",
        "GlobalMaxPooling3D",
        "MaxPooling1D",
        "MaxPooling2D",
        "MaxPooling3D",
    }
)
# Layers that are nothing but an activation.
ACTIVATION = frozenset({"Activation", "ELU", "LeakyReLU", "PReLU", "ReLU", "Softmax", "ThresholdedReLU"})
# Layers that only move values around.
RESHAPING = frozenset(
    {
        "Cropping1D",
        "Cropping2D",
        "Cropping3D",
        "Flatten",
        "Permute",
        "RepeatVector",
        "Reshape",
        "UpSampling1D",
        "UpSampling2D",
        "UpSampling3D",
        "ZeroPadding1D",
        "ZeroPadding2D",
        "ZeroPadding3D",
    }
)
INPUT = frozenset({"Input", "InputLayer"})
# Layers that change values at most by shape, noise or activation: they break no row of weight layers.
PASS_THROUGH = (
    ACTIVATION | RESHAPING | INPUT | DROPOUT | NOISE | frozenset({"ActivityRegularization", "Identity", "Masking"})
)
MERGE = frozenset({"Add", "Average", "Concatenate", "Dot", "Maximum", "Merge", "Minimum", "Multiply", "Subtract"})
AUGMENTATION = frozenset(
    {
        "AugMix",
        "AutoContrast",
        "CutMix",
        "MixUp",
        "RandAugment",
        "RandomBrightness",
        "RandomColorDegeneration",
        "RandomColorJitter",
        "RandomContrast",
        "RandomCrop",
        "RandomElasticTransform",
        "RandomErasing",
        "RandomFlip",
        "RandomGaussianBlur",
        "RandomGrayscale",
        "RandomHeight",
        "RandomHue",
        "RandomInvert",
        "RandomPerspective",
        "RandomPosterization",
        "RandomRotation",
        "RandomSaturation",
        "RandomSharpness",
        "RandomShear",
        "RandomTranslation",
        "RandomWidth",
        "RandomZoom",
        "Solarization",
    }
)
# Layers that prepare input data; a Normalization here scales inputs and regularizes nothing.
PREPROCESSING = frozenset(
    {
        "CategoryEncoding",
        "CenterCrop",
        "ContrastLimitedAdaptiveHistogramEqualization",
        "Discretization",
        "Equalization",
        "HashedCrossing",
        "Hashing",
        "IntegerLookup",
        "MelSpectrogram",
        "Normalization",
        "Rescaling",
        "Resizing",
        "STFTSpectrogram",
        "StringLookup",
        "TextVectorization",
    }
)

# --- Activations

# The sigmoid itself and its piecewise linear stand-ins.
SIGMOIDS = frozenset({"hard_sigmoid", "sigmoid", "sparse_sigmoid"})
# Flat on both sides: gradients vanish there.
SATURATING = SIGMOIDS | frozenset({"hard_tanh", "softsign", "tanh"})
# Every output lies between 0 and 1.
UNIT_INTERVAL = SIGMOIDS | frozenset({"softmax", "sparsemax"})
NON_NEGATIVE = UNIT_INTERVAL | frozenset({"exponential", "relu", "relu6", "softplus", "sparse_plus", "squareplus"})
# Between which numbers an output lies that ends in one of these.
OUTPUT_RANGES = {
    "hard_sigmoid": (0, 1),
    "hard_tanh": (-1, 1),
    "relu": (0, inf),
    "sigmoid": (0, 1),
    "softmax": (0, 1),
    "softsign": (-1, 1),
    "tanh": (-1, 1),
}

# --- Optimizers, callbacks, losses

OPTIMIZERS = frozenset(
    {
        "adadelta",
        "adafactor",
        "adagrad",
        "adam",
        "adamax",
        "adamw",
        "ftrl",
        "lamb",
        "lion",
        "muon",
        "nadam",
        "rmsprop",
        "schedulefreeadamw",
        "sgd",
    }
)
# Callbacks that change the learning rate while a model trains.
RATE_CALLBACKS = frozenset({"LearningRateScheduler", "ReduceLROnPlateau"})
# Callbacks that act on a monitored value, `val_loss` by default.
MONITORING = frozenset({"EarlyStopping", "ModelCheckpoint", "ReduceLROnPlateau"})
DEFAULT_MONITOR = "val_loss"
# Constraints that bound the size of weights, and so regularize.
NORM_CONSTRAINTS = frozenset({"MaxNorm", "MinMaxNorm", "UnitNorm"})
# Losses that weigh rare or hard classes more by construction.
FOCAL_LOSSES = frozenset({"BinaryFocalCrossentropy", "CategoricalFocalCrossentropy", "SigmoidFocalCrossEntropy"})
# Cross-entropies by what they compare: independent probabilities, or one distribution over classes with one-hot labels
# or with class numbers.
BINARY_CROSSENTROPIES = frozenset({"BinaryCrossentropy", "BinaryFocalCrossentropy", "SigmoidFocalCrossEntropy"})
ONE_HOT_CROSSENTROPIES = frozenset(
    {"CategoricalCrossentropy", "CategoricalFocalCrossentropy", "CategoricalGeneralizedCrossEntropy"}
)
SPARSE_CROSSENTROPIES = frozenset({"SparseCategoricalCrossentropy"})
CATEGORICAL_CROSSENTROPIES = ONE_HOT_CROSSENTROPIES | SPARSE_CROSSENTROPIES
CROSSENTROPIES = BINARY_CROSSENTROPIES | CATEGORICAL_CROSSENTROPIES
# Distances between numbers.
REGRESSION_LOSSES = frozenset(
    {
        "Huber",
        "LogCosh",
        "MeanAbsoluteError",
        "MeanAbsolutePercentageError",
        "MeanSquaredError",
        "MeanSquaredLogarithmicError",
    }
)
# Their gradient is as large for a small mistake as for a large one.
ABSOLUTE_LOSSES = frozenset({"MeanAbsoluteError", "MeanAbsolutePercentageError"})
# Metrics of numbers, without underscores and in small letters.
REGRESSION_METRICS = frozenset(
    (
        "mae mape meanabsoluteerror meanabsolutepercentageerror meansquarederror meansquaredlogarithmicerror mse msle "
        "r2score rmse rootmeansquarederror"
    ).split()
)

KERAS_BATCH_SIZE = 32
"""What ``fit`` uses when no batch size is given (Keras documentation of ``Model.fit``)."""
