"""What import paths mean, and which parameter an argument is for, across versions of Keras."""

from __future__ import annotations

import pytest

from fitlint import vocabulary
from fitlint.reader import _legacy, _signatures, keras_api
from fitlint.reader.keras_api import MISSING, bind, canonical, default, family, known, parameters

ROOTS = (
    "keras",
    "tensorflow.keras",
    "tf_keras",
    "keras_core",
    "keras.api._v2.keras",
    "keras.src",
    "keras._tf_keras.keras",
    "tensorflow.python.keras",
    "tensorflow.compat.v1.keras",
    "tensorflow.compat.v2.keras",
    "tensorflow.contrib.keras",
    "tensorflow.keras.api._v1.keras",
    "tensorflow_core.python.keras",
)
PUBLIC = {name: name for name in (*_signatures.KERAS3, *_signatures.KERAS2)} | _signatures.ALIASES


@pytest.mark.parametrize("root", ROOTS)
def test_every_public_name_is_found_under_every_root(root: str) -> None:
    assert {name: canonical(f"{root}.{name}") for name in PUBLIC} == PUBLIC


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("tensorflow.python.keras.layers.core.Dense", "layers.Dense"),
        ("keras.layers.core.Dense", "layers.Dense"),
        ("keras.src.layers.core.dense.Dense", "layers.Dense"),
        ("keras.layers.convolutional.Convolution2D", "layers.Conv2D"),
        ("keras.layers.MaxPool2D", "layers.MaxPooling2D"),
        ("keras.layers.normalization.batch_normalization.BatchNormalization", "layers.BatchNormalization"),
        ("keras.layers.wrappers.TimeDistributed", "layers.TimeDistributed"),
        ("keras.layers.preprocessing.image_preprocessing.RandomFlip", "layers.RandomFlip"),
        ("keras.layers.experimental.preprocessing.Rescaling", "layers.Rescaling"),
        ("keras.layers.merge.concatenate", "layers.concatenate"),
        ("keras.layers.Deconvolution2D", "layers.Conv2DTranspose"),
        ("keras.layers.AtrousConvolution2D", "layers.Conv2D"),
        ("keras.legacy.layers.Merge", "layers.Merge"),
        ("keras.engine.topology.Layer", "layers.Layer"),
        ("keras.Layer", "layers.Layer"),
        ("keras.layers.Input", "Input"),
        ("keras.engine.input_layer.Input", "Input"),
        ("keras.models.Sequential", "Sequential"),
        ("keras.engine.training.Model", "Model"),
        ("keras.src.models.functional.Functional", "Model"),
        ("keras.models.Model.fit", "Model.fit"),
        ("keras.Sequential.fit", "Sequential.fit"),
        ("keras.layers.Layer.add", "layers.Layer.add"),
        ("tensorflow.optimizers.Adam", "optimizers.Adam"),
        ("keras.optimizers.legacy.Adam", "optimizers.Adam"),
        ("keras.optimizers.experimental.Adam", "optimizers.Adam"),
        ("keras.optimizer_v2.adam.Adam", "optimizers.Adam"),
        ("keras.optimizers.adam", "optimizers.Adam"),
        ("keras.optimizers.sgd", "optimizers.SGD"),
        ("keras.optimizers.rmsprop", "optimizers.RMSprop"),
        ("keras.mixed_precision.LossScaleOptimizer", "optimizers.LossScaleOptimizer"),
        ("keras.models.optimizers", "optimizers"),
        ("keras.models.optimizers.adam", "optimizers.Adam"),
        ("keras.applications.vgg16.layers.Dense", "layers.Dense"),
        ("tensorflow.train.AdamOptimizer", "optimizers.Adam"),
        ("tensorflow.compat.v1.train.GradientDescentOptimizer", "optimizers.SGD"),
        ("tensorflow.keras.optimizers.schedules.ExponentialDecay", "optimizers.schedules.ExponentialDecay"),
        ("keras.optimizer_v2.learning_rate_schedule.CosineDecay", "optimizers.schedules.CosineDecay"),
        ("tensorflow.keras.experimental.CosineDecay", "optimizers.schedules.CosineDecay"),
        ("tensorflow.optimizers.schedules.CosineDecay", "optimizers.schedules.CosineDecay"),
        ("tensorflow_addons.optimizers.AdamW", "optimizers.addons.AdamW"),
        ("tensorflow_addons.optimizers.CyclicalLearningRate", "optimizers.schedules.CyclicalLearningRate"),
        ("tensorflow_addons.layers.GroupNormalization", "layers.GroupNormalization"),
        ("tensorflow.losses.BinaryCrossentropy", "losses.BinaryCrossentropy"),
        ("keras.losses.mse", "losses.mean_squared_error"),
        ("keras.objectives.mse", "losses.mean_squared_error"),
        ("keras.metrics.mse", "metrics.mean_squared_error"),
        ("tensorflow.metrics.Mean", "metrics.Mean"),
        ("tensorflow.initializers.he_normal", "initializers.HeNormal"),
        ("keras.initializers.glorot_uniform", "initializers.GlorotUniform"),
        ("keras.regularizers.l2", "regularizers.L2"),
        ("keras.regularizers.l1_l2", "regularizers.L1L2"),
        ("keras.regularizers.activity_l1", "regularizers.L1"),
        ("keras.constraints.maxnorm", "constraints.MaxNorm"),
        ("keras.activations.swish", "activations.silu"),
        ("keras.callbacks.callbacks.EarlyStopping", "callbacks.EarlyStopping"),
        ("keras.utils.np_utils.to_categorical", "utils.to_categorical"),
        ("keras.utils.Sequence", "utils.PyDataset"),
        ("keras.saving.load_model", "models.load_model"),
        ("keras.engine.saving.load_model", "models.load_model"),
        ("keras.preprocessing.image_dataset_from_directory", "utils.image_dataset_from_directory"),
        ("keras.preprocessing.image.ImageDataGenerator", "preprocessing.image.ImageDataGenerator"),
        ("keras.src.legacy.preprocessing.image.ImageDataGenerator", "preprocessing.image.ImageDataGenerator"),
        ("keras_preprocessing.image.ImageDataGenerator", "preprocessing.image.ImageDataGenerator"),
        ("keras.applications.resnet50.ResNet50", "applications.ResNet50"),
        ("keras_applications.vgg16.VGG16", "applications.VGG16"),
        ("keras.applications.vgg16.preprocess_input", "applications.vgg16.preprocess_input"),
        ("keras.datasets.mnist.load_data", "datasets.mnist.load_data"),
        ("keras.wrappers.scikit_learn.KerasClassifier", "wrappers.scikit_learn.KerasClassifier"),
        ("keras.backend.tensorflow_backend.set_value", "backend.set_value"),
        ("keras.ops.concatenate", "ops.concatenate"),
    ],
)
def test_one_thing_has_one_name_wherever_it_is_imported_from(path: str, name: str) -> None:
    assert canonical(path) == name
    assert known(name) or name.endswith("Layer.add")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("keras", ""),
        ("tensorflow.keras", ""),
        ("tensorflow.compat.v1.keras", ""),
        ("keras.layers", "layers"),
        ("keras.layers.core", "layers"),
        ("keras.layers.experimental.preprocessing", "layers"),
        ("keras.objectives", "losses"),
        ("keras.optimizers.legacy", "optimizers"),
        ("keras.optimizers.schedules", "optimizers.schedules"),
        ("tensorflow.optimizers", "optimizers"),
        ("tensorflow_addons.optimizers", "optimizers"),
        ("keras.utils.np_utils", "utils"),
        ("keras.datasets.mnist", "datasets.mnist"),
        ("keras.applications.resnet50", "applications.resnet50"),
        ("keras.preprocessing.image", "preprocessing.image"),
    ],
)
def test_modules_have_names_from_which_attributes_go_on(path: str, name: str) -> None:
    assert canonical(path) == name
    assert known(name)
    assert canonical(f"keras.{name}".rstrip(".")) == name


@pytest.mark.parametrize(
    "path",
    [
        "tensorflow",
        "tensorflow.nn.relu",
        "tensorflow.data.Dataset",
        "tensorflow.losses.sparse_softmax_cross_entropy",
        "tensorflow.compat.v1.losses.MeanSquaredError",
        "tensorflow.train.Checkpoint",
        "tensorflow_addons.text.crf_decode",
        "sklearn.linear_model.SGDClassifier",
        "keras_tuner.RandomSearch",
        "kerasy.layers.Dense",
        "layers.Dense",
        "",
    ],
)
def test_what_is_not_keras_has_no_name(path: str) -> None:
    assert canonical(path) is None


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("keras.layers.MaxoutDense", "layers.MaxoutDense"),
        ("keras.src.layers.something.new.Shiny", "layers.Shiny"),
        ("keras.layers.Dense.from_config", "layers.Dense.from_config"),
        ("keras.applications.newnet.NewNet", "applications.newnet.NewNet"),
        ("keras.engine.base_layer", "engine.base_layer"),
        ("tensorflow_addons.losses.TripletSemiHardLoss", "losses.TripletSemiHardLoss"),
    ],
)
def test_an_unknown_thing_of_keras_keeps_a_short_name_and_is_not_known(path: str, name: str) -> None:
    assert canonical(path) == name
    assert not known(name)


@pytest.mark.parametrize(
    ("name", "args", "kwargs", "bound"),
    [
        ("Model.compile", ["adam", "mse"], {}, {"optimizer": "adam", "loss": "mse"}),
        ("Sequential.compile", ["adam", "mse", "acc"], {}, {"optimizer": "adam", "loss": "mse", "metrics": "acc"}),
        ("Model.fit", ["x", "y", 32, 10], {}, {"x": "x", "y": "y", "batch_size": 32, "epochs": 10}),
        ("Sequential.fit", ["x"], {"nb_epoch": 5, "show_accuracy": 1}, {"x": "x", "epochs": 5, "show_accuracy": 1}),
        ("Model.fit", [], {"X": 1, "y": 2}, {"x": 1, "y": 2}),
        (
            "Model.fit_generator",
            ["g", 100, 3],
            {"nb_val_samples": 9, "max_q_size": 1},
            {"x": "g", "steps_per_epoch": 100, "epochs": 3, "validation_steps": 9, "max_queue_size": 1},
        ),
        ("Model.fit_generator", [], {"generator": "g", "samples_per_epoch": 7}, {"x": "g", "steps_per_epoch": 7}),
        ("Model.train_on_batch", ["x", "y"], {}, {"x": "x", "y": "y"}),
        ("Model", [], {"input": 1, "output": 2}, {"inputs": 1, "outputs": 2}),
        ("Model", [1, 2], {}, {"inputs": 1, "outputs": 2}),
        ("Sequential", [[1]], {}, {"layers": [1]}),
        ("Input", [1], {"batch_shape": 2}, {"shape": 1, "batch_shape": 2}),
        ("layers.InputLayer", [], {"input_shape": 1, "batch_input_shape": 2}, {"shape": 1, "batch_shape": 2}),
        ("layers.Dense", [64, "relu"], {"input_shape": 1}, {"units": 64, "activation": "relu", "input_shape": 1}),
        (
            "layers.Dense",
            [],
            {"output_dim": 1, "init": 2, "bias": 3},
            {"units": 1, "kernel_initializer": 2, "use_bias": 3},
        ),
        (
            "layers.Dense",
            [64, "uniform"],
            {"W_regularizer": 1},
            {"units": 64, "kernel_initializer": "uniform", "kernel_regularizer": 1},
        ),
        (
            "layers.Embedding",
            [9, 3],
            {"W_constraint": 1},
            {"input_dim": 9, "output_dim": 3, "embeddings_constraint": 1},
        ),
        ("layers.Dropout", [], {"p": 0.5}, {"rate": 0.5}),
        ("layers.GaussianNoise", [], {"sigma": 0.5}, {"stddev": 0.5}),
        ("layers.LeakyReLU", [], {"alpha": 0.1}, {"negative_slope": 0.1}),
        (
            "layers.LSTM",
            [8],
            {"inner_activation": 1, "dropout_W": 2},
            {"units": 8, "recurrent_activation": 1, "dropout": 2},
        ),
        ("layers.Conv2D", [8, 3, 2, "same"], {}, {"filters": 8, "kernel_size": 3, "strides": 2, "padding": "same"}),
        (
            "layers.Conv2D",
            [8, 3, 5],
            {"border_mode": "same", "subsample": 2, "dim_ordering": "th"},
            {"filters": 8, "kernel_size": 3, "nb_col": 5, "padding": "same", "strides": 2, "data_format": "th"},
        ),
        (
            "layers.Conv2D",
            [],
            {"nb_filter": 8, "nb_row": 3, "nb_col": 5},
            {"filters": 8, "kernel_size": 3, "nb_col": 5},
        ),
        ("layers.Conv1D", [], {"nb_filter": 8, "filter_length": 3}, {"filters": 8, "kernel_size": 3}),
        ("layers.MaxPooling1D", [], {"pool_length": 2, "stride": 1}, {"pool_size": 2, "strides": 1}),
        ("layers.BatchNormalization", [-1], {"mode": 0}, {"axis": -1, "mode": 0}),
        ("layers.merge", [1], {"mode": "concat"}, {"inputs": 1, "mode": "concat"}),
        ("optimizers.Adam", [0.1], {"decay": 1e-6}, {"learning_rate": 0.1, "decay": 1e-6}),
        ("optimizers.SGD", [], {"lr": 0.1, "momentum": 0.9}, {"learning_rate": 0.1, "momentum": 0.9}),
        ("optimizers.addons.AdamW", [1e-4, 0.1], {}, {"weight_decay": 1e-4, "learning_rate": 0.1}),
        ("optimizers.schedules.ExponentialDecay", [0.1, 5], {}, {"initial_learning_rate": 0.1, "decay_steps": 5}),
        ("callbacks.EarlyStopping", ["loss", 0, 3], {}, {"monitor": "loss", "min_delta": 0, "patience": 3}),
        ("callbacks.ReduceLROnPlateau", [], {"epsilon": 1}, {"min_delta": 1}),
        ("losses.BinaryCrossentropy", [True], {}, {"from_logits": True}),
        ("metrics.BinaryAccuracy", ["acc"], {}, {"name": "acc"}),
        ("regularizers.L2", [], {"l": 0.1}, {"l2": 0.1}),
        ("regularizers.L1L2", [0.1], {"l2": 0.2}, {"l1": 0.1, "l2": 0.2}),
        ("constraints.MaxNorm", [], {"m": 3}, {"max_value": 3}),
        ("initializers.RandomNormal", [0.0, 0.1], {}, {"mean": 0.0, "stddev": 0.1}),
        ("utils.to_categorical", [], {"y": 1, "nb_classes": 10}, {"x": 1, "num_classes": 10}),
        ("preprocessing.image.ImageDataGenerator", [True], {}, {"featurewise_center": True}),
        ("preprocessing.image.ImageDataGenerator.flow", ["x", "y", 32], {}, {"x": "x", "y": "y", "batch_size": 32}),
        ("applications.ResNet50", [False], {"classes": 3}, {"include_top": False, "classes": 3}),
        ("activations.softmax", [1], {"axis": 0}, {"x": 1, "axis": 0}),
    ],
)
def test_arguments_get_todays_names(
    name: str, args: list[object], kwargs: dict[str, object], bound: dict[str, object]
) -> None:
    assert bind(name, args, kwargs) == bound


@pytest.mark.parametrize(
    ("name", "args", "kwargs", "bound"),
    [
        # Keras 1 means a 3x3 kernel, tf.keras a stride of 3: the spelled name keeps the doubt.
        ("keras.layers.Convolution2D", [8, 3, 3], {}, {"filters": 8, "kernel_size": 3, "*2": 3}),
        ("keras.layers.Convolution2D", [8, 3], {"strides": 2}, {"filters": 8, "kernel_size": 3, "strides": 2}),
        # Keras before TensorFlow 2 had the decay here, and the activation before the groups.
        ("optimizers.SGD", [0.1, 0.9, 1e-6], {}, {"learning_rate": 0.1, "momentum": 0.9, "*2": 1e-6}),
        (
            "layers.Conv1D",
            [8, 3, 1, "same", None, 1, "relu"],
            {},
            {"filters": 8, "kernel_size": 3, "strides": 1, "padding": "same", "data_format": None, "dilation_rate": 1}
            | {"*6": "relu"},
        ),
        ("Input", [1, 2, "name"], {}, {"shape": 1, "batch_size": 2, "*2": "name"}),
    ],
)
def test_positions_that_versions_disagree_about_stay_open(
    name: str, args: list[object], kwargs: dict[str, object], bound: dict[str, object]
) -> None:
    assert bind(name, args, kwargs) == bound


def test_binding_never_fails() -> None:
    assert bind("layers.Nothing", [1], {"a": 2}) == {"*0": 1, "a": 2}
    assert bind("", [], {}) == {}
    assert bind("regularizers.L2", [1, 2], {}) == {"l2": 1, "*1": 2}
    assert bind("optimizers.Adam", [], {"lr": 1, "learning_rate": 2}) == {"lr": 1, "learning_rate": 2}
    assert bind("optimizers.Adam", [1], {"lr": 2}) == {"learning_rate": 1, "lr": 2}


@pytest.mark.parametrize(
    ("operation", "args", "kwargs", "bound"),
    [
        ("op:concatenate", [], {"values": 1, "axis": -1}, {"x": 1, "axis": -1}),
        ("op:concatenate", [1, -1], {}, {"x": 1, "axis": -1}),
        ("op:multiply", [1, 2], {}, {"x": 1, "y": 2}),
        ("op:multiply", [], {"x1": 1, "x2": 2}, {"x": 1, "y": 2}),
        ("op:multiply", [], {"inputs": 1}, {"x": 1}),
        ("op:softmax", [], {"logits": 1, "dim": 0}, {"x": 1, "axis": 0}),
        ("op:reduce_mean", [1, 2], {"keep_dims": True}, {"x": 1, "axis": 2, "keepdims": True}),
        ("op:gather", [], {"params": 1, "indices": 2}, {"x": 1, "indices": 2}),
        ("op:reshape", [1, 2, 3], {"name": "r"}, {"x": 1, "shape": 2, "*2": 3, "name": "r"}),
    ],
)
def test_arguments_of_operations_get_one_name(
    operation: str, args: list[object], kwargs: dict[str, object], bound: dict[str, object]
) -> None:
    assert bind(operation, args, kwargs) == bound


def test_defaults_are_those_of_the_signature_and_of_the_base_class() -> None:
    assert default("layers.Dense", "activation") is None
    assert default("layers.Dense", "use_bias") is True
    assert default("layers.Dense", "units") is MISSING
    assert default("layers.Conv2D", "strides") == (1, 1)
    assert default("layers.Conv2D", "trainable") is True
    assert default("layers.Nothing", "units") is MISSING
    assert default("layers.Dense", "nothing") is MISSING
    assert default("optimizers.Adam", "learning_rate") == 0.001
    assert default("Sequential.fit", "epochs") == 1
    assert default("losses.BinaryCrossentropy", "from_logits") is False
    assert default("applications.ResNet50", "classifier_activation") == "softmax"


def test_parameters_stand_in_todays_order() -> None:
    assert parameters("layers.Dropout")[:2] == ("rate", "noise_shape")
    assert parameters("Sequential.fit") == parameters("Model.fit")
    assert parameters("Model.fit_generator")[:3] == ("x", "steps_per_epoch", "epochs")
    assert parameters("layers.Nothing") == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("layers.Dense", "layers"),
        ("Input", "layers"),
        ("optimizers.Adam", "optimizers"),
        ("optimizers.addons.AdamW", "optimizers"),
        ("optimizers.schedules.CosineDecay", "schedules"),
        ("Sequential", "models"),
        ("Model.fit", "models"),
        ("models.load_model", "models"),
        ("losses.mean_squared_error", "losses"),
        ("layers", "layers"),
        ("", ""),
    ],
)
def test_families(name: str, kind: str) -> None:
    assert family(name) == kind


@pytest.mark.parametrize(
    ("name", "activation"),
    [
        (None, "linear"),
        ("swish", "silu"),
        ("hard_swish", "hard_silu"),
        ("identity", "linear"),
        ("relu", "relu"),
        ("activations.sigmoid", "sigmoid"),
        ("layers.LeakyReLU", "leaky_relu"),
        ("op", None),
        ("concatenate", None),
        ("get", None),
    ],
)
def test_activations(name: str | None, activation: str | None) -> None:
    assert keras_api.activation_name(name) == activation


@pytest.mark.parametrize(
    ("operation", "paths"),
    [
        (
            "sigmoid",
            "tensorflow.nn.sigmoid tensorflow.sigmoid tensorflow.math.sigmoid tensorflow.compat.v1.nn.sigmoid "
            "keras.ops.sigmoid keras.activations.sigmoid keras.backend.sigmoid keras.src.ops.nn.sigmoid "
            "tensorflow.keras.backend.sigmoid",
        ),
        ("concatenate", "tensorflow.concat keras.ops.concatenate keras.layers.concatenate keras.backend.concatenate"),
        ("multiply", "tensorflow.multiply tensorflow.math.multiply keras.ops.multiply keras.layers.merge.multiply"),
        ("add", "tensorflow.add tensorflow.add_n keras.layers.add keras.ops.add"),
        ("average", "keras.layers.average keras.ops.average"),
        ("reduce_mean", "tensorflow.reduce_mean tensorflow.math.reduce_mean keras.ops.mean keras.backend.mean"),
        ("reduce_max", "tensorflow.reduce_max keras.ops.max keras.backend.max"),
        ("maximum", "tensorflow.maximum keras.ops.maximum keras.layers.maximum"),
        ("transpose", "tensorflow.transpose keras.ops.transpose keras.backend.permute_dimensions"),
        ("flatten", "keras.backend.flatten keras.backend.batch_flatten"),
        ("dropout", "tensorflow.nn.dropout keras.backend.dropout keras.random.dropout"),
        ("silu", "tensorflow.nn.swish tensorflow.nn.silu keras.activations.swish keras.ops.silu"),
        ("linear", "keras.activations.linear"),
        (
            None,
            "keras.layers.Multiply keras.layers.Dense keras.layers.relu numpy.concatenate tensorflow.data.add",
        ),
        (None, "ops.sigmoid activations.relu sigmoid torch.nn.functional.relu keras.activations.get"),
    ],
)
def test_tensor_functions(operation: str | None, paths: str) -> None:
    assert {path: keras_api.tensor_function(path) for path in paths.split()} == dict.fromkeys(paths.split(), operation)


def test_optimizers_by_string() -> None:
    found = {
        name: keras_api.optimizer_from_string(name) for name in ("adam", "Adam", "SGD", "rmsprop", "sdg", "optimizer")
    }
    assert found == {
        "adam": "optimizers.Adam",
        "Adam": "optimizers.Adam",
        "SGD": "optimizers.SGD",
        "rmsprop": "optimizers.RMSprop",
        "sdg": None,
        "optimizer": None,
    }
    assert all(keras_api.optimizer_from_string(name) for name in vocabulary.OPTIMIZERS)


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("mse", "losses.MeanSquaredError"),
        ("MSE", "losses.MeanSquaredError"),
        ("mean_squared_error", "losses.MeanSquaredError"),
        ("MeanSquaredError", "losses.MeanSquaredError"),
        ("losses.mean_squared_error", "losses.MeanSquaredError"),
        ("binary_crossentropy", "losses.BinaryCrossentropy"),
        ("bce", "losses.BinaryCrossentropy"),
        ("BCE", "losses.BinaryCrossentropy"),
        ("kullback_leibler_divergence", "losses.KLDivergence"),
        ("sparse_categorical_crossentropy", "losses.SparseCategoricalCrossentropy"),
        ("kld", "losses.KLDivergence"),
        ("logcosh", "losses.LogCosh"),
        ("cosine_proximity", "losses.CosineSimilarity"),
        ("huber_loss", "losses.Huber"),
        ("crossentropy", None),
        ("", None),
    ],
)
def test_losses_by_string(identifier: str, name: str | None) -> None:
    assert keras_api.loss_from_string(identifier) == name


def test_bare_names_are_the_ones_a_pasted_snippet_uses() -> None:
    names = keras_api.BARE_NAMES
    assert names["Sequential"] == "Sequential"
    assert names["Convolution2D"] == "layers.Conv2D"
    assert names["Adam"] == "optimizers.Adam"
    assert names["EarlyStopping"] == "callbacks.EarlyStopping"
    assert names["l2"] == "regularizers.L2"
    assert all(canonical(f"keras.{name}") == name and known(name) for name in names.values())
    assert not names.keys() & {"add", "concatenate", "get", "fit", "mse"}


def test_hand_kept_tables_lead_to_what_exists() -> None:
    assert all(known(name) for name in (*_legacy.RENAMED.values(), *_legacy.TENSORFLOW_TRAIN.values()))
    assert all(known(name) for name in (*_legacy.KERAS1_ORDER, *_legacy.EARLY_KERAS2_ORDER))
    assert not _legacy.RENAMED.keys() & PUBLIC.keys()
    parameter_names = {
        p for order, _ in (*_signatures.KERAS3.values(), *_signatures.KERAS2.values()) for p in order.split()
    }
    parameter_names |= {p for order in _legacy.PARAMETERS.values() for p in order}
    assert {new for options in _legacy.ARGUMENTS.values() for new in options} <= parameter_names
