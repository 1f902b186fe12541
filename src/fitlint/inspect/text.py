"""What the reader understood, for people: models as trees, and below each number the places it came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.text import Text

from fitlint.inspect import values
from fitlint.inspect.models import Models
from fitlint.inspect.tree import tree
from fitlint.report.lines import GUTTER, QUIET, STRONG, UNSURE, hanging
from fitlint.report.text import clean, clean_words, counted, listed
from fitlint.shapes import infer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fitlint.finding import Site
    from fitlint.program import (
        Anchor,
        Compile,
        Component,
        Fact,
        Gap,
        LabelCounts,
        Loop,
        Model,
        Optimizer,
        Program,
        Step,
        Training,
    )
    from fitlint.shapes import Shapes

_KIND = {"sequential": "Sequential", "functional": "functional", "subclass": "subclass", "opaque": "not looked into"}
_METHOD = {"tape": "GradientTape"}
_HELD_OUT = ("validation_data", "validation_split")
_DATA = frozenset({"x", "y", "generator"})
_LOOP = {"folds": "the folds of a cross-validation", "unknown": "something unknown", "while": "a condition (while)"}


class _Row(NamedTuple):
    """A name, what is known under it, and the places that came from, nearest first."""

    name: str
    text: str
    steps: tuple[Step, ...] = ()
    style: str = ""


def page(program: Program, site: Callable[[Anchor], Site], width: int) -> Iterator[Text]:
    """Yield the lines of the report on ``program``; ``width`` is in cells."""
    return _Page(program, site, width).lines()


class _Page:
    def __init__(self, program: Program, site: Callable[[Anchor], Site], width: int) -> None:
        self._program = program
        self._site = site
        self._width = width
        self._models = Models(program)

    def lines(self) -> Iterator[Text]:
        program = self._program
        contents = [
            counted(len(found), noun)
            for found, noun in ((self._models, "model"), (program.compiles, "compile"), (program.trainings, "training"))
            if len(found)
        ]
        yield Text.assemble((clean(program.filename), STRONG), ": ", listed(contents) or "no Keras model, no training")
        if program.snippet:
            yield Text("  Names of Keras that nothing here defines are taken at their word.", QUIET)
        for gap in program.partial:
            where = f"at {self._short(gap.anchor)}: " if gap.anchor else ""
            lead = Text("  Reading stopped early  ", UNSURE)
            yield from hanging(lead, f"{where}{clean_words(gap.why)}", self._width)
        for model in self._models:
            yield from self._model(model)
        for counts in program.label_counts:
            yield from self._label_counts(counts)
        unknown = (*program.lost, *program.gaps)
        if unknown:
            yield Text()
            yield Text("Unknown", STRONG)
            yield from self._gaps(unknown)

    def _model(self, model: Model) -> Iterator[Text]:
        number = self._models.number(model)
        name = f' "{clean(model.name)}"' if model.name else ""
        yield from self._heading(f"Model {number + 1}{name}", _KIND[model.kind], model.anchor)
        facts = sorted(model.uses)
        if model.builder:
            facts.insert(0, f"built by {clean(model.builder)}")
        if model.own_train_step:
            facts.append("has its own train_step")
        if facts:
            yield Text(f"  {', '.join(facts)}", QUIET)
        shapes = infer(model)
        yield from tree(model, shapes, self._short, self._width)
        if model.layers and model.kind != "opaque":
            yield from self._table(list(_totals(shapes)))
        yield from self._gaps(model.gaps)
        for compiled in self._program.compiles:
            if self._models.number(compiled.model) == number:
                yield from self._compile(compiled, number)
        for training in self._program.trainings:
            if self._models.number(training.model) == number:
                yield from self._training(training, number)

    def _compile(self, compiled: Compile, number: int) -> Iterator[Text]:
        note = "replaced before any training" if compiled.replaced else ""
        yield from self._heading(f"Compile of model {number + 1}", note, compiled.anchor)
        rows = [row for optimizer in compiled.optimizers for row in self._optimizer(optimizer)]
        rows += [
            _fact_row(name, fact)
            for name, fact in compiled.args.items()
            if name != "optimizer" or not compiled.optimizers
        ]
        yield from self._table(rows)

    def _optimizer(self, optimizer: Optimizer) -> Iterator[_Row]:
        yield _Row("optimizer", f"{clean(optimizer.name)}  {self._short(optimizer.anchor)}")
        rates = {"learning_rate", "lr"} if optimizer.rate or optimizer.schedule else set()
        if optimizer.rate:
            yield _fact_row("  learning_rate", optimizer.rate)
        if optimizer.schedule:
            yield _Row("  learning_rate", values.component(optimizer.schedule))
        for name, fact in optimizer.args.items():
            if name not in rates:
                yield _fact_row(f"  {name}", fact)
        for anchor in optimizer.rate_changes:
            yield _Row("  learning_rate", f"assigned again {self._short(anchor)}")

    def _training(self, training: Training, number: int) -> Iterator[Text]:
        note = "" if training.certain else "only in some runs"
        yield from self._heading(
            f"Training of model {number + 1} with {_METHOD.get(training.method, training.method)}",
            note,
            training.anchor,
        )
        rows = [_Row("x", values.data(training.x))] if training.x else []
        if training.y:
            rows.append(_Row("y", "the same as x" if values.same(training.x, training.y) else values.data(training.y)))
        if not training.compile:
            rows += [row for optimizer in training.optimizers for row in self._optimizer(optimizer)]
        told = _DATA.union(_HELD_OUT, ("callbacks",))
        rows += [_fact_row(name, fact) for name, fact in training.args.items() if name not in told]
        rows += [_validation(training), *_callbacks(training)]
        rows += [_Row("inside", _loop(loop)) for loop in training.loops]
        if training.evaluated:
            rows.append(_Row("afterwards", "evaluated on other data"))
        if training.open:
            rows.append(_Row("arguments", "more may come through * or **", style=UNSURE))
        yield from self._table(rows)

    def _label_counts(self, counts: LabelCounts) -> Iterator[Text]:
        yield from self._heading("Label counts", clean(counts.key), counts.anchor)
        rows = [_Row(clean(label), values.number(count)) for label, count in counts.counts]
        numbers = [count for _, count in counts.counts if count > 0]
        if len(numbers) > 1:
            rows.append(_Row("ratio", f"{max(numbers) / min(numbers):.3g} : 1"))
        if counts.loaded:
            rows.append(_Row("loaded", self._short(counts.loaded)))
        yield from self._table(rows)

    def _heading(self, title: str, note: str, anchor: Anchor) -> Iterator[Text]:
        yield Text()
        lead, place = Text.assemble((title, STRONG), f", {note}" if note else ""), self._place(anchor)
        if lead.cell_len + 2 + len(place) <= self._width:
            yield lead.append(f"  {place}", QUIET)
        else:
            yield lead
            yield Text(f"  {place}", QUIET)

    def _table(self, rows: Sequence[_Row]) -> Iterator[Text]:
        column = max((len(row.name) for row in rows), default=0)
        for row in rows:
            lead = Text(f"  {row.name:<{column}}  ")
            yield from hanging(lead, row.text, self._width, row.style)
            for step in row.steps:
                arrow = Text.assemble(" " * lead.cell_len, ("← ", GUTTER), (f"{self._place(step.anchor)}  ", QUIET))
                yield from hanging(arrow, clean_words(step.text), self._width)

    def _gaps(self, gaps: Sequence[Gap]) -> Iterator[Text]:
        for gap in gaps:
            where = f"{self._short(gap.anchor)} " if gap.anchor else ""
            yield from hanging(Text.assemble("  ", ("? ", UNSURE), (where, QUIET)), clean_words(gap.why), self._width)

    def _place(self, anchor: Anchor) -> str:
        site = self._site(anchor)
        cell = "" if site.cell is None else f"cell {site.cell}:"
        return f"{clean(site.filename)}:{cell}{site.row}"

    def _short(self, anchor: Anchor) -> str:
        """Return the place without the path when that is the script itself."""
        return self._place(anchor).removeprefix(clean(self._program.filename))


def _fact_row(name: str, fact: Fact) -> _Row:
    text = values.fact(fact)
    if fact.overridable:
        text += " by default"
    if fact.swept and fact.options:
        text += ", one of those a loop or a search tries"
    return _Row(clean(name), text, fact.origin, "" if fact.options else UNSURE)


def _totals(shapes: Shapes) -> Iterator[_Row]:
    if shapes.params is None:
        yield _Row("Total params", f"unknown ({clean_words(shapes.why)})", style=UNSURE)
        return
    rows = {"Total params": shapes.params, "Trainable params": shapes.trainable, "Non-trainable params": shapes.fixed}
    texts = {name: "unknown" if number is None else f"{number:,}" for name, number in rows.items()}
    width = max(map(len, texts.values()))
    for name, text in texts.items():
        yield _Row(name, f"{text:>{width}}")


def _validation(training: Training) -> _Row:
    written = [(name, training.args[name]) for name in _HELD_OUT if name in training.args]
    if not written:
        return _Row("validation", "not known" if training.open else "none", style=UNSURE if training.open else "")
    text = ", ".join(f"{name}={values.fact(fact)}" for name, fact in written)
    return _Row("validation", text, tuple(step for _, fact in written for step in fact.origin))


def _callbacks(training: Training) -> Iterator[_Row]:
    for number, callback in enumerate(training.callbacks):
        yield _Row("" if number else "callbacks", _callback(callback))
    if training.callbacks_open:
        yield _Row("" if training.callbacks else "callbacks", "and others that are not known", style=UNSURE)


def _callback(callback: Component) -> str:
    traits = "".join(f", {clean(trait.replace('_', ' '))}" for trait in sorted(callback.traits))
    return values.component(callback) + ("" if callback.keras else ", not from Keras") + traits


def _loop(loop: Loop) -> str:
    times = "" if loop.rounds is None else f", {counted(loop.rounds, 'time')}"
    return f"a loop over {_LOOP.get(loop.kind, f'a {loop.kind}')}{times}" + (
        ", which evaluates" if loop.evaluates else ""
    )
