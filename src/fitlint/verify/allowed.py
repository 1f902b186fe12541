"""What the verifier rebuilds: Keras classes and the arguments of each that mean something there. Nothing else is made.

The names are those of Keras 3. Arguments that change no result (``name``, ``dtype``) are left out on purpose.
"""

from __future__ import annotations

from fitlint.vocabulary import MERGE

_WEIGHTS = (
    "use_bias kernel_initializer bias_initializer kernel_regularizer bias_regularizer activity_regularizer "
    "kernel_constraint bias_constraint"
)
_CONV = f"filters kernel_size strides padding data_format dilation_rate groups {_WEIGHTS}"
_DEPTHWISE = (
    "kernel_size strides padding depth_multiplier data_format dilation_rate use_bias depthwise_initializer "
    "bias_initializer depthwise_regularizer bias_regularizer"
)
_SEPARABLE = (
    "filters kernel_size strides padding data_format dilation_rate depth_multiplier use_bias depthwise_initializer "
    "pointwise_initializer bias_initializer depthwise_regularizer pointwise_regularizer bias_regularizer"
)
_TRANSPOSED = f"filters kernel_size strides padding output_padding data_format dilation_rate {_WEIGHTS}"
_RECURRENT = (
    "units recurrent_initializer recurrent_regularizer dropout recurrent_dropout return_sequences go_backwards "
    f"{_WEIGHTS}"
)
_NORMALIZED = "axis epsilon center scale beta_initializer gamma_initializer beta_regularizer gamma_regularizer"
_POOL = "pool_size strides padding data_format"
_GLOBAL = "data_format keepdims"
_DIMS = ("1D", "2D", "3D")

LAYERS: dict[str, frozenset[str]] = {
    kind: frozenset(arguments.split())
    for kind, arguments in {
        "Dense": f"units {_WEIGHTS}",
        **{f"Conv{dim}": _CONV for dim in _DIMS},
        **{f"Conv{dim}Transpose": _TRANSPOSED for dim in _DIMS},
        **{f"DepthwiseConv{dim}": _DEPTHWISE for dim in _DIMS[:2]},
        **{f"SeparableConv{dim}": _SEPARABLE for dim in _DIMS[:2]},
        **{f"{kind}Pooling{dim}": _POOL for kind in ("Max", "Average") for dim in _DIMS},
        **{f"Global{kind}Pooling{dim}": _GLOBAL for kind in ("Max", "Average") for dim in _DIMS},
        "LSTM": f"{_RECURRENT} recurrent_activation unit_forget_bias",
        "GRU": f"{_RECURRENT} recurrent_activation reset_after",
        "SimpleRNN": _RECURRENT,
        "Embedding": "input_dim output_dim embeddings_initializer embeddings_regularizer mask_zero",
        "BatchNormalization": f"{_NORMALIZED} momentum moving_mean_initializer moving_variance_initializer",
        "LayerNormalization": _NORMALIZED,
        "GroupNormalization": f"groups {_NORMALIZED}",
        "UnitNormalization": "axis",
        "RMSNormalization": "axis epsilon",
        **dict.fromkeys(("Dropout", "AlphaDropout"), "rate noise_shape"),
        "GaussianDropout": "rate",
        "SpatialDropout1D": "rate",
        **{f"SpatialDropout{dim}": "rate data_format" for dim in _DIMS[1:]},
        "GaussianNoise": "stddev",
        "ActivityRegularization": "l1 l2",
        "Activation": "",
        "ReLU": "max_value negative_slope threshold",
        "LeakyReLU": "negative_slope",
        "PReLU": "alpha_initializer shared_axes",
        "ELU": "alpha",
        "Softmax": "axis",
        "Flatten": "data_format",
        "Reshape": "target_shape",
        "Permute": "dims",
        "RepeatVector": "n",
        "Identity": "",
        "Rescaling": "scale offset",
        **{f"ZeroPadding{dim}": "padding data_format" for dim in _DIMS},
        "Cropping1D": "cropping",
        **{f"Cropping{dim}": "cropping data_format" for dim in _DIMS[1:]},
        "UpSampling1D": "size",
        "UpSampling2D": "size data_format interpolation",
        "UpSampling3D": "size data_format",
        **dict.fromkeys(MERGE - {"Merge", "Dot", "Concatenate"}, ""),
        "Concatenate": "axis",
        "Dot": "axes normalize",
        "MultiHeadAttention": "num_heads key_dim value_dim dropout use_bias",
        "Attention": "use_scale score_mode dropout",
    }.items()
}

# They change nothing in what is learnt, or are understood otherwise.
IGNORED = frozenset(
    "name dtype autocast trainable activation input_shape input_dim input_length batch_input_shape batch_shape "
    "batch_size sparse ragged implementation unroll stateful return_state zero_output_for_mask seed weights "
    "time_major backward_layer pooling_regularizer".split()
)

WRAPPERS: dict[str, frozenset[str]] = {"TimeDistributed": frozenset(), "Bidirectional": frozenset({"merge_mode"})}
# They need more than one input, and take it as a list.
LISTS = frozenset(MERGE) | {"Attention"}
RENAMED = {"alpha": "negative_slope"}  # of LeakyReLU, before Keras 3
# Functions of tensors that are a layer by another name.
FUNCTIONS = {
    "op:add": "Add", "op:subtract": "Subtract", "op:multiply": "Multiply", "op:maximum": "Maximum",
    "op:minimum": "Minimum", "op:average": "Average", "op:concatenate": "Concatenate", "op:flatten": "Flatten",
    "op:dropout": "Dropout", "op:identity": "Identity", "op:cast": "Identity",
}  # fmt: skip

ACTIVATIONS = frozenset(
    (
        "celu elu exponential gelu glu hard_shrink hard_sigmoid hard_silu hard_tanh leaky_relu linear log_sigmoid "
        "log_softmax mish relu relu6 selu sigmoid silu soft_shrink softmax softplus softsign sparse_plus sparsemax "
        "squareplus swish tanh tanh_shrink threshold"
    ).split()
)
INITIALIZERS = frozenset(
    (
        "Constant GlorotNormal GlorotUniform HeNormal HeUniform Identity LecunNormal LecunUniform Ones Orthogonal "
        "RandomNormal RandomUniform TruncatedNormal VarianceScaling Zeros"
    ).split()
)
REGULARIZERS = frozenset({"L1", "L2", "L1L2", "OrthogonalRegularizer"})
CONSTRAINTS = frozenset({"MaxNorm", "MinMaxNorm", "NonNeg", "UnitNorm"})
COMPONENTS = INITIALIZERS | REGULARIZERS | CONSTRAINTS

_STEP = "learning_rate weight_decay clipnorm clipvalue global_clipnorm"
_ADAM = f"{_STEP} beta_1 beta_2 epsilon"
OPTIMIZERS: dict[str, frozenset[str]] = {
    name: frozenset(arguments.split())
    for name, arguments in {
        "SGD": f"{_STEP} momentum nesterov",
        "RMSprop": f"{_STEP} rho momentum epsilon centered",
        "Adam": f"{_ADAM} amsgrad",
        "AdamW": f"{_ADAM} amsgrad",
        "Adamax": _ADAM,
        "Nadam": _ADAM,
        "Adagrad": f"{_STEP} initial_accumulator_value epsilon",
        "Adadelta": f"{_STEP} rho epsilon",
        "Adafactor": f"{_STEP} beta_2_decay epsilon_1 epsilon_2 clip_threshold relative_step",
        "Ftrl": (
            f"{_STEP} learning_rate_power initial_accumulator_value l1_regularization_strength "
            "l2_regularization_strength l2_shrinkage_regularization_strength beta"
        ),
        "Lion": f"{_STEP} beta_1 beta_2",
    }.items()
}
# The constant learning rate of each in Keras 3 when none is given.
DEFAULT_RATES = {**dict.fromkeys(OPTIMIZERS, 0.001), "SGD": 0.01}
SCHEDULES = frozenset(
    {"CosineDecay", "CosineDecayRestarts", "ExponentialDecay", "InverseTimeDecay", "PiecewiseConstantDecay",
     "PolynomialDecay"}
)  # fmt: skip

# What a loss wants of the labels: the kind of target that is made for it.
LOSSES: dict[str, str] = {
    "BinaryCrossentropy": "binary",
    "BinaryFocalCrossentropy": "binary",
    "Hinge": "binary",
    "SquaredHinge": "binary",
    "CategoricalCrossentropy": "one_hot",
    "CategoricalFocalCrossentropy": "one_hot",
    "CategoricalHinge": "one_hot",
    "KLDivergence": "one_hot",
    "SparseCategoricalCrossentropy": "classes",
    "MeanSquaredError": "numbers",
    "MeanAbsoluteError": "numbers",
    "MeanSquaredLogarithmicError": "numbers",
    "Huber": "numbers",
    "LogCosh": "numbers",
    "Poisson": "numbers",
}
LOSS_ARGUMENTS = frozenset({"from_logits", "label_smoothing", "delta", "alpha", "gamma", "axis"})
_SHORT = {
    "mse": "MeanSquaredError",
    "mae": "MeanAbsoluteError",
    "msle": "MeanSquaredLogarithmicError",
    "kld": "KLDivergence",
    "kullbackleiblerdivergence": "KLDivergence",
    "huberloss": "Huber",
}


def loss_class(name: str) -> str | None:
    """Return the Keras class of a loss by its class or function name, as Keras itself looks it up."""
    plain = name.replace("_", "").lower()
    return _SHORT.get(plain) or next((kind for kind in LOSSES if kind.lower() == plain), None)
