"""Where values come from: constants are followed to the place where they are written, and how sure they are is kept."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from fitlint.judge import reading_of
from fitlint.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from fitlint.program import Fact
    from fitlint.reader import Reading

HEAD = "import keras\n"
TAIL = """
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate={expression}), "mse")
model.fit(x, y)
"""


def read(text: str, folder: Path, **files: str) -> Reading:
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_text(dedent(content), encoding="utf-8")
    path = folder / "train.py"
    path.write_text(text, encoding="utf-8")
    _, reading = reading_of(Source(str(path), text, filename="train.py"))
    return reading


def rate(reading: Reading) -> Fact:
    (optimizer,) = reading.program.trainings[-1].optimizers
    assert optimizer.rate is not None
    return optimizer.rate


def chain(reading: Reading, fact: Fact) -> list[str]:
    """``file:row: text`` of every step, nearest first."""
    sites = [(step, reading.site(step.anchor)) for step in fact.origin]
    return [f"{site.filename}:{site.row}: {step.text}" for step, site in sites]


def of(before: str, expression: str, folder: Path, **files: str) -> tuple[Reading, Fact]:
    reading = read(HEAD + dedent(before) + TAIL.format(expression=expression), folder, **files)
    return reading, rate(reading)


EXPRESSIONS = {
    "literal": ("", "0.1", 0.1),
    "power": ("", "10 ** -2", 0.01),
    "names": ("BASE = 0.4\nLR = BASE / 4", "LR", 0.1),
    "conditional": ("FAST = True", "0.1 if FAST else 0.2", 0.1),
    "the same text": ("top = 'classes'", "0.1 if top is 'classes' else 0.2", 0.1),
    "another text": ("top = 'pixels'", "0.2 if top is 'classes' else 0.1", 0.1),
    "true is not one": ("flag = True", "0.2 if flag is 1 else 0.1", 0.1),
    "or": ("LR = None", "LR or 0.1", 0.1),
    "dictionary": ("cfg = {'opt': {'lr': 0.1}}", "cfg['opt']['lr']", 0.1),
    "get": ("cfg = {}", "cfg.get('lr', 0.1)", 0.1),
    "merged": ("a = {'lr': 9, 'x': 1}\ncfg = {**a, 'lr': 0.1}", "cfg['lr']", 0.1),
    "update": ("cfg = {'lr': 9}\ncfg.update(lr=0.1)", "cfg['lr']", 0.1),
    "attribute": ("class Config:\n    lr = 0.1\n", "Config.lr", 0.1),
    "instance": ("class Config:\n    def __init__(self, lr):\n        self.lr = lr / 2\n", "Config(0.2).lr", 0.1),
    "call": ("def half(x=0.2):\n    return x / 2\n", "half()", 0.1),
    "lambda": ("half = lambda x: x / 2", "half(0.2)", 0.1),
    "tuple": ("lr, epochs = 0.1, 3", "lr", 0.1),
    "starred": ("first, *rest = [3, 0.1]", "rest[0]", 0.1),
    "text": ("text = '0.1'", "float(text)", 0.1),
    "extremes": ("", "max(0.1, min(0.05, 3))", 0.1),
    "sorted": ("", "sorted([0.1, 0.3, 0.2], reverse=True)[-1]", 0.1),
    "namespace": ("from types import SimpleNamespace\nhp = SimpleNamespace(lr=0.1)", "hp.lr", 0.1),
    "namedtuple": ("from typing import NamedTuple\nclass P(NamedTuple):\n    lr: float = 0.1\n", "P().lr", 0.1),
    "walrus": ("print(lr := 0.1)", "lr", 0.1),
    "augmented": ("lr = 1.0\nlr *= 0.1", "lr", 0.1),
    "global": ("lr = 9\ndef set_lr():\n    global lr\n    lr = 0.1\nset_lr()", "lr", 0.1),
}


@pytest.mark.parametrize(("before", "expression", "value"), EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_value(before: str, expression: str, value: float, tmp_path: Path) -> None:
    _, fact = of(before, expression, tmp_path)
    assert fact.known, fact.why
    assert fact.value == pytest.approx(value)
    assert not fact.overridable
    assert not fact.swept


@pytest.mark.parametrize(
    ("before", "expression"),
    [
        ("", "find_rate()"),
        ("import os", "float(os.environ['LR'])"),
        ("lr = 0.1\nwhile busy():\n    lr = lr * 0.5", "lr"),
        ("cfg = load()", "cfg.lr"),
        ("cfg = {}\ncfg[key()] = 1", "cfg['lr']"),
        ("", "1 / 0"),
        ("x = 10 ** 10 ** 10", "x"),
    ],
)
def test_what_cannot_be_known_is_not_claimed(before: str, expression: str, tmp_path: Path) -> None:
    _, fact = of(before, expression, tmp_path)
    assert not fact.numbers
    assert fact.why


def test_a_filtered_mapping_keeps_its_values(tmp_path: Path) -> None:
    before = "cfg = {'lr': 0.1, 'x': 2}\nrest = {k: v for k, v in cfg.items() if k != 'x'}"
    _, fact = of(before, "rest['lr']", tmp_path)
    assert fact.value == 0.1


def test_alternatives_are_all_kept(tmp_path: Path) -> None:
    _, fact = of("lr = 0.1\nif busy():\n    lr = 0.2", "lr", tmp_path)
    assert sorted(fact.numbers) == [0.1, 0.2]
    assert not fact.known


def test_the_order_of_a_set_is_not_known(tmp_path: Path) -> None:
    _, fact = of("for lr in {0.1, 0.2}:\n    pass", "lr", tmp_path)
    assert sorted(fact.numbers) == [0.1, 0.2]


def test_a_constant_is_traced_to_its_line(tmp_path: Path) -> None:
    reading, fact = of("# settings\nLEARNING_RATE = 0.5", "LEARNING_RATE", tmp_path)
    assert chain(reading, fact) == ["train.py:3: LEARNING_RATE = 0.5"]


def test_a_literal_needs_no_trace(tmp_path: Path) -> None:
    _, fact = of("", "0.5", tmp_path)
    assert fact.origin == ()
    assert fact.anchor is not None


def test_a_default_nobody_replaces_is_sure_and_named(tmp_path: Path) -> None:
    reading, fact = of("def make(lr=0.5):\n    return lr\n", "make()", tmp_path)
    assert chain(reading, fact) == ["train.py:2: default of `lr`: 0.5"]
    assert not fact.overridable


def test_a_default_of_a_function_nobody_calls_can_be_replaced(tmp_path: Path) -> None:
    text = """\
    import keras

    def train(x, y, lr=0.5):
        model = keras.Sequential([keras.layers.Dense(1)])
        model.compile(keras.optimizers.Adam(lr), "mse")
        model.fit(x, y)
    """
    fact = rate(read(dedent(text), tmp_path))
    assert fact.value == 0.5
    assert fact.overridable


def test_command_line_options_can_be_replaced(tmp_path: Path) -> None:
    before = """\
    import argparse
    parser = argparse.ArgumentParser()
    parser.add_argument("--learning-rate", type=float, default=0.5)
    args = parser.parse_args()
    """
    reading, fact = of(before, "args.learning_rate", tmp_path)
    assert fact.value == 0.5
    assert fact.overridable
    (step,) = chain(reading, fact)
    assert step.startswith("train.py:4:")
    assert "0.5" in step


def test_a_configuration_file_is_named_with_its_line(tmp_path: Path) -> None:
    before = "import yaml\nwith open('config.yaml') as f:\n    cfg = yaml.safe_load(f)\n"
    reading, fact = of(before, "cfg['train']['lr']", tmp_path, config__yaml="seed: 1\ntrain:\n  lr: 0.5\n")
    assert fact.value == 0.5
    assert any(step.startswith("config.yaml:3:") for step in chain(reading, fact))


def test_another_file_of_the_project_is_named_with_its_line(tmp_path: Path) -> None:
    reading, fact = of("from settings import LR", "LR", tmp_path, settings__py="# rates\nLR = 0.5\n")
    assert fact.value == 0.5
    assert any(step.startswith("settings.py:2:") for step in chain(reading, fact))


def test_values_that_a_loop_tries_are_marked(tmp_path: Path) -> None:
    text = """\
    import keras
    for lr in [0.5, 0.1]:
        model = keras.Sequential([keras.layers.Dense(1)])
        model.compile(keras.optimizers.Adam(lr), "mse")
        model.fit(x, y)
    """
    program = read(dedent(text), tmp_path).program
    rates = [training.optimizers[0].rate for training in program.trainings]
    assert [(fact.value, fact.swept) for fact in rates if fact] == [(0.5, True), (0.1, True)]


def test_a_single_value_in_a_loop_is_not_a_sweep(tmp_path: Path) -> None:
    _, fact = of("for lr in [0.5]:\n    pass", "lr", tmp_path)
    assert fact.value == 0.5
    assert not fact.swept


def test_a_function_sees_what_its_closure_holds(tmp_path: Path) -> None:
    before = """\
    def outer():
        lr = 1.0
        def inner():
            nonlocal lr
            lr = 0.1
        inner()
        return lr
    """
    _, fact = of(before, "outer()", tmp_path)
    assert fact.value == 0.1


def test_a_raised_branch_does_not_count(tmp_path: Path) -> None:
    before = """\
    def choose(name):
        if name == "fast":
            return 0.1
        elif name == "slow":
            return 0.2
        raise ValueError(name)
    """
    _, fact = of(before, "choose('fast')", tmp_path)
    assert fact.value == 0.1


def test_a_configuration_is_found_from_the_folders_above(tmp_path: Path) -> None:
    before = """
    import yaml
    from pathlib import Path
    cfg = yaml.safe_load(open(Path(__file__).resolve().parents[0] / "params.yaml"))
    """
    reading, fact = of(before, "cfg['lr']", tmp_path, params__yaml="lr: 0.5\n")
    assert fact.value == 0.5
    assert chain(reading, fact) == ["params.yaml:1: declared here"]


COMPREHENSIONS = {
    "mapping": ("base = {'lr': 0.5, 'units': 4}\ncfg = {k: v for k, v in base.items()}", "cfg['lr']", False),
    "list": ("rates = [rate for rate in (0.5, 0.1)]", "rates[0]", False),
    "tried in a loop": ("rates = [rate for rate in (0.5, 0.1)]\nfor rate in rates:\n    lr = rate", "lr", True),
}


@pytest.mark.parametrize(("before", "expression", "swept"), COMPREHENSIONS.values(), ids=COMPREHENSIONS)
def test_what_a_comprehension_collects_is_not_one_of_several(
    before: str, expression: str, swept: bool, tmp_path: Path
) -> None:
    _, fact = of(before, expression, tmp_path)
    assert fact.swept is swept


def test_what_a_comprehension_trains_with_is_one_of_several(tmp_path: Path) -> None:
    script = """
import keras
def train(rate):
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(learning_rate=rate), "mse")
    return model.fit(x, y)
histories = [train(rate) for rate in (0.5, 0.1)]
"""
    assert rate(read(script, tmp_path)).swept


def test_a_dataclass_goes_on_after_its_fields(tmp_path: Path) -> None:
    before = """
    from dataclasses import dataclass
    @dataclass
    class Base:
        scale: float
        def __post_init__(self):
            self.rate = self.scale / 10
    @dataclass
    class Settings(Base):
        epochs: int = 3
    """
    _, fact = of(before, "Settings(scale=5.0).rate", tmp_path)
    assert fact.value == 0.5
