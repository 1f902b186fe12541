"""Shapes and parameter counts without Keras: the same as Keras tells, or unknown with a reason."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shape_oracle import ANSWERS, scripts

from fitlint import inspect_source
from fitlint.program import Anchor, Data, Fact, Gap, Layer, Model
from fitlint.shapes import RULES, LayerShape, Shapes, infer

ANSWERED: dict[str, Any] = json.loads(ANSWERS.read_text(encoding="utf-8"))
SCRIPTS = scripts()
# Nodes of the picture that are no layer for Keras.
JOINTS = frozenset({"InputLayer", "op:getitem", "op:outputs"})


def inferred(script: str) -> tuple[Model, Shapes]:
    (compiled,) = inspect_source(script, "train.py").compiles
    return compiled.model, infer(compiled.model)


def seen(layer: Layer, shape: LayerShape) -> list[Any] | None:
    """A layer as the answers write it; None when something of it is unknown."""
    if shape.shapes is None or shape.params is None:
        return None
    return [layer.wrapper.partition("(")[0] or layer.kind, [list(dims) for dims in shape.shapes], shape.params]


def same(mine: list[Any], theirs: list[Any]) -> bool:
    return mine[1:] == theirs[1:] and (mine[0] == theirs[0] or mine[0].startswith("op:"))


def test_every_script_is_answered() -> None:
    assert list(ANSWERED) == list(SCRIPTS)
    assert len(SCRIPTS) >= 250


@pytest.mark.parametrize("name", SCRIPTS)
def test_keras_says_the_same(name: str) -> None:
    model, shapes = inferred(SCRIPTS[name])
    answer = ANSWERED[name]
    left = list(answer["layers"])
    for layer, shape in zip(model.layers, shapes.layers, strict=True):
        if layer.kind in JOINTS:
            continue
        mine = seen(layer, shape)
        assert mine is not None, shape.why or shape.why_params
        found = next((theirs for theirs in left if same(mine, theirs)), None)
        assert found, f"{mine} is none of {left}"
        left.remove(found)
    assert left == []
    assert (shapes.params, shapes.trainable) == (answer["params"], answer["trainable"])


AT = Anchor("train.py", None)


def layer(kind: str, *inputs: int, certain: bool = True, shared: int = -1, wrapper: str = "", **args: object) -> Layer:
    facts = {name: arg if isinstance(arg, Fact) else Fact((arg,)) for name, arg in args.items()}
    return Layer(kind, facts, AT, inputs, certain=certain, shared=shared, wrapper=wrapper)


def stack(*layers: Layer, gaps: tuple[Gap, ...] = ()) -> Shapes:
    """A Sequential model of layers that take one another."""
    wired = tuple(replace(one, inputs=(index - 1,) if index else ()) for index, one in enumerate(layers))
    return infer(Model("sequential", AT, wired, (len(wired) - 1,), gaps))


def graph(*layers: Layer) -> Shapes:
    return infer(Model("functional", AT, layers, (len(layers) - 1,)))


INPUT = layer("InputLayer", shape=(28, 28, 3))
FLAT = layer("InputLayer", shape=(8,))


def test_an_unknown_size_spoils_only_itself() -> None:
    missing = Fact(why="comes from the network")
    shapes = stack(layer("InputLayer", shape=(8,)), layer("Dense", units=missing), layer("Dense", units=3))
    assert shapes.layers[1].outputs == ((None, "`units` is not known: comes from the network"),)
    assert shapes.layers[1].shape is None
    assert shapes.layers[1].params is None
    assert shapes.layers[2].shape == (None, 3)
    assert shapes.layers[2].why_params == "`units` is not known: comes from the network"
    assert (shapes.params, shapes.trainable) == (None, None)
    assert shapes.why == "`units` is not known: comes from the network"


def test_an_unknown_input_does_not_hide_what_hangs_on_no_input() -> None:
    shapes = stack(layer("Embedding", input_dim=50, output_dim=4), layer("LSTM", units=8), layer("Dense", units=2))
    assert shapes.layers[0].shape is None
    assert [one.params for one in shapes.layers] == [200, 4 * 8 * (4 + 8 + 1), 18]
    assert shapes.layers[2].shape == (None, 2)


@pytest.mark.parametrize("kind", ["backbone", "custom", "unknown", "MelSpectrogram", "op:einsum"])
def test_an_opaque_layer_is_unknown_and_so_is_what_hangs_on_it(kind: str) -> None:
    shapes = graph(FLAT, layer(kind, 0), layer("Dense", 1, units=3), layer("Dense", 0, units=3))
    assert shapes.layers[1].outputs == ()
    assert shapes.layers[2].params is None
    assert shapes.layers[3].params == 27
    assert shapes.params is None


def test_a_shape_that_comes_from_data_has_any_number_of_sizes() -> None:
    first, second = stack(layer("InputLayer", shape=Data("x.shape[1:]")), layer("Flatten")).layers
    assert first.outputs == second.outputs == ()
    assert first.why == "`shape` comes from data"


def test_foreign_normalization_keeps_the_shape() -> None:
    (_, default, written) = stack(
        INPUT, layer("InstanceNormalization"), layer("InstanceNormalization", axis=-1, scale=False)
    ).layers
    assert default.shape == written.shape == (None, 28, 28, 3)
    assert (default.params, written.params) == (None, 3)


def test_one_of_several_values_is_not_known() -> None:
    (_, dense) = stack(FLAT, layer("Dense", units=Fact((32, 64)))).layers
    assert dense.why == "`units` is not known: several values are possible"


def test_arguments_of_unknown_content_may_be_any() -> None:
    (_, conv) = stack(INPUT, layer("Conv2D", filters=4, kernel_size=3, **{"**": Fact()})).layers
    assert conv.outputs == ()
    assert conv.why == "`data_format` is not known"


def test_a_layer_that_may_be_missing_leaves_what_it_keeps() -> None:
    shapes = stack(INPUT, layer("Dropout", certain=False, rate=0.5), layer("Conv2D", filters=4, kernel_size=1))
    assert shapes.layers[2].shape == (None, 28, 28, 4)
    assert shapes.params == 16


def test_a_layer_that_may_be_missing_spoils_what_it_changes() -> None:
    shapes = stack(INPUT, layer("MaxPooling2D", certain=False), layer("Conv2D", filters=4, kernel_size=1))
    assert shapes.layers[1].shape == (None, 14, 14, 3)
    assert shapes.layers[2].outputs == ((None, "it differs between runs", "it differs between runs", 4),)
    assert shapes.layers[2].params == 16


def test_weights_that_only_some_runs_have_are_not_added_up() -> None:
    shapes = stack(FLAT, layer("Dense", certain=False, units=8), layer("Dense", units=1))
    assert [one.params for one in shapes.layers] == [0, 72, 9]
    assert shapes.why == "some layers are there only in some runs"


def test_alternatives_agree_or_not() -> None:
    a, b = layer("Dense", 0, certain=False, units=4), layer("Dense", 0, certain=False, units=5)
    joint = layer("op:either", 1, 2)
    assert graph(FLAT, a, a, joint, layer("Dense", 3, units=2)).layers[4].params == 10
    assert graph(FLAT, a, b, joint, layer("Dense", 3, units=2)).layers[4].why_params == "it differs between runs"


def test_nothing_is_taken_for_granted_where_layers_may_be_missing() -> None:
    shapes = stack(FLAT, layer("Dense", units=4), layer("Dense", units=2), gaps=(Gap(AT, "a layer is not known"),))
    assert shapes.layers[2].why == "a layer before it may be missing"
    assert shapes.why == "a layer before it may be missing"


def test_a_shared_layer_counts_once() -> None:
    shapes = graph(FLAT, FLAT, layer("Dense", 0, units=4, shared=7), layer("Dense", 1, units=4, shared=7))
    assert [one.params for one in shapes.layers] == [0, 0, 36, 36]
    assert shapes.params == 36


def test_trainable_of_unknown_value_leaves_the_total() -> None:
    shapes = stack(FLAT, layer("Dense", units=2, trainable=Fact(why="an option")))
    assert (shapes.params, shapes.trainable, shapes.fixed) == (18, None, None)


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (layer("Conv2D", filters=4, kernel_size=99), "the input is smaller than the window that slides over it"),
        (layer("Conv1D", filters=4, kernel_size=3), "Conv1D takes 3 dimensions and gets 4"),
        (layer("Conv2D", filters=4, kernel_size=(3, 3, 3)), "`kernel_size` needs 2 numbers and has 3"),
        (layer("Conv2D", filters=4, kernel_size=3, strides=0), "a stride of 0"),
        (layer("MaxPooling2D", strides=0), "a stride of 0"),
        (layer("Conv2D", filters=4, kernel_size=3, padding="around"), "there is no padding `around`"),
        (layer("Conv2D", filters="four", kernel_size=3), "`filters` is not a plain number"),
        (layer("Cropping2D", cropping=20), "nothing is left of the input"),
        (layer("Permute", dims=(1, 1, 2)), "`dims` is not an order of the axes"),
        (layer("Add"), "one of its inputs is not known"),
        (layer("Lambda", function=Fact()), "what the function does to the shape is not known"),
        (layer("Dense", units=3, wrapper="Sometimes"), "what Sometimes does is not known"),
    ],
)
def test_what_cannot_be_is_unknown(broken: Layer, why: str) -> None:
    assert stack(INPUT, broken).layers[1].why == why


def test_the_words_of_keras_1() -> None:
    old = layer("Conv2D", input_shape=(3, 32, 30), filters=8, kernel_size=3, nb_col=5, data_format="th")
    shapes = stack(old, layer("MaxPooling2D", data_format="tf"))
    assert shapes.layers[0].shape == (None, 8, 30, 26)
    assert shapes.layers[0].params == 3 * 5 * 3 * 8 + 8
    assert shapes.layers[1].shape == (None, 4, 15, 26)


@pytest.mark.parametrize(
    ("first", "shape"),
    [
        (layer("Dense", units=2, input_dim=5), (None, 2)),
        (layer("Dense", units=2, batch_input_shape=(7, 5)), (7, 2)),
        (layer("LSTM", units=2, input_dim=5, input_length=9, return_sequences=True), (None, 9, 2)),
        (layer("LSTM", units=2, input_dim=5, return_sequences=True), (None, None, 2)),
        (layer("Embedding", input_dim=9, output_dim=2, input_length=4), (None, 4, 2)),
        (layer("TimeDistributedDense"), None),
    ],
)
def test_a_first_layer_tells_its_input(first: Layer, shape: tuple[int | None, ...] | None) -> None:
    assert stack(first).layers[0].shape == shape


@pytest.mark.parametrize(
    ("operation", "shape"),
    [
        (layer("op:relu", 0), (None, 6, 4)),
        (layer("op:add", 0, 1), (None, 6, 4)),
        (layer("op:add", 0), None),
        (layer("op:multiply", 0, y=0.5), (None, 6, 4)),
        (layer("op:concatenate", 0, 1), None),
        (layer("op:concatenate", 0, 1, axis=-1), (None, 6, 8)),
        (layer("op:concatenate", 0, 2), (None, 6, 7)),
        (layer("op:reduce_mean", 0), None),
        (layer("op:reduce_mean", 0, axis=1), (None, 4)),
        (layer("op:reduce_max", 0, axis=(1, 2), keepdims=True), (None, 1, 1)),
        (layer("op:reduce_sum", 0, axis=None), ()),
        (layer("op:expand_dims", 0, axis=-1), (None, 6, 4, 1)),
        (layer("op:squeeze", 3, axis=1), (None, 4)),
        (layer("op:transpose", 0, axes=(0, 2, 1)), (None, 4, 6)),
        (layer("op:reshape", 0, shape=(-1, 24)), (None, 24)),
        (layer("op:reshape", 0, shape=(-1, 12)), (None, 12)),
        (layer("op:flatten", 0), (None, 24)),
        (layer("op:matmul", 0, 4), (None, 6, 6)),
        (layer("op:getitem", 0), None),
        (layer("op:getitem", 5, index=1), (None, 3)),
        (layer("op:getitem", 5), None),
    ],
)
def test_functions_on_tensors(operation: Layer, shape: tuple[int | None, ...] | None) -> None:
    inputs = ((6, 4), (6, 4), (6, 3), (1, 4), (4, 6))
    states = layer("GRU", 1, units=3, return_sequences=True, return_state=True)
    model = graph(*(layer("InputLayer", shape=shape) for shape in inputs), states, operation)
    assert model.layers[-1].shape == shape
    assert bool(model.layers[-1].why) == (shape is None)


def test_wrappers_inside_wrappers() -> None:
    words = layer("LSTM", units=5, wrapper="TimeDistributed(Bidirectional)")
    shapes = stack(layer("InputLayer", shape=(6, 7, 3)), words)
    assert shapes.layers[1].shape == (None, 6, 10)
    assert shapes.params == 2 * 4 * (5 * (3 + 5) + 5)


@pytest.mark.parametrize(("mode", "size"), [("concat", 10), ("sum", 5), ("mul", 5), ("ave", 5)])
def test_both_directions_are_merged(mode: str, size: int) -> None:
    both = layer("GRU", units=5, wrapper="Bidirectional", merge_mode=mode)
    assert stack(layer("InputLayer", shape=(7, 3)), both).layers[1].shape == (None, size)


def test_outputs_of_one_layer_are_told_apart() -> None:
    shapes = stack(layer("InputLayer", shape=(6, 4)), layer("LSTM", units=3, return_state=True))
    assert shapes.layers[1].shape is None
    assert shapes.layers[1].shapes == ((None, 3), (None, 3), (None, 3))


def test_a_deep_model_is_no_trouble() -> None:
    shapes = stack(FLAT, *(layer("Dense", units=8) for _ in range(5_000)))
    assert shapes.params == 5_000 * 72


NAMES = sorted(
    {
        "axes",
        "axis",
        "bias_axes",
        "cell",
        "cropping",
        "data_format",
        "depth_multiplier",
        "dilation_rate",
        "dims",
        "equation",
    }
    | {
        "filters",
        "groups",
        "height",
        "index",
        "input_dim",
        "input_shape",
        "kernel_size",
        "key_dim",
        "keepdims",
        "merge_mode",
    }
    | {
        "n",
        "num_heads",
        "output_dim",
        "output_mode",
        "output_padding",
        "output_shape",
        "output_size",
        "padding",
        "pool_size",
    }
    | {
        "return_sequences",
        "return_state",
        "shape",
        "shared_axes",
        "size",
        "strides",
        "target_shape",
        "trainable",
        "units",
    }
)
SIZES = st.integers(-3, 40)
WORDS = ("same", "valid", "channels_first", "concat", "one_hot", "ab,bc->ac", "...a,ab->...b", "->", "x")
ODD = st.recursive(
    st.one_of(SIZES, st.none(), st.booleans(), st.floats(), st.sampled_from(WORDS)),
    lambda inner: st.lists(inner, max_size=4).map(tuple),
    max_leaves=6,
)
ODD_LAYERS = st.builds(
    lambda kind, wrapper, args, source: (kind, wrapper, args, source),
    st.sampled_from(sorted(RULES)),
    st.sampled_from(["", "", "", "Bidirectional", "TimeDistributed", "SpectralNormalization"]),
    st.dictionaries(st.sampled_from(NAMES), ODD, max_size=6),
    st.lists(st.integers(0, 5), max_size=3),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(SIZES | st.none(), max_size=5), st.lists(ODD_LAYERS, max_size=6))
def test_nonsense_is_no_trouble(
    first: list[int | None], found: list[tuple[str, str, dict[str, object], list[int]]]
) -> None:
    layers = [layer("InputLayer", shape=tuple(first))]
    for kind, wrapper, args, sources in found:
        layers.append(layer(kind, *(min(source, len(layers) - 1) for source in sources), wrapper=wrapper, **args))
    for one in graph(*layers).layers:
        assert one.shapes is not None or one.why
        assert one.params is not None or one.why_params
