"""Data, ``compile`` and ``fit`` in the ways people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oracle.models import Modeller

OPTIMIZERS = ("Adam", "SGD", "RMSprop", "Adagrad", "Adamax", "Nadam", "AdamW", "Adadelta")
RATES = (0.5, 0.1, 0.05, 0.01, 0.005, 0.001, 3e-4, 1e-4, 1e-05)
LOSSES = ("mse", "mae", "binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy")
MORE = {"SGD": "momentum=0.9, nesterov=True", "Adam": "beta_1=0.9, beta_2=0.98", "RMSprop": "rho=0.8"}
SCHEDULES = (
    ("ExponentialDecay", "{}, decay_steps=100, decay_rate=0.9"),
    ("CosineDecay", "{}, 1000"),
    ("PolynomialDecay", "initial_learning_rate={}, decay_steps=10"),
    ("InverseTimeDecay", "{}, 5, 0.5"),
)


class Fitting:
    """Writes how a model is compiled and trained."""

    def __init__(self, modeller: Modeller) -> None:
        self.modeller = modeller
        self.random = modeller.random
        self.imports = modeller.imports
        self.values = modeller.writer.values
        self.names = modeller.names
        self.code = modeller.code

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.random.random() < share

    def loss(self) -> str:
        """A loss."""
        choice = self.random.randrange(9)
        if choice == 0:
            return f"{self.imports('losses.MeanSquaredError')}()"
        if choice == 1:
            return self.imports("losses.categorical_crossentropy")
        if choice == 2:
            return f"{self.imports('losses.BinaryCrossentropy')}(from_logits=True)"
        return repr(self.random.choice(LOSSES))

    def optimizer(self) -> str:
        """An optimizer as an expression; statements it needs are written first."""
        kind = self.random.choice(OPTIMIZERS[:3] if self.chance(0.7) else OPTIMIZERS)
        rate = self.values.of(self.random.choice(RATES), "learning_rate")
        way = self.random.choice(
            (self._by_name, self._plain, self._plain, self._kept, self._scheduled, self._looked_up)
        )
        return way(kind, rate)

    def _by_name(self, kind: str, rate: str) -> str:
        ways = (repr(kind), repr(kind.lower()), self.values.of(kind.lower(), "optimizer"))
        return self.random.choice((*ways, f"{self.imports('optimizers.get')}({kind.lower()!r})"))

    def _plain(self, kind: str, rate: str) -> str:
        spelled = self.imports(f"optimizers.{kind}")
        more = MORE.get(kind, "clipnorm=1.0")
        ways = (f"({rate})", f"(learning_rate={rate})", f"(learning_rate={rate}, {more})", f"({rate}, {more})", "()")
        made = spelled + self.random.choice(ways)
        if self.chance(0.1):
            return f"{made} if {self.modeller.condition(True)} else {self.imports('optimizers.SGD')}(9.0)"
        return made

    def _kept(self, kind: str, rate: str) -> str:
        variable, lr = self.names.new("optimizer"), self.names.new("lr")
        self.code.add(f"{lr} = {rate}", f"{variable} = {self.imports(f'optimizers.{kind}')}(learning_rate={lr})")
        return variable

    def _scheduled(self, kind: str, rate: str) -> str:
        name, arguments = self.random.choice(SCHEDULES)
        variable = self.names.new("schedule")
        self.code.add(f"{variable} = {self.imports(f'optimizers.schedules.{name}')}({arguments.format(rate)})")
        return f"{self.imports(f'optimizers.{kind}')}({self.random.choice(('', 'learning_rate='))}{variable})"

    def _looked_up(self, kind: str, rate: str) -> str:
        name = self.values.of(self.random.choice(("adam", "sgd")), "optimizer")
        if self.chance(0.5):
            return f"{self._chooser()}({name}, {rate})"
        table = self.names.new("OPTIMIZERS")
        adam, sgd = self.imports("optimizers.Adam"), self.imports("optimizers.SGD")
        self.code.add(f"{table} = {{'adam': {adam}, 'sgd': {sgd}}}")
        return f"{table}[{name}](learning_rate={rate})"

    def _chooser(self) -> str:
        """A function that makes an optimizer by name."""
        name = self.names.new("make_optimizer")
        with self.code.block(f"def {name}(name, lr=0.1):"):
            self.code.add("if name == 'adam':", f"    return {self.imports('optimizers.Adam')}(learning_rate=lr)")
            self.code.add("elif name == 'sgd':", f"    return {self.imports('optimizers.SGD')}(lr, momentum=0.5)")
            self.code.add("raise ValueError(name)")
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
        patience = self.values.of(3, "patience")
        known = (
            ("EarlyStopping", f"patience={patience}, restore_best_weights=True"),
            ("ReduceLROnPlateau", "monitor='val_loss', factor=0.5"),
            ("ModelCheckpoint", "'best.keras', save_best_only=True"),
            ("TerminateOnNaN", ""),
            ("LearningRateScheduler", "lambda epoch: 0.1 / (epoch + 1)"),
        )
        chosen = self.random.sample(known, self.random.randint(1, 3))
        made = [f"{self.imports(f'callbacks.{name}')}({arguments})" for name, arguments in chosen]
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
