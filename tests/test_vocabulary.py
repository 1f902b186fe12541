"""The words that rules share with the reader are words of Keras."""

from __future__ import annotations

from fitlint import vocabulary
from fitlint.reader import _signatures, keras_api
from fitlint.reader.keras_api import known


def test_layer_roles_name_real_layers() -> None:
    roles = (
        vocabulary.WEIGHT
        | vocabulary.RECURRENT
        | vocabulary.EMBEDDING
        | vocabulary.ATTENTION
        | vocabulary.WRAPPER
        | vocabulary.NORMALIZATION
        | vocabulary.POOLING
        | vocabulary.PASS_THROUGH
        | vocabulary.MERGE
        | vocabulary.AUGMENTATION
        | vocabulary.PREPROCESSING
    )
    assert {name for name in roles if not known(f"layers.{name}")} == {"Input"}
    augmenting = {name for name in _signatures.KERAS3 if name.startswith("layers.Random")}
    assert augmenting <= {f"layers.{name}" for name in vocabulary.AUGMENTATION}
    convolutions = {name for name in _signatures.KERAS3 if name.startswith(("layers.Conv", "layers.Separable"))}
    assert {name.removeprefix("layers.") for name in convolutions} <= vocabulary.CONVOLUTION | vocabulary.RECURRENT


def test_component_words_name_real_things() -> None:
    activations = vocabulary.SATURATING | vocabulary.NON_NEGATIVE
    assert {name for name in activations if keras_api.activation_name(name) != name} == set()
    assert {name for name in vocabulary.CROSSENTROPIES if not known(f"losses.{name}")} == set()
    assert {name for name in vocabulary.RATE_CALLBACKS if not known(f"callbacks.{name}")} == set()
    assert {name for name in vocabulary.NORM_CONSTRAINTS if not known(f"constraints.{name}")} == set()
