"""Tensor functions under their many names: ``tf.concat`` and ``keras.layers.concatenate`` are one operation."""

from __future__ import annotations

# Spelled the same wherever they exist.
_PLAIN = (
    "abs add all any arange argmax argmin average batch_normalization cast celu clip concatenate constant conv1d "
    "conv2d conv3d cos depthwise_conv2d divide dot dropout einsum elu equal exp expand_dims exponential flatten "
    "floor gather gelu glu greater hard_shrink hard_sigmoid hard_silu hard_tanh identity l2_normalize leaky_relu "
    "less linear log log_sigmoid log_softmax logical_and logical_not logical_or matmul maximum minimum mish "
    "multiply negative norm normalize not_equal one_hot ones ones_like pad pow relu relu6 repeat reshape reverse "
    "roll round selu separable_conv2d shape sigmoid sign silu sin slice soft_shrink softmax softplus softsign "
    "sparse_plus sparse_sigmoid sparsemax split sqrt square squared_difference squareplus squeeze stack "
    "stop_gradient subtract swapaxes take tanh tanh_shrink tensordot threshold tile top_k transpose unstack "
    "upsample where zeros zeros_like"
)
_SYNONYMS = {
    "add_n": "add",
    "amax": "reduce_max",
    "avg_pool": "average_pool",
    "avg_pool1d": "average_pool",
    "avg_pool2d": "average_pool",
    "average_pool": "average_pool",
    "batch_dot": "dot",
    "batch_flatten": "flatten",
    "clip_by_value": "clip",
    "concat": "concatenate",
    "convert_to_tensor": "identity",
    "div": "divide",
    "embedding_lookup": "gather",
    "hard_swish": "hard_silu",
    "log_sigmoid_v2": "log_sigmoid",
    "max": "reduce_max",
    "max_pool": "max_pool",
    "max_pool1d": "max_pool",
    "max_pool2d": "max_pool",
    "mean": "reduce_mean",
    "min": "reduce_min",
    "mul": "multiply",
    "neg": "negative",
    "normal": "random_normal",
    "permute_dimensions": "transpose",
    "power": "pow",
    "prod": "reduce_prod",
    "random_normal": "random_normal",
    "random_uniform": "random_uniform",
    "reduce_all": "all",
    "reduce_any": "any",
    "reduce_logsumexp": "reduce_logsumexp",
    "logsumexp": "reduce_logsumexp",
    "reduce_max": "reduce_max",
    "reduce_mean": "reduce_mean",
    "reduce_min": "reduce_min",
    "reduce_prod": "reduce_prod",
    "reduce_std": "reduce_std",
    "reduce_sum": "reduce_sum",
    "reduce_variance": "reduce_variance",
    "repeat_elements": "repeat",
    "resize": "resize",
    "resize_images": "resize",
    "stateless_dropout": "dropout",
    "std": "reduce_std",
    "sub": "subtract",
    "sum": "reduce_sum",
    "swish": "silu",
    "true_divide": "divide",
    "truediv": "divide",
    "truncated_normal": "random_normal",
    "uniform": "random_uniform",
    "var": "reduce_variance",
}
# The operation by the last part of a function's name.
OPERATIONS: dict[str, str] = {**{name: name for name in _PLAIN.split()}, **_SYNONYMS}

# Modules of TensorFlow whose functions count; ``tensorflow.compat.v1`` and ``.v2`` are stripped before the look-up.
TENSORFLOW_MODULES = frozenset(
    {
        "tensorflow",
        "tensorflow.image",
        "tensorflow.linalg",
        "tensorflow.math",
        "tensorflow.nn",
        "tensorflow.nn.experimental",
        "tensorflow.random",
    }
)
# Families of Keras whose functions count.
KERAS_MODULES = frozenset({"activations", "backend", "ops", "random"})
# What keras.layers has as functions.
MERGE_FUNCTIONS = frozenset({"add", "average", "concatenate", "dot", "maximum", "minimum", "multiply", "subtract"})

_REDUCTION = ("x", "axis", "keepdims")
# Positional parameters, the same in all three libraries as far as listed. The first tensor is always ``x``.
PARAMETERS: dict[str, tuple[str, ...]] = {
    "all": _REDUCTION,
    "any": _REDUCTION,
    "argmax": ("x", "axis"),
    "argmin": ("x", "axis"),
    "cast": ("x", "dtype"),
    "clip": ("x", "x_min", "x_max"),
    "concatenate": ("x", "axis"),
    "constant": ("x",),
    "dropout": ("x", "rate"),
    "einsum": ("subscripts", "x", "y"),
    "expand_dims": ("x", "axis"),
    "gather": ("x", "indices"),
    "leaky_relu": ("x", "negative_slope"),
    "log_softmax": ("x", "axis"),
    "one_hot": ("x", "num_classes"),
    "ones": ("shape",),
    "pad": ("x", "pad_width"),
    "random_normal": ("shape",),
    "random_uniform": ("shape",),
    "reduce_logsumexp": _REDUCTION,
    "reduce_max": _REDUCTION,
    "reduce_mean": _REDUCTION,
    "reduce_min": _REDUCTION,
    "reduce_prod": _REDUCTION,
    "reduce_std": _REDUCTION,
    "reduce_sum": _REDUCTION,
    "reduce_variance": _REDUCTION,
    "repeat": ("x", "repeats", "axis"),
    "reshape": ("x", "shape"),
    "resize": ("x", "size"),
    "softmax": ("x", "axis"),
    "split": ("x", "indices_or_sections", "axis"),
    "squeeze": ("x", "axis"),
    "stack": ("x", "axis"),
    "take": ("x", "indices", "axis"),
    "tile": ("x", "repeats"),
    "transpose": ("x", "axes"),
    "unstack": ("x", "num", "axis"),
    "where": ("condition", "x", "y"),
    "zeros": ("shape",),
}
DEFAULT_PARAMETERS = ("x", "y")
# Defaults of TensorFlow's own functions; those of Keras are in the generated table.
TENSORFLOW_DEFAULTS: dict[tuple[str, str], object] = {
    ("argmax", "axis"): 0,
    ("argmin", "axis"): 0,
    ("transpose", "axes"): None,
    **{
        (name, parameter): value
        for name, order in PARAMETERS.items()
        if order == _REDUCTION
        for parameter, value in (("axis", None), ("keepdims", False))
    },
}

# Argument names of the three libraries, by the one used here.
ARGUMENTS: dict[str, str] = {
    "a": "x",
    "alpha": "negative_slope",
    "array": "x",
    "arrays": "x",
    "b": "y",
    "clip_value_max": "x_max",
    "clip_value_min": "x_min",
    "depth": "num_classes",
    "dim": "axis",
    "features": "x",
    "image": "x",
    "images": "x",
    "indices": "x",
    "input": "x",
    "input_tensor": "x",
    "inputs": "x",
    "keep_dims": "keepdims",
    "level": "rate",
    "logits": "x",
    "max_value": "x_max",
    "min_value": "x_min",
    "multiples": "repeats",
    "newshape": "shape",
    "num_or_size_splits": "indices_or_sections",
    "paddings": "pad_width",
    "params": "x",
    "pattern": "axes",
    "perm": "axes",
    "reduction_indices": "axis",
    "tensor": "x",
    "tensors": "x",
    "value": "x",
    "values": "x",
    "x1": "x",
    "x2": "y",
    "xs": "x",
}
