"""Whole training scripts, generated: one draw of a random source is one script with the files beside it.

:func:`generate` takes any :class:`random.Random`: a seeded one for a fixed set of scripts (:func:`scripts`), or one
that Hypothesis steers (:func:`training_scripts`), which then shrinks what fails.
"""

from __future__ import annotations

import ast
import json
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from oracle.classes import CLASSES
from oracle.fitting import OPTIMIZERS, RATES, Fitting
from oracle.idioms import IDIOMS
from oracle.layers import Architecture, Designer, Writer
from oracle.models import STYLES, Modeller, vector_shape
from oracle.networks import NETWORKS
from oracle.spelling import Code, Imports, Names
from oracle.trainings import TRAININGS
from oracle.values import Parameters, Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from oracle.templates import Shapes

ROWS = 8
NOTEBOOKS = 0.12
SHAPES: dict[str, Shapes] = {"multi": ((8,), (5,)), "transfer": ((32, 32, 3),)}


class Script(NamedTuple):
    """A generated script and the files beside it; ``cells`` are the rows at which those of a notebook begin, if any."""

    text: str
    files: Mapping[str, str]
    cells: tuple[int, ...] = ()

    def write(self, folder: Path) -> Path:
        """Write everything into a folder; returns the path of the script."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        path = folder / "train.py"
        path.write_text(self.text, encoding="utf-8")
        if self.cells:
            path.with_suffix(".ipynb").write_text(notebook(self.text, self.cells), encoding="utf-8")
        return path


def notebook(text: str, cells: Sequence[int]) -> str:
    """The same script as a notebook; its first cell is a magic command."""
    lines = text.splitlines(keepends=True)
    parts = [lines[start - 1 : end - 1] for start, end in zip(cells, (*cells[1:], len(lines) + 1), strict=True)]
    sources = [["%matplotlib inline\n"], *parts]
    made = [
        {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
        for source in sources
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def generate(random: Random) -> Script:
    """One script."""
    return Author(random).script()


def scripts(count: int, seed: int = 0) -> Iterator[Script]:
    """A fixed sequence of scripts."""
    return (generate(Random(f"{seed}/{number}")) for number in range(count))  # noqa: S311 - not for secrets


def training_scripts() -> SearchStrategy[Script]:
    """Scripts as a Hypothesis strategy."""
    from hypothesis import strategies as st

    return st.builds(generate, st.randoms(use_true_random=False))


class Author:
    """Writes one script."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.names = Names()
        self.imports = Imports(random)
        self.values = Values(random, self.names, self.imports)
        self.code = Code()
        self.designer = Designer(random)
        self.writer = Writer(random, self.names, self.imports, self.values, self.code)
        self.modeller = Modeller(self.writer, self.designer)
        self.fitting = Fitting(self.modeller)
        self.data: list[str] = []
        self.files: dict[str, str] = {}
        self.shapes: Shapes = ()
        self.imports.need("import numpy as np")

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.random.random() < share

    def script(self) -> Script:
        """The whole text."""
        for _ in range(2 if self.chance(0.15) else 1):
            layout = self.random.choice(
                (
                    self.flat,
                    self.flat,
                    self.builder,
                    self.builder,
                    self.main,
                    self.trainer,
                    self.sweep,
                    self.dispatch,
                    self.project,
                )
            )
            style = self.random.choice((*STYLES, "network", "network", "idiom", "idiom", "idiom"))
            layout(style, self.designer.architecture())
        text = self.text()
        return Script(text, self.files, self.cells(text) if self.chance(NOTEBOOKS) else ())

    def cells(self, text: str) -> tuple[int, ...]:
        """The rows at which the cells begin when the script is a notebook: in front of some of its statements."""
        rows = {
            min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", []))])
            for node in ast.parse(text).body
        }
        return (1, *sorted(row for row in rows if row > 1 and self.chance(0.3)))

    def text(self) -> str:
        """What has been written so far, with imports and declarations before it."""
        head = Code()
        self.values.declare(head, self.files)
        parts = [*self.imports.lines, "", *head.lines, "", *self.data, "", *self.code.lines]
        docstring = ['"""Trains a model."""'] if self.chance(0.2) else []
        return "\n".join([*docstring, *parts]) + "\n"

    # Layouts.

    def flat(self, style: str, architecture: Architecture) -> None:
        """Everything at module level."""
        model = self.names.new("model")
        self.model(style, architecture, model)
        self.study(model, *self.arrays(architecture))

    def study(self, model: str, x: str, y: str) -> None:
        """Compile and train."""
        if self.chance(0.35):
            self.random.choice(TRAININGS).write(self.writer, model, INPUTS=x, TARGETS=y)
            return
        self.fitting.compile(model)
        self.fitting.train(model, x, y)

    def builder(self, style: str, architecture: Architecture) -> None:
        """A function builds the model; it may compile it too."""
        model, function = (
            self.names.new("model"),
            self.names.new(self.random.choice(("build_model", "create_model", "get_model"))),
        )
        inside = self.chance(0.5)
        self.function(function, style, architecture, inside)
        self.code.add(f"{model} = {function}({self.parameters.call()})")
        if not inside:
            self.fitting.compile(model)
        x, y = self.arrays(architecture)
        if self.chance(0.3):
            train = self.names.new("train")
            parameters = Parameters(self.random)
            with self.define(train, "net, inputs, targets", parameters):
                self.fitting.train("net", "inputs", "targets", wrap=False)
                self.code.add("return net")
            ways = (f"{model}, {x}, {y}", f"net={model}, inputs={x}, targets={y}", f"{model}, {x}, targets={y}")
            chosen = self.random.choice(ways)
            self.code.add(
                f"{train}({parameters.call(chosen)})"
                if "=" not in chosen or not _bare(parameters)
                else f"{train}({parameters.call(ways[0])})"
            )
        else:
            self.fitting.train(model, x, y)

    def function(self, name: str, style: str, architecture: Architecture, compiled: bool) -> None:
        """``def build_model(...)``; its parameters are left in ``parameters``."""
        self.parameters = Parameters(self.random)
        with self.define(name, "", self.parameters):
            self.model(style, architecture, "net")
            if compiled:
                self.fitting.compile("net")
            self.code.add("return net")

    def define(self, name: str, first: str, parameters: Parameters) -> Definition:
        """A function definition whose parameters become known as its body is written."""
        return Definition(self, name, first, parameters)

    def main(self, style: str, architecture: Architecture) -> None:
        """Everything in ``main()``."""
        function = self.names.new("main")
        with self.code.block(f"def {function}():"):
            self.model(style, architecture, "model")
            self.study("model", *self.arrays(architecture))
        self.code.add("", 'if __name__ == "__main__":', f"    {function}()")

    def trainer(self, style: str, architecture: Architecture) -> None:
        """A class that builds and trains ``self.model``."""
        cls, keep = self.names.new("Trainer"), self.random.choice(("model", "net", "_model"))
        rate = repr(self.random.choice(RATES))
        kept = self.values.stores
        if self.chance(0.7):
            self.values.stores = []
        with self.code.block(f"class {cls}:"):
            with self.code.block(f"def __init__(self, rate={rate}, epochs=3):"):
                self.code.add(
                    "self.rate = rate",
                    "self.epochs = epochs",
                    f"self.{keep} = {'self._build()' if self.chance(0.5) else 'None'}",
                )
                unset = self.code.lines[-1].endswith("None")
            self.code.add("")
            with self.code.block("def _build(self):"):
                self.model(style, architecture, "model")
                optimizer = self.imports(f"optimizers.{self.random.choice(OPTIMIZERS)}")
                rate = self.random.choice(("learning_rate=self.rate", "self.rate"))
                self.code.add(f"model.compile(optimizer={optimizer}({rate}), loss='mse')", "return model", "")
            x, y = self.arrays(architecture)
            with self.code.block("def train(self, x, y):"):
                if unset:
                    self.code.add(f"self.{keep} = self._build()")
                more = self.random.choice(("", ", verbose=0", ", batch_size=4"))
                self.code.add(f"return self.{keep}.fit(x, y, epochs=self.epochs{more})")
        self.values.stores = kept
        instance = self.names.new("trainer")
        given = self.random.choice(
            ("", f"rate={self.values.of(self.random.choice(RATES), 'lr')}", "0.02", "epochs=5", "0.3, 4")
        )
        self.code.add("", f"{instance} = {cls}({given})", f"{instance}.train({x}, {y})")

    def sweep(self, style: str, architecture: Architecture) -> None:
        """Several models, one for each value in a loop."""
        function = self.names.new("build_model")
        self.function(function, style, architecture, compiled=False)
        count = self.random.randint(2, 3)
        rates = self.random.sample(RATES, count)
        x, y = self.arrays(architecture)
        listed = self.values.of(rates, "rates") if self.chance(0.4) else repr(rates)
        header = self.random.choice(
            (
                f"for rate in {listed}:",
                f"for number, rate in enumerate({listed}):",
                f"for rate, name in zip({listed}, {['a', 'b', 'c'][:count]!r}):",
            )
        )
        with self.code.block(header):
            self.code.add(f"candidate = {function}({self.parameters.call()})")
            self.code.add(f"candidate.compile({self.imports('optimizers.Adam')}(rate), {self.fitting.loss()})")
            self.code.add(f"candidate.fit({x}, {y}, epochs={self.values.of(2, 'epochs')}, validation_split=0.25)")

    def dispatch(self, style: str, architecture: Architecture) -> None:
        """Builders chosen by name."""
        first, second, model = self.names.new("make_small"), self.names.new("make_large"), self.names.new("model")
        self.function(first, style, architecture, compiled=False)
        call = self.parameters.call()
        with self.code.block(f"def {second}(*args, **kwargs):"):
            self.code.add(f"return {self.imports('Sequential')}([{self.imports('layers.Dense')}(1)])")
        way = self.random.choice(("dict", "if", "global", "lambda"))
        if way == "dict":
            table = self.names.new("BUILDERS")
            self.code.add(
                "", f"{table} = {{'small': {first}, 'large': {second}}}", f"{model} = {table}['small']({call})"
            )
        elif way == "if":
            kind = self.values.of("small", "kind")
            self.code.add("", f"kind = {kind}", "if kind == 'small':", f"    {model} = {first}({call})")
            self.code.add("elif kind == 'large':", f"    {model} = {second}()", "else:", "    raise ValueError(kind)")
        elif way == "lambda":
            make = self.names.new("make")
            self.code.add("", f"{make} = lambda: {first}({call})", f"{model} = {make}()")
        else:
            self.code.add(
                "",
                f"{model} = None",
                "def prepare():",
                f"    global {model}",
                f"    {model} = {first}({call})",
                "",
                "prepare()",
            )
        self.study(model, *self.arrays(architecture))

    def project(self, style: str, architecture: Architecture) -> None:
        """The builder stands in another module of the project, or in a package."""
        module, function, model = self.names.new("networks"), self.names.new("build"), self.names.new("model")
        other = Author(self.random)
        other.function(function, style, architecture, compiled=self.chance(0.2))
        package = self.chance(0.4)
        text = other.text()
        if package:
            self.files |= {
                f"{module}/__init__.py": f"from .zoo import {function}\n" if self.chance(0.5) else "",
                f"{module}/zoo.py": text,
            }
        else:
            self.files[f"{module}.py"] = text
        self.files |= other.files
        path = f"{module}.zoo" if package else module
        way = self.random.choice(("from", "import", "as", "renamed"))
        if way == "from":
            self.imports.need(f"from {path} import {function}")
            spelled = function
        elif way == "renamed":
            self.imports.need(f"from {path} import {function} as made_by_{function}")
            spelled = f"made_by_{function}"
        elif way == "as":
            self.imports.need(f"import {path} as zoo_{module}")
            spelled = f"zoo_{module}.{function}"
        else:
            self.imports.need(f"import {path}")
            spelled = f"{path}.{function}"
        self.code.add(f"{model} = {spelled}({other.parameters.call()})")
        self.shapes = other.shapes
        self.study(model, *self.arrays(architecture))

    # Parts.

    def model(self, style: str, architecture: Architecture, name: str) -> None:
        """The model, in the variable ``name``."""
        writers = {
            "list": self.modeller.in_list,
            "add": self.modeller.by_add,
            "functional": self.modeller.functional,
            "topology": self.modeller.topology,
            "subclass": self.modeller.subclass,
            "nested": self.modeller.nested,
            "multi": self.modeller.multi,
            "transfer": self.modeller.transfer,
        }
        self.shapes = SHAPES.get(style, (vector_shape(architecture) if style == "topology" else architecture.shape,))
        if style in writers:
            writers[style](architecture, name)
            return
        template = self.random.choice(NETWORKS if style == "network" else IDIOMS + CLASSES)
        self.shapes = template.shapes
        template.write(self.writer, name)

    def arrays(self, architecture: Architecture) -> tuple[str, str]:
        """Declare training data; returns the expressions for inputs and targets."""
        x, y = self.names.new("x_train"), self.names.new("y_train")
        if isinstance(self.shapes, dict):
            self.data.append(
                f"{x} = {{{', '.join(f'{key!r}: {self.array(shape)}' for key, shape in self.shapes.items())}}}"
            )
        elif len(self.shapes) > 1:
            self.data.append(f"{x} = [{', '.join(map(self.array, self.shapes))}]")
        else:
            self.data.append(f"{x} = {self.array(self.shapes[0])}")
        self.data.append(f"{y} = np.zeros(({ROWS}, {architecture.classes}))")
        return x, y

    def array(self, shape: tuple[int, ...]) -> str:
        """An array of examples."""
        whole = (ROWS, *shape)
        return self.random.choice(
            (
                f"np.zeros({whole})",
                f"np.random.rand{whole}",
                f"np.random.normal(size={whole})",
                f"np.ones({whole}, dtype='float32')",
            )
        )


class Definition:
    """A ``def`` whose header is written last, when its parameters are known."""

    def __init__(self, author: Author, name: str, first: str, parameters: Parameters) -> None:
        self.author = author
        self.name = name
        self.first = first
        self.parameters = parameters

    def __enter__(self) -> None:
        code = self.author.code
        self.row = len(code.lines)
        code.add("")
        code.depth += 1
        self.author.values.parameters.append(self.parameters)

    def __exit__(self, *_: object) -> None:
        code = self.author.code
        self.author.values.parameters.pop()
        code.depth -= 1
        code.lines[self.row] = f"{'    ' * code.depth}def {self.name}({self.parameters.signature(self.first)}):"
        code.add("")


def _bare(parameters: Parameters) -> bool:
    return any(name not in parameters.defaults for name in parameters.given)
