"""Whole training scripts, generated: one draw of a random source is one script with its configuration files.

:func:`generate` takes any :class:`random.Random`: a seeded one for a fixed set of scripts (:func:`scripts`), or one that
Hypothesis steers (:func:`training_scripts`), which then shrinks what fails.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, NamedTuple

from oracle.idioms import IDIOMS
from oracle.layers import Architecture, Designer, Writer
from oracle.models import STYLES, Modeller, vector_shape
from oracle.networks import NETWORKS
from oracle.spelling import Code, Imports, Names, Parameters, Values
from oracle.trainings import TRAININGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from hypothesis.strategies import SearchStrategy

    from oracle.templates import Shapes

OPTIMIZERS = ("Adam", "SGD", "RMSprop", "Adagrad", "Adamax", "Nadam", "AdamW", "Adadelta")
RATES = (0.5, 0.1, 0.05, 0.01, 0.005, 0.001, 3e-4, 1e-4, 1e-05)
ROWS = 8
SHAPES: dict[str, Shapes] = {"multi": ((8,), (5,)), "transfer": ((32, 32, 3),)}


class Script(NamedTuple):
    """A generated script and the files beside it."""

    text: str
    files: Mapping[str, str]

    def write(self, folder: Path) -> Path:
        """Write everything into a folder; returns the path of the script."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.files.items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        path = folder / "train.py"
        path.write_text(self.text, encoding="utf-8")
        return path


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
        return Script(self.text(), self.files)

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
        self.compile(model)
        self.train(model, x, y)

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
            self.compile(model)
        x, y = self.arrays(architecture)
        if self.chance(0.3):
            train = self.names.new("train")
            parameters = Parameters(self.random)
            with self.define(train, "net, inputs, targets", parameters):
                self.train("net", "inputs", "targets", wrap=False)
                self.code.add("return net")
            ways = (f"{model}, {x}, {y}", f"net={model}, inputs={x}, targets={y}", f"{model}, {x}, targets={y}")
            chosen = self.random.choice(ways)
            self.code.add(
                f"{train}({parameters.call(chosen)})"
                if "=" not in chosen or not _bare(parameters)
                else f"{train}({parameters.call(ways[0])})"
            )
        else:
            self.train(model, x, y)

    def function(self, name: str, style: str, architecture: Architecture, compiled: bool) -> None:
        """``def build_model(...)``; its parameters are left in ``parameters``."""
        self.parameters = Parameters(self.random)
        with self.define(name, "", self.parameters):
            self.model(style, architecture, "net")
            if compiled:
                self.compile("net")
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
                optimizer = f"{self.imports('optimizers.' + self.random.choice(OPTIMIZERS))}({self.random.choice(('learning_rate=', ''))}self.rate)"
                self.code.add(f"model.compile(optimizer={optimizer}, loss='mse')", "return model", "")
            x, y = self.arrays(architecture)
            with self.code.block("def train(self, x, y):"):
                if unset:
                    self.code.add(f"self.{keep} = self._build()")
                self.code.add(
                    f"return self.{keep}.fit(x, y, epochs=self.epochs{self.random.choice(('', ', verbose=0', ', batch_size=4'))})"
                )
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
            self.code.add(f"candidate.compile({self.imports('optimizers.Adam')}(rate), {self.loss()})")
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
            self.code.add("", f"kind = {kind}", "if kind == 'small':", f"    {model} = {first}({call})", "elif kind == 'large':", f"    {model} = {second}()",
                          "else:", "    raise ValueError(kind)")  # fmt: skip
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
        template = self.random.choice(NETWORKS if style == "network" else IDIOMS)
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

    def loss(self) -> str:
        """A loss."""
        return (
            self.random.choice(
                (
                    "'mse'",
                    "'binary_crossentropy'",
                    "'categorical_crossentropy'",
                    "'mae'",
                    "'sparse_categorical_crossentropy'",
                    "loss_object",
                    "loss_function",
                    "loss_logits",
                )
            )
            .replace("loss_object", f"{self.imports('losses.MeanSquaredError')}()" if self.chance(0.3) else "'mse'")
            .replace("loss_function", self.imports("losses.categorical_crossentropy") if self.chance(0.3) else "'mse'")
            .replace(
                "loss_logits",
                f"{self.imports('losses.BinaryCrossentropy')}(from_logits=True)" if self.chance(0.3) else "'mse'",
            )
        )

    def optimizer(self) -> str:
        """An optimizer as an expression; statements it needs are written first."""
        kind = self.random.choice(OPTIMIZERS[:3] if self.chance(0.7) else OPTIMIZERS)
        style = self.random.choice(
            (
                "string",
                "bare",
                "positional",
                "keyword",
                "keyword",
                "more",
                "variable",
                "schedule",
                "lookup",
                "function",
                "later",
                "get",
                "choice",
            )
        )
        rate = self.values.of(self.random.choice(RATES), "learning_rate")
        spelled = self.imports(f"optimizers.{kind}") if style not in ("string", "lookup", "function", "get") else ""
        if style == "string":
            return (
                self.values.of(self.random.choice((kind, kind.lower())), "optimizer")
                if self.chance(0.5)
                else repr(kind.lower())
            )
        if style == "bare":
            return f"{spelled}()"
        if style == "positional":
            return f"{spelled}({rate})"
        if style == "more":
            more = {"SGD": "momentum=0.9, nesterov=True", "Adam": "beta_1=0.9, beta_2=0.98", "RMSprop": "rho=0.8"}.get(
                kind, "clipnorm=1.0"
            )
            return f"{spelled}(learning_rate={rate}, {more})"
        if style == "variable":
            variable = self.names.new("optimizer")
            self.code.add(f"{variable} = {spelled}(learning_rate={rate})")
            return variable
        if style == "schedule":
            schedule = self.random.choice(
                (
                    "ExponentialDecay({}, decay_steps=100, decay_rate=0.9)",
                    "CosineDecay({}, 1000)",
                    "PolynomialDecay(initial_learning_rate={}, decay_steps=10)",
                    "InverseTimeDecay({}, 5, 0.5)",
                )
            ).format(rate)
            made = f"{self.imports('optimizers.schedules.' + schedule.partition('(')[0])}({schedule.partition('(')[2]}"
            variable = self.names.new("schedule")
            self.code.add(f"{variable} = {made}")
            return f"{spelled}({self.random.choice(('', 'learning_rate='))}{variable})"
        if style == "lookup":
            table = self.names.new("OPTIMIZERS")
            self.code.add(
                f"{table} = {{'adam': {self.imports('optimizers.Adam')}, 'sgd': {self.imports('optimizers.SGD')}}}"
            )
            return f"{table}[{self.values.of(self.random.choice(('adam', 'sgd')), 'optimizer')}](learning_rate={rate})"
        if style == "function":
            return f"{self._chooser()}({self.values.of(self.random.choice(('adam', 'sgd')), 'name')}, {rate})"
        if style == "get":
            return f"{self.imports('optimizers.get')}({kind.lower()!r})"
        if style == "choice":
            return f"{spelled}({rate}) if {self.modeller.condition(True)} else {self.imports('optimizers.SGD')}(9.0)"
        variable, lr = self.names.new("opt"), self.names.new("lr")
        self.code.add(f"{lr} = {rate}", f"{variable} = {spelled}(learning_rate={lr})")
        return variable

    def _chooser(self) -> str:
        """A function that makes an optimizer by name."""
        name = self.names.new("make_optimizer")
        lines = [f"def {name}(name, lr=0.1):", "    if name == 'adam':", f"        return {self.imports('optimizers.Adam')}(learning_rate=lr)", "    elif name == 'sgd':",
                 f"        return {self.imports('optimizers.SGD')}(lr, momentum=0.5)", "    raise ValueError(name)", ""]  # fmt: skip
        self.code.add(*lines)
        return name

    def compile(self, model: str) -> None:
        """``model.compile(...)``."""
        optimizer, loss = self.optimizer(), self.loss()
        metrics = self.random.choice(("", "['accuracy']", "['mae', 'mse']", "[metric]", "('accuracy',)")).replace(
            "metric", f"{self.imports('metrics.AUC')}()" if self.chance(0.2) else "'acc'"
        )
        style = self.random.choice(("keyword", "keyword", "positional", "mixed", "spread", "swapped"))
        rest = [f"metrics={metrics}"] if metrics else []
        if style == "positional":
            self.code.add(f"{model}.compile({', '.join([optimizer, loss, *rest])})")
        elif style == "mixed":
            self.code.add(f"{model}.compile({', '.join([optimizer, f'loss={loss}', *rest])})")
        elif style == "spread":
            table = self.names.new("compile_args")
            pairs = [f"'optimizer': {optimizer}", f"'loss': {loss}", *([f"'metrics': {metrics}"] if metrics else [])]
            self.code.add(f"{table} = {{{', '.join(pairs)}}}", f"{model}.compile(**{table})")
        elif style == "swapped":
            self.code.add(f"{model}.compile({', '.join([f'loss={loss}', *rest, f'optimizer={optimizer}'])})")
        else:
            self.code.add(
                f"{model}.compile(",
                *(f"    {part}," for part in (f"optimizer={optimizer}", f"loss={loss}", *rest)),
                ")",
            )

    def train(self, model: str, x: str, y: str, wrap: bool = True) -> None:
        """``model.fit(...)``, plain, in a loop, or batch by batch."""
        style = self.random.choice(("fit", "fit", "fit", "fit", "rounds", "batches", "twice")) if wrap else "fit"
        if style == "batches":
            with self.code.block(f"for epoch in range({self.values.of(3, 'epochs')}):"):
                self.code.add(
                    self.random.choice(
                        (f"loss = {model}.train_on_batch({x}, {y})", f"{model}.train_on_batch(x={x}, y={y})")
                    )
                )
            return
        if style == "rounds":
            with self.code.block(self.random.choice(("for fold in range(3):", "for seed in [1, 2]:", "while True:"))):
                looping = self.code.lines[-1].strip().startswith("while")
                self.code.add(f"history = {model}.fit({', '.join(self.fit_arguments(x, y))})")
                self.code.add(f"score = {model}.evaluate({x}, {y})", *(["break"] if looping else []))
            return
        for _ in range(2 if style == "twice" else 1):
            arguments = self.fit_arguments(x, y)
            target = f"{self.names.new('history')} = " if self.chance(0.5) else ""
            if self.chance(0.3):
                self.code.add(f"{target}{model}.fit(", *(f"    {argument}," for argument in arguments), ")")
            else:
                self.code.add(f"{target}{model}.fit({', '.join(arguments)})")
        if self.chance(0.2):
            self.code.add(f"{model}.evaluate({x}, {y})")

    def fit_arguments(self, x: str, y: str) -> list[str]:
        """The arguments of ``fit``."""
        epochs, batch = (
            self.values.of(self.random.choice((1, 2, 5, 10)), "epochs"),
            self.values.of(self.random.choice((2, 4, 32)), "batch_size"),
        )
        ways = ([x, y], [x, y, batch], [x, y, batch, epochs], [f"x={x}", f"y={y}"], [x, f"y={y}"])
        found = self.random.choice(ways)
        rest = {} if len(found) == 4 else {"epochs": epochs}
        if len(found) == 2 and self.chance(0.5):
            rest["batch_size"] = batch
        if self.chance(0.5):
            rest |= self.random.choice(
                (
                    {"validation_data": f"({x}, {y})"},
                    {"validation_split": self.values.of(0.2, "split")},
                    {"validation_data": f"[{x}, {y}]"},
                )
            )
        if self.chance(0.35):
            rest["callbacks"] = self.callbacks()
        if self.chance(0.3):
            rest["verbose"] = self.random.choice(("0", "1", "2", "False"))
        if self.chance(0.15):
            rest["shuffle"] = self.random.choice(("True", "False"))
        if self.chance(0.1):
            rest["steps_per_epoch"] = self.random.choice((f"len({y}) // 4", "2"))
        if rest and self.chance(0.1):
            table = self.names.new("fit_args")
            pairs = ", ".join(f"{k}={v}" for k, v in rest.items()) if self.chance(0.5) else ""
            self.code.add(
                f"{table} = dict({pairs})"
                if pairs
                else f"{table} = {{{', '.join(f'{k!r}: {v}' for k, v in rest.items())}}}"
            )
            return [*found, f"**{table}"]
        return [*found, *(f"{k}={v}" for k, v in rest.items())]

    def callbacks(self) -> str:
        """A list of callbacks as an expression."""
        makers = (
            lambda: (
                f"{self.imports('callbacks.EarlyStopping')}(patience={self.values.of(3, 'patience')}, restore_best_weights=True)"
            ),
            lambda: f"{self.imports('callbacks.ReduceLROnPlateau')}(monitor='val_loss', factor=0.5)",
            lambda: f"{self.imports('callbacks.ModelCheckpoint')}('best.keras', save_best_only=True)",
            lambda: f"{self.imports('callbacks.TerminateOnNaN')}()",
            lambda: f"{self.imports('callbacks.LearningRateScheduler')}(lambda epoch: 0.1 / (epoch + 1))",
        )
        made = [maker() for maker in self.random.sample(makers, self.random.randint(1, 3))]
        style = self.random.choice(("list", "list", "variables", "appended", "conditional", "own"))
        if style == "variables":
            variables = []
            for text in made:
                variables.append(self.names.new("callback"))
                self.code.add(f"{variables[-1]} = {text}")
            return f"[{', '.join(variables)}]"
        if style == "appended":
            table = self.names.new("watchers")
            self.code.add(
                f"{table} = []",
                *(self.random.choice((f"{table}.append({text})", f"{table} += [{text}]")) for text in made),
            )
            return table
        if style == "conditional":
            table = self.names.new("watchers")
            self.code.add(f"{table} = [{made[0]}]")
            if made[1:]:
                self.code.add(f"if {self.modeller.condition(self.chance(0.5))}:", f"    {table}.append({made[1]})")
            return table
        if style == "own":
            cls = self.names.new("Logger")
            with (
                self.code.block(f"class {cls}({self.imports('callbacks.Callback')}):"),
                self.code.block("def on_epoch_end(self, epoch, logs=None):"),
            ):
                self.code.add("print(epoch, logs)")
            return f"[{cls}(), {', '.join(made)}]"
        return f"[{', '.join(made)}]"


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
