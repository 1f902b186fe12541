"""The committed table of Keras signatures and the generator that writes it."""

from __future__ import annotations

import subprocess
import sys
import types

from fitlint.dev import signatures
from fitlint.dev.signatures import Table
from fitlint.reader import _signatures


def table(version: str = "3.0", **keras3: str) -> Table:
    return Table({"keras": version}, {name: (order, ()) for name, order in keras3.items()}, {}, {}, {}, {})


def test_the_committed_table_agrees_with_the_installed_keras() -> None:
    # In a process of its own: TensorFlow must not be loaded into the one that runs the tests.
    command = [sys.executable, "-m", "fitlint.dev.signatures", "--check"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert run.stdout == "", run.stdout
    assert run.returncode == 0, run.stderr[-2000:]


def test_the_generator_loads_keras_only_when_it_runs() -> None:
    code = "import sys, fitlint.dev.signatures; print(*{'keras', 'tensorflow', 'tf_keras'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert run.stdout.strip() == ""


def test_rendering_the_committed_table_gives_the_committed_file() -> None:
    committed = Table(*(getattr(_signatures, name) for name in Table._fields))
    assert signatures.render(committed) == signatures.TARGET.read_text(encoding="utf-8")


def test_the_same_version_must_match_in_everything() -> None:
    assert signatures.contradictions(table(Dense="units"), table(Dense="units activation")) == ["KERAS3 changed"]
    assert signatures.contradictions(table(Dense="units"), table(Dense="units")) == []


def test_another_version_may_have_more_and_less_but_in_the_same_order() -> None:
    committed = table("3.1", Dense="units activation lora_rank", New="a")
    assert signatures.contradictions(committed, table("3.0", Dense="units bias activation", Old="")) == []
    assert signatures.contradictions(committed, table("3.0", Dense="activation units")) == [
        "Dense takes its parameters in the order activation, units"
    ]


def test_a_signature_holds_named_parameters_and_the_literal_defaults_of_the_last_ones() -> None:
    anything, pair = object(), [1, [2]]

    class Layer:
        def call(
            self, x: int, y: None = None, *a: int, rate: float = 0.5, shape: object = pair, where: object = anything
        ) -> None: ...

    assert signatures.signature_of(Layer.call) == ("x y rate shape where", (None, 0.5, (1, (2,)), ...))


def test_a_class_that_takes_anything_has_the_parameters_of_the_constructor_below() -> None:
    class Layer:
        def __init__(self, *, trainable: bool = True) -> None: ...

    class Tracked(Layer):
        def __init__(self, *args: object, **kwargs: object) -> None: ...

    class Add(Layer):
        def __init__(self, **kwargs: bool) -> None: ...

    assert signatures.signature_of(Tracked) == ("trainable", (True,))
    assert signatures.signature_of(Add) == ("", ())


def test_a_keyword_only_parameter_without_default_leaves_a_gap() -> None:
    def function(x: int, y: int = 1, *, axis: int) -> None: ...

    assert signatures.signature_of(function) == ("x y axis", (1, ...))


def test_one_object_under_several_names_is_one_entry_with_aliases() -> None:
    def mean_squared_error(y_true: object, y_pred: object) -> None: ...

    class Conv2D:
        def __init__(self, filters: int) -> None: ...

    class Sequential: ...

    def module(name: str, **members: object) -> types.ModuleType:
        made = types.ModuleType(name)
        vars(made).update(members)
        return made

    keras = module(
        "keras",
        Sequential=Sequential,
        Model=Sequential,
        Input=Conv2D.__init__,
        layers=module("keras.layers", Convolution2D=Conv2D, Conv2D=Conv2D),
        losses=module("keras.losses", MSE=mean_squared_error, mean_squared_error=mean_squared_error),
        metrics=module("keras.metrics", mse=mean_squared_error, mean_squared_error=mean_squared_error),
        models=module("keras.models", Sequential=Sequential),
    )
    found = signatures.collect(keras)
    assert found.signatures["layers.Conv2D"] == ("filters", ())
    assert found.aliases == {
        "Model": "Sequential",
        "layers.Convolution2D": "layers.Conv2D",
        "losses.MSE": "losses.mean_squared_error",
        "metrics.mse": "metrics.mean_squared_error",
        "models.Sequential": "Sequential",
    }


def test_the_table_is_plain_data_that_loads_without_work() -> None:
    def plain(value: object) -> bool:
        if isinstance(value, tuple):
            return all(map(plain, value))
        return value is None or value is ... or isinstance(value, (str, int, float))

    for order, defaults in (*_signatures.KERAS3.values(), *_signatures.KERAS2.values()):
        assert len(defaults) <= len(order.split())
        assert plain(defaults)


def test_every_alias_leads_to_an_entry() -> None:
    entries = _signatures.KERAS3.keys() | _signatures.KERAS2.keys()
    assert {name: new for name, new in _signatures.ALIASES.items() if new not in entries or name in entries} == {}
