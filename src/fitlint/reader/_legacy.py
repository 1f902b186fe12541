"""What no installable Keras shows any more: Keras 0, 1 and early 2, TensorFlow 1's optimizers, TensorFlow Addons.

Kept by hand; what an installable package can tell is in the generated ``_signatures``. All tables speak in canonical
names (``layers.Dense``).
"""

from __future__ import annotations

# Classes and functions that went away, by the one that took their place.
RENAMED: dict[str, str] = {
    "Functional": "Model",
    "constraints.maxnorm": "constraints.MaxNorm",
    "constraints.nonneg": "constraints.NonNeg",
    "constraints.unitnorm": "constraints.UnitNorm",
    "layers.AtrousConv1D": "layers.Conv1D",
    "layers.AtrousConv2D": "layers.Conv2D",
    "layers.AtrousConvolution1D": "layers.Conv1D",
    "layers.AtrousConvolution2D": "layers.Conv2D",
    "layers.Deconv2D": "layers.Conv2DTranspose",
    "layers.Deconv3D": "layers.Conv3DTranspose",
    "layers.Deconvolution2D": "layers.Conv2DTranspose",
    "layers.Deconvolution3D": "layers.Conv3DTranspose",
    "layers.TimeDistributedDense": "layers.Dense",
    "losses.cosine": "losses.cosine_similarity",
    "losses.cosine_proximity": "losses.cosine_similarity",
    "losses.huber_loss": "losses.huber",
    "metrics.cosine_proximity": "metrics.CosineSimilarity",
    "models.Functional": "Model",
    "models.Input": "Input",
    "regularizers.ActivityRegularizer": "regularizers.L1L2",
    "regularizers.WeightRegularizer": "regularizers.L1L2",
    "regularizers.activity_l1": "regularizers.L1",
    "regularizers.activity_l1l2": "regularizers.L1L2",
    "regularizers.activity_l2": "regularizers.L2",
    "regularizers.l1l2": "regularizers.L1L2",
}

# TensorFlow 1 optimizers that tf.keras takes in compile; their first parameters stand in the same order.
TENSORFLOW_TRAIN: dict[str, str] = {
    "AdadeltaOptimizer": "optimizers.Adadelta",
    "AdagradOptimizer": "optimizers.Adagrad",
    "AdamOptimizer": "optimizers.Adam",
    "FtrlOptimizer": "optimizers.Ftrl",
    "GradientDescentOptimizer": "optimizers.SGD",
    "MomentumOptimizer": "optimizers.SGD",
    "RMSPropOptimizer": "optimizers.RMSprop",
}

_CUDNN = (
    "units",
    "kernel_initializer",
    "recurrent_initializer",
    "bias_initializer",
    "kernel_regularizer",
    "recurrent_regularizer",
    "bias_regularizer",
    "activity_regularizer",
    "kernel_constraint",
    "recurrent_constraint",
    "bias_constraint",
    "return_sequences",
    "return_state",
)
_CYCLICAL = ("initial_learning_rate", "maximal_learning_rate", "step_size")
_MERGE = ("layers", "mode", "concat_axis", "dot_axes", "output_shape")

# Parameters of what the generated table cannot show: gone or foreign classes, and Model, which takes ``*args``.
# The optimizers of TensorFlow Addons are things of their own: the first argument of its AdamW is the weight decay.
PARAMETERS: dict[str, tuple[str, ...]] = {
    "Model": ("inputs", "outputs", "name", "trainable"),
    "backend.batch_set_value": ("tuples",),
    "backend.clear_session": (),
    "backend.eval": ("x",),
    "backend.function": ("inputs", "outputs", "updates", "name"),
    "backend.get_value": ("x",),
    "backend.set_epsilon": ("value",),
    "backend.set_floatx": ("value",),
    "backend.set_image_data_format": ("data_format",),
    "backend.set_image_dim_ordering": ("dim_ordering",),
    "backend.set_learning_phase": ("value",),
    "backend.set_session": ("session",),
    "backend.set_value": ("x", "value"),
    "backend.variable": ("value", "dtype", "name", "constraint"),
    "layers.CuDNNGRU": (*_CUDNN, "stateful"),
    "layers.CuDNNLSTM": (*_CUDNN[:4], "unit_forget_bias", *_CUDNN[4:], "stateful"),
    "layers.FilterResponseNormalization": ("epsilon", "axis"),
    "layers.InstanceNormalization": ("axis", "epsilon", "center", "scale"),
    "layers.Merge": _MERGE,
    "layers.WeightNormalization": ("layer", "data_init"),
    "layers.merge": ("inputs", *_MERGE[1:]),
    "losses.SigmoidFocalCrossEntropy": ("from_logits", "alpha", "gamma", "reduction", "name"),
    "optimizers.TFOptimizer": ("optimizer",),
    "optimizers.addons.AdaBelief": ("learning_rate", "beta_1", "beta_2", "epsilon"),
    "optimizers.addons.AdamW": ("weight_decay", "learning_rate", "beta_1", "beta_2", "epsilon", "amsgrad"),
    "optimizers.addons.COCOB": ("alpha",),
    "optimizers.addons.ConditionalGradient": ("learning_rate", "lambda_", "epsilon"),
    "optimizers.addons.LAMB": ("learning_rate", "beta_1", "beta_2", "epsilon"),
    "optimizers.addons.LazyAdam": ("learning_rate", "beta_1", "beta_2", "epsilon", "amsgrad"),
    "optimizers.addons.Lookahead": ("optimizer", "sync_period", "slow_step_size"),
    "optimizers.addons.MovingAverage": ("optimizer", "average_decay"),
    "optimizers.addons.NovoGrad": ("learning_rate", "beta_1", "beta_2", "epsilon", "weight_decay"),
    "optimizers.addons.ProximalAdagrad": ("learning_rate", "initial_accumulator_value"),
    "optimizers.addons.RectifiedAdam": ("learning_rate", "beta_1", "beta_2", "epsilon", "weight_decay"),
    "optimizers.addons.SGDW": ("weight_decay", "learning_rate", "momentum", "nesterov"),
    "optimizers.addons.SWA": ("optimizer", "start_averaging", "average_period"),
    "optimizers.addons.Yogi": ("learning_rate", "beta1", "beta2", "epsilon"),
    "optimizers.schedules.CyclicalLearningRate": (*_CYCLICAL, "scale_fn", "scale_mode"),
    "optimizers.schedules.ExponentialCyclicalLearningRate": (*_CYCLICAL, "scale_mode", "gamma"),
    "optimizers.schedules.LinearCosineDecay": ("initial_learning_rate", "decay_steps", "num_periods", "alpha", "beta"),
    "optimizers.schedules.NoisyLinearCosineDecay": ("initial_learning_rate", "decay_steps", "initial_variance"),
    "optimizers.schedules.Triangular2CyclicalLearningRate": (*_CYCLICAL, "scale_mode"),
    "optimizers.schedules.TriangularCyclicalLearningRate": (*_CYCLICAL, "scale_mode"),
    "utils.multi_gpu_model": ("model", "gpus", "cpu_merge", "cpu_relocation"),
    "wrappers.scikit_learn.KerasClassifier": ("build_fn",),
    "wrappers.scikit_learn.KerasRegressor": ("build_fn",),
}

# Argument names that went away, by what they may have become; the first that the called class has is meant.
ARGUMENTS: dict[str, tuple[str, ...]] = {
    "U_regularizer": ("recurrent_regularizer",),
    "W_constraint": ("kernel_constraint", "embeddings_constraint"),
    "W_regularizer": ("kernel_regularizer", "embeddings_regularizer"),
    "X": ("x",),
    "alpha": ("negative_slope",),
    "atrous_rate": ("dilation_rate",),
    "b_constraint": ("bias_constraint",),
    "b_regularizer": ("bias_regularizer",),
    "batch_input_shape": ("batch_shape",),
    "beta1": ("beta_1",),
    "beta2": ("beta_2",),
    "beta_init": ("beta_initializer",),
    "bias": ("use_bias",),
    "border_mode": ("padding",),
    "dim_ordering": ("data_format",),
    "dropout_U": ("recurrent_dropout",),
    "dropout_W": ("dropout",),
    "epsilon": ("min_delta",),
    "filter_length": ("kernel_size",),
    "forget_bias_init": ("unit_forget_bias",),
    "gamma_init": ("gamma_initializer",),
    "generator": ("x",),
    "init": ("kernel_initializer", "embeddings_initializer"),
    "inner_activation": ("recurrent_activation",),
    "inner_init": ("recurrent_initializer",),
    "input": ("inputs",),
    "input_shape": ("shape",),
    "kernel_dim1": ("kernel_size",),
    "l": ("l1", "l2"),
    "lr": ("learning_rate",),
    "m": ("max_value",),
    "max_q_size": ("max_queue_size",),
    "nb_classes": ("num_classes",),
    "nb_epoch": ("epochs",),
    "nb_filter": ("filters",),
    "nb_row": ("kernel_size",),
    "nb_val_samples": ("validation_steps",),
    "nb_worker": ("workers",),
    "output": ("outputs",),
    "output_dim": ("units",),
    "p": ("rate",),
    "pickle_safe": ("use_multiprocessing",),
    "pool_length": ("pool_size",),
    "samples_per_epoch": ("steps_per_epoch",),
    "sigma": ("stddev",),
    "stride": ("strides",),
    "subsample": ("strides",),
    "subsample_length": ("strides",),
    "upsampling_factor": ("size",),
    "val_samples": ("steps",),
    "y": ("x",),
}

# A call that uses one of these names was written for Keras 1, and its positional arguments stand in that order.
KERAS1_ARGUMENTS = frozenset(
    {
        "U_regularizer",
        "W_constraint",
        "W_regularizer",
        "b_constraint",
        "b_regularizer",
        "border_mode",
        "dim_ordering",
        "dropout_U",
        "dropout_W",
        "init",
        "inner_activation",
        "inner_init",
        "nb_col",
        "nb_epoch",
        "nb_filter",
        "nb_row",
        "nb_val_samples",
        "samples_per_epoch",
        "subsample",
        "subsample_length",
    }
)

_KERAS1_CONV2D = (
    "filters",
    "kernel_size",
    "nb_col",
    "kernel_initializer",
    "activation",
    "weights",
    "padding",
    "strides",
    "data_format",
)
_KERAS1_RNN = ("units", "kernel_initializer", "recurrent_initializer")

_EARLY_CONVOLUTION = ("filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "activation")
_EARLY_ADAM = ("learning_rate", "beta_1", "beta_2", "epsilon", "decay")
_EARLY_CHECKPOINT = ("filepath", "monitor", "verbose", "save_best_only", "save_weights_only", "mode", "period")

# Positional order of Keras 2 before TensorFlow 2 where it differs, in today's argument names.
EARLY_KERAS2_ORDER: dict[str, tuple[str, ...]] = {
    "callbacks.ModelCheckpoint": _EARLY_CHECKPOINT,
    "layers.Conv1D": _EARLY_CONVOLUTION,
    "layers.Conv2D": _EARLY_CONVOLUTION,
    "layers.Conv2DTranspose": (*_EARLY_CONVOLUTION[:4], "data_format", "activation"),
    "layers.Conv3D": _EARLY_CONVOLUTION,
    "optimizers.Adadelta": ("learning_rate", "rho", "epsilon", "decay"),
    "optimizers.Adagrad": ("learning_rate", "epsilon", "decay"),
    "optimizers.Adam": (*_EARLY_ADAM, "amsgrad"),
    "optimizers.Adamax": _EARLY_ADAM,
    "optimizers.Nadam": (*_EARLY_ADAM[:4], "schedule_decay"),
    "optimizers.RMSprop": ("learning_rate", "rho", "epsilon", "decay"),
    "optimizers.SGD": ("learning_rate", "momentum", "decay", "nesterov"),
}

# Positional order of Keras 1 where it differs, in today's argument names.
KERAS1_ORDER: dict[str, tuple[str, ...]] = {
    "Model.fit_generator": (
        "x",
        "steps_per_epoch",
        "epochs",
        "verbose",
        "callbacks",
        "validation_data",
        "validation_steps",
        "class_weight",
        "max_queue_size",
        "workers",
        "use_multiprocessing",
    ),
    "layers.BatchNormalization": ("epsilon", "mode", "axis", "momentum"),
    "layers.Conv1D": ("filters", "kernel_size", "kernel_initializer", "activation", "weights", "padding", "strides"),
    "layers.Conv2D": _KERAS1_CONV2D,
    "layers.Conv2DTranspose": (*_KERAS1_CONV2D[:3], "output_shape", *_KERAS1_CONV2D[3:]),
    "layers.Conv3D": (
        "filters",
        "kernel_size",
        "kernel_dim2",
        "kernel_dim3",
        "kernel_initializer",
        "activation",
        "weights",
        "padding",
        "strides",
        "data_format",
    ),
    "layers.Dense": ("units", "kernel_initializer", "activation", "weights"),
    "layers.Embedding": ("input_dim", "output_dim", "embeddings_initializer", "input_length", "embeddings_regularizer"),
    "layers.GRU": (*_KERAS1_RNN, "activation", "recurrent_activation"),
    "layers.LSTM": (*_KERAS1_RNN, "unit_forget_bias", "activation", "recurrent_activation"),
    "layers.SeparableConv2D": _KERAS1_CONV2D,
    "layers.SimpleRNN": (*_KERAS1_RNN, "activation"),
}

# Spellings that Keras 1 scripts used. From the third position on nobody can tell the 3x3 kernel of Keras 1's
# Convolution2D(32, 3, 3) from today's stride of 3.
KERAS1_SPELLINGS = frozenset(
    {
        "AtrousConvolution1D",
        "AtrousConvolution2D",
        "Convolution1D",
        "Convolution2D",
        "Convolution3D",
        "Deconvolution2D",
        "Deconvolution3D",
        "SeparableConvolution2D",
    }
)
