"""Loops are followed turn by turn while their turns differ; long ones whose turns are alike are read once for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import fitlint

if TYPE_CHECKING:
    from fitlint.program import Program

HEAD = """\
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
x, y = np.load("x.npy"), np.load("y.npy")
"""
NET = 'm = keras.Sequential([layers.Dense(4, "relu"), layers.Dense(1)])\n'
LONG = (
    "for i in range(120):\n    for j in range(100):\n        b = x[i * j : i * j + 8]\n        print(i, j, b.mean())\n"
)


def read(text: str) -> Program:
    return fitlint.inspect_source(HEAD + text)


def units(text: str) -> object:
    """What the reader knows of ``n`` after ``text``: its value, or "unknown"."""
    program = read(f"{text}{NET}m.add(layers.Dense(n))\nm.compile('adam', 'mse')\n")
    fact = program.models[-1].layers[-1].args["units"]
    return fact.value if fact.known else "unknown"


# Turns that differ ----------------------------------------------------------------------------------------------------


def test_layers_are_added_turn_by_turn() -> None:
    program = read("m = keras.Sequential()\nfor u in range(1, 121):\n    m.add(layers.Dense(u))\nm.compile('adam')\n")
    assert [layer.args["units"].value for layer in program.models[0].layers] == list(range(1, 121))


def test_layers_are_added_turn_by_turn_in_costly_turns() -> None:
    turn = "    print(u * 2 + 1, [k for k in range(20)])\n" * 4 + "    h = layers.Dense(u)(h)\n"
    program = read(
        f"h = i = keras.Input((3,))\nfor u in range(1, 101):\n{turn}m = keras.Model(i, h)\nm.compile('adam')\n"
    )
    assert len(program.models[0].layers) == 101


def test_one_layer_that_is_called_again_and_again_stays_a_chain() -> None:
    program = read(
        "cell = layers.Dense(3)\nh = i = keras.Input((3,))\nfor t in range(100):\n"
        + "    print(t, t * 2, t * 3, t * 4, t * 5)\n" * 6
        + "    h = cell(h)\nm = keras.Model(i, h)\nm.compile('adam')\n"
    )
    assert len(program.models[0].layers) == 101


def test_a_model_is_built_for_each_value_of_a_sweep() -> None:
    turn = NET + "m.add(layers.Dense(u))\nm.compile('adam', 'mse')\nm.fit(x, y)\n"
    program = read("for u in range(1, 61):\n" + "".join(f"    {line}\n" for line in turn.splitlines()))
    assert [t.model.layers[-1].args["units"].value for t in program.trainings] == list(range(1, 61))


def test_layers_of_a_mapping_and_of_a_comprehension_are_all_there() -> None:
    program = read(
        "sizes = {f'block{k}': k + 1 for k in range(100)}\nm = keras.Sequential()\nfor name, size in sizes.items():\n"
        "    m.add(layers.Dense(size, name=name))\nm.compile('adam')\n"
        "n = keras.Sequential([layers.Dense(u) for u in range(1, 101)])\nn.compile('adam')\n"
    )
    assert [layer.name for layer in program.models[0].layers] == [f"block{k}" for k in range(100)]
    assert len(program.models[1].layers) == 100


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("n = 0\nfor k in range(5):\n    n += k\n", 10),
        ("n = 0\nfor k in range(128):\n    n += 1\n", 128),
        ("n = 1\nwhile n < 100:\n    n = n * 2\n", 128),
        ("n = sum([k * k for k in range(30)])\n", 8555),
        ("n = len([1 for a in range(20) for b in range(20)])\n", 400),
        ("n = 0\nfor a in range(10):\n    for b in range(10):\n        n += a * b\n", 2025),
    ],
)
def test_short_loops_are_exact(text: str, value: int) -> None:
    assert units(text) == value


# Turns that are alike -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("n = 0\n" + LONG + "        n += 1\n", "unknown"),
        ("n = 8\n" + LONG + "        n = 2 * n % 7 + 1\n", "unknown"),
        ("n = 8\n" + LONG + "        n = j\n", "unknown"),
        ("n = 8\n" + LONG + "        if j == 77:\n            n = 16\n", "unknown"),
        ("n, k = 8, 1\n" + LONG + "        n = k\n        k = k + 1\n", "unknown"),
        ("c = [8]\n" + LONG + "        c[0] += 1\nn = c[0]\n", "unknown"),
        ("c = {'n': 8}\n" + LONG + "        c['n'] += 1\nn = c['n']\n", "unknown"),
        ("class C:\n    n = 8\nc = C()\nc.n = 8\n" + LONG + "        c.n += 1\nn = c.n\n", "unknown"),
        ("c = []\n" + LONG + "        c.append(j)\nn = len(c)\n", "unknown"),
        ("c = {}\n" + LONG + "        c[i, j] = j\n        c[j] = i\nn = len(c)\n", "unknown"),
        ("n = 0\nk = 0\nwhile k < 10**6:\n    k += 1\n    n = k\n", "unknown"),
        ("n = 8\n" + LONG, 8),
        ("n = 8\n" + LONG + "        n = 16\n", 16),
        ("n = 8\n" + LONG + "        m = j\n", 8),
        ("c = []\n" + LONG + "        c.append(j)\nn = 8\n", 8),
    ],
)
def test_what_differs_from_turn_to_turn_is_not_known_after_many(text: str, value: object) -> None:
    assert units(text) == value


def test_a_training_in_nested_loops_is_one_training() -> None:
    program = read(NET + "m.compile('adam', 'mse')\n" + LONG + "        m.train_on_batch(b, y[i])\n")
    (training,) = program.trainings
    assert training.certain
    assert [(loop.kind, loop.rounds) for loop in training.loops] == [("list", 120), ("list", 100)]


def test_what_only_a_late_turn_does_may_be_done() -> None:
    late = "        if i == 77:\n            m.optimizer.learning_rate = 0.1\n"
    program = read(NET + "m.compile(keras.optimizers.Adam(0.5), 'mse')\n" + LONG + late + "m.fit(x, y)\n")
    assert program.trainings[0].optimizers[0].rate_changes


def test_nested_loops_cost_what_a_few_turns_cost() -> None:
    text = "".join(f"{'    ' * k}for v{k} in range(100):\n" for k in range(7)) + "    " * 7 + "n = v0 + v6\n"
    assert units("n = 3\n" + text) == "unknown"
    assert read(text).partial == ()


def test_a_comprehension_of_very_many_numbers_is_a_list_of_unknown_length() -> None:
    assert units("c = [a * b for a in range(100) for b in range(100)]\nn = len(c)\n") == "unknown"


# Budgets --------------------------------------------------------------------------------------------------------------

CHAIN = "def f0(k):\n    return [k]\n" + "".join(
    f"def f{i}(k):\n    return f{i - 1}(k) + f{i - 1}(k + 1)\n" for i in range(1, 24)
)


def test_a_call_that_costs_too_much_is_given_up_and_what_stands_behind_it_is_read() -> None:
    program = read(f"{CHAIN}r = f23(1)\n{NET}m.add(layers.Dense(r))\nm.compile('adam', 'mse')\nm.fit(x, y)\n")
    assert not program.models[-1].layers[-1].args["units"].known
    assert len(program.trainings) == 1
    assert program.partial == ()


@pytest.mark.parametrize("use", ["n", "o.n", "len(c)"])
def test_what_a_call_changed_that_was_given_up_is_not_known(use: str) -> None:
    costly = CHAIN.replace("def f0(k):\n", "def f0(k):\n    global n\n    n = k\n    o.n = n\n    c.append(n)\n")
    text = f"class O:\n    n = 8\no, c, n = O(), [], 8\no.n = 8\n{costly}f23(1)\nn = {use}\n"
    assert units(text) == "unknown"


def test_what_nobody_read_is_told_with_its_place() -> None:
    text = "def f(k):\n" + "    k = f23(k)\n" * 40 + "    return k\n"
    (gap,) = read(f"{CHAIN}{text}r = f(1)\n{NET}m.compile('adam', 'mse')\nm.fit(x, y)\n").partial
    assert gap.why == "`f` takes more steps than fitlint follows"
    assert gap.anchor is not None


def test_every_budget_ends_at_last() -> None:
    program = read(CHAIN + "f23(1)\n" * 400 + f"{NET}m.compile('adam', 'mse')\n")
    assert [gap.why for gap in program.partial] == ["the script takes more steps than fitlint follows"]


def test_models_are_built_whatever_reading_has_spent() -> None:
    net = "class N(keras.Model):\n    def call(self, z):\n        return layers.Dense(3)(z)\n"
    program = read(f"{net}m = N()\nm.compile('adam', 'mse')\nm.fit(x, y)\n{CHAIN}" + "f23(1)\n" * 400)
    assert program.partial
    assert [layer.kind for layer in program.models[0].layers] == ["InputLayer", "Dense"]
