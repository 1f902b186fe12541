"""The typed picture of what a script will train.

The reader fills it in, the checks judge it, ``inspect`` prints it. No syntax appears here and nothing is imported but
the standard library. Whatever the reader could not resolve is an empty :class:`Fact` with the reason in ``why``; a rule
that needs it stays silent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf, prod
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Scalar = bool | int | float | str | None


@dataclass(frozen=True, slots=True, eq=False)
class Anchor:
    """A place in a source, located only when something is printed there.

    ``node`` is the reader's own handle (a syntax node, or a :class:`Span` in a configuration file); ``symbol`` names
    the enclosing function or class and keeps fingerprints stable when lines move.
    """

    filename: str
    node: object = field(repr=False)
    symbol: str = ""


class Span(NamedTuple):
    """An exact place in a configuration file: 1-based rows and columns (code points), end column exclusive."""

    row: int
    column: int
    end_row: int
    end_column: int


class Step(NamedTuple):
    """One link of the chain a value came through.

    ``lr = cfg["lr"]`` at train.py:40, then ``lr: 0.5`` at config.yaml:3.
    """

    anchor: Anchor
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """What is known about one argument or number.

    ``options`` lists every value it can have (scalars, tuples, :class:`Component`, :class:`Data`); empty means unknown,
    and ``why`` says why. ``anchor`` is where the value stands in the call that uses it, ``origin`` the chain of places
    it came from, nearest first. ``overridable``: a default that whoever runs the script can replace (a command-line
    option, a function's parameter). ``swept``: one of several values that a loop or a search tries one after the other.
    """

    options: tuple[object, ...] = ()
    why: str = ""
    anchor: Anchor | None = None
    origin: tuple[Step, ...] = ()
    overridable: bool = False
    swept: bool = False

    @property
    def known(self) -> bool:
        """Whether exactly one value is possible."""
        return len(self.options) == 1

    @property
    def value(self) -> object:
        """The single possible value. Raises ``ValueError`` when there is none or more than one."""
        if len(self.options) != 1:
            raise ValueError(self.why or "several values are possible")
        return self.options[0]

    @property
    def numbers(self) -> tuple[float, ...]:
        """Every possible value as a number; empty unless all of them are numbers."""
        found = tuple(float(o) for o in self.options if isinstance(o, (int, float)) and not isinstance(o, bool))
        return found if len(found) == len(self.options) else ()


@dataclass(frozen=True, slots=True, eq=False)
class Component:
    """A Keras object that is not a layer, model or optimizer.

    A regularizer, initializer, schedule, loss, metric or callback.

    ``kind`` is the Keras class or function name (``"EarlyStopping"``); for anything else its own name, with ``keras``
    False. ``traits`` are facts read from the project's own code, such as ``"sets_learning_rate"`` of a callback class.
    ``"takes_objects"`` of something unread that was given data or a model. ``result`` is the number that the function
    of a LearningRateScheduler returns in every epoch; one that returns the rate it is given has the trait
    ``"keeps_rate"``.
    """

    kind: str
    args: Mapping[str, Fact]
    anchor: Anchor | None
    keras: bool = True
    traits: frozenset[str] = frozenset()
    result: Fact | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Activation:
    """An activation by Keras name (``"relu"``, ``"linear"``), and where it is written.

    An unknown one has the name ``"?"``.
    """

    name: str
    anchor: Anchor | None


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """One node of a model graph.

    ``kind`` is the Keras class name (``"Dense"``) or the name of a tensor function (``"op:multiply"``,
    ``"op:sigmoid"``; ``"op:either"`` joins alternatives of which one is taken, ``"op:data"`` is an array merged with
    tensors). Something opaque is a ``"backbone"`` (a ready-made model), ``"custom"`` (the user's own layer) or
    ``"unknown"``, and ``opaque`` names it. ``inputs`` are indexes into ``Model.layers``, ``roles`` the parameters they
    are given to (``"query"``), empty when none is named. ``certain`` is False for a layer that only some runs add (an
    unknown branch, a loop of unknown length). ``wrapper`` is the layer around it (``"TimeDistributed"``), ``scope``
    names the nested models it stands in, outermost first. ``shared`` numbers the layer object: two nodes with the same
    number are one layer called twice.
    """

    kind: str
    args: Mapping[str, Fact]
    anchor: Anchor
    inputs: tuple[int, ...] = ()
    certain: bool = True
    name: str = ""
    scope: tuple[str, ...] = ()
    wrapper: str = ""
    opaque: str = ""
    shared: int = -1
    activation: Activation | None = None
    trainable: bool = True
    output: bool = False
    roles: tuple[str, ...] = ()

    def arg(self, name: str) -> Fact | None:
        """The argument as written, or None when it is left at its default."""
        return self.args.get(name)


class Gap(NamedTuple):
    """Something the reader could not resolve, and why.

    ``layer`` is the index of the layer of kind ``"unknown"`` that stands for it in a model, None when nobody knows
    where it belongs.
    """

    anchor: Anchor | None
    why: str
    layer: int | None = None


ModelKind = Literal["sequential", "functional", "subclass", "opaque"]


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A model as it stands when it is used: a graph of layers in topological order, nested models laid open.

    ``gaps`` says what may be missing; ``complete`` is True when nothing is. ``uses`` holds ``"compiled"``,
    ``"trained"``, ``"returned"`` (leaves the module through a builder nobody here calls). ``own_train_step``: the class
    brings its own ``train_step``. ``builder`` names the function that built it. ``"own_loss"`` among the uses: it adds
    a loss of its own; ``"loaded"``: saved weights are loaded into it; ``"applied"``: it evaluates or predicts here;
    ``"steered"``: a library trains what its builder makes, with callbacks; ``"resumed"``: it is loaded from a file
    that the script writes; ``"handed"``: it is given to code that is not read, which may train it.
    ``number`` tells the model objects of one program apart.
    """

    kind: ModelKind
    anchor: Anchor
    layers: tuple[Layer, ...] = ()
    outputs: tuple[int, ...] = ()
    gaps: tuple[Gap, ...] = ()
    name: str = ""
    builder: str = ""
    own_train_step: bool = False
    uses: frozenset[str] = frozenset()
    number: int = -1

    def consumers(self) -> tuple[tuple[int, ...], ...]:
        """For each layer the layers it feeds, as indexes."""
        found: list[list[int]] = [[] for _ in self.layers]
        for index, layer in enumerate(self.layers):
            for source in layer.inputs:
                found[source].append(index)
        return tuple(tuple(targets) for targets in found)

    @property
    def complete(self) -> bool:
        """Whether every layer of the model is known."""
        return not self.gaps

    @property
    def placed(self) -> bool:
        """Whether all that is not known stands in its place in the graph, so that what stands elsewhere is certain."""
        return all(gap.layer is not None for gap in self.gaps)

    @property
    def judged(self) -> bool:
        """Whether rules look at it: it is compiled, trained, or handed to whoever imports this module.

        Not when it only loads weights.
        """
        if "loaded" in self.uses and "trained" not in self.uses:
            return False
        return bool(self.uses & {"compiled", "trained", "returned"})


@dataclass(frozen=True, slots=True, eq=False)
class Optimizer:
    """An optimizer that trains a Keras model. ``name`` is the Keras class name (``"Adam"``).

    ``rate`` is the constant learning rate when one is written, None when it is left at the default. ``schedule`` is the
    schedule object, if any. ``rate_changes`` are the places that assign the learning rate after construction.
    """

    name: str
    args: Mapping[str, Fact]
    anchor: Anchor
    rate: Fact | None = None
    schedule: Component | None = None
    rate_changes: tuple[Anchor, ...] = ()


class Loss(NamedTuple):
    """A loss of Keras, for one output of a model.

    ``kind`` is the Keras class name (``"BinaryCrossentropy"``), however it is written. ``from_logits`` says whether it
    takes logits rather than probabilities, None when that is not known.
    ``overridable``: a default that whoever runs the script can replace.
    """

    kind: str
    from_logits: bool | None
    anchor: Anchor
    overridable: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Compile:
    """A ``compile`` call. ``optimizers`` lists every optimizer it may get; empty when that is not known.

    ``replaced``: another compile takes its place before anything is trained. ``losses`` has an entry for each of the
    model's outputs: its loss, or None for one that is not Keras' own or not known.
    """

    anchor: Anchor
    model: Model
    args: Mapping[str, Fact]
    optimizers: tuple[Optimizer, ...] = ()
    replaced: bool = False
    losses: tuple[Loss | None, ...] = ()


class Interval(NamedTuple):
    """Between which numbers data lie.

    None at an end that is not known, an infinity where they go beyond any limit (standardized data).
    """

    low: float | None
    high: float | None

    def inside(self, low: float, high: float) -> bool | None:
        """Whether all of it lies between two numbers; None when that is not known."""
        if (self.low is not None and self.low < low) or (self.high is not None and self.high > high):
            return False
        beyond = (self.low is None and low > -inf) or (self.high is None and high < inf)
        return None if beyond else True


Encoding = Literal["integer", "multi_hot", "one_hot"]


class Labels(NamedTuple):
    """What is known of data as class labels.

    ``encoding`` is ``"integer"`` (the number of a class for each sample, shape ``(n,)`` or ``(n, 1)``), ``"one_hot"``
    (a row of zeros and a single one for each sample, shape ``(n, classes)``) or ``"multi_hot"`` (a row with any number
    of ones: several labels at once). ``classes`` is how many classes there are, None when that is not known.
    ``anchor`` is the call that tells; ``source`` names it.
    """

    encoding: Encoding
    classes: int | None
    anchor: Anchor
    source: str


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """An array, dataset or generator that flows into a training call.

    ``kind`` is the path that leads to it (``"numpy.load()"``, ``"project.Batches"`` for the project's own generators).
    ``traits`` are facts about it: ``"random"`` (pure noise), ``"constant"`` (zeros, ones), ``"literal"`` (typed into
    the script), ``"augmented"``, ``"resampled"`` (over- or under-sampled, rejection-resampled, weighted sampling),
    ``"weighted"`` (carries sample weights), ``"predicted"`` (made by a model), ``"one_batch"``, ``"rows:N"`` (cut to N
    rows), ``"as_read"`` (columns of a file, never computed with). ``noise`` numbers the random sources it purely
    consists of. Two values with the same ``identity`` are the same data. ``rows`` is how many samples it holds and
    ``columns`` how many numbers each of them has, when that is known. ``labels`` is what is known of it as class
    labels, ``targets`` what is known of the labels that a dataset or generator brings along. ``files`` are the paths it
    was read from, as the script writes them; ``handed`` are the lists and mappings, as :attr:`LabelCounts.written`
    numbers them, that calls nobody reads got on the way. ``values`` is the range of its numbers, None when nothing is
    known of it. ``handle`` is the reader's own, from which it can tell the :class:`Recipe`. ``origins`` numbers the
    calls that they begin with, such as the reading of a file; None where some are not known. ``computed``: nothing is
    read, all comes from literals and functions that compute.
    """

    kind: str
    traits: frozenset[str] = frozenset()
    anchor: Anchor | None = None
    noise: frozenset[int] = frozenset()
    identity: int = 0
    rows: int | None = None
    columns: int | None = None
    labels: Labels | None = None
    targets: Labels | None = None
    handle: object = field(default=None, repr=False)
    files: tuple[str, ...] = ()
    handed: frozenset[int] = frozenset()
    history: Callable[[], bool] | None = field(default=None, repr=False)
    values: Interval | None = None
    origins: frozenset[int] | None = None
    computed: bool = False

    @property
    def resampled(self) -> bool:
        """Whether its classes were over- or undersampled: here, or by the script of the project that wrote its files.

        That script is read when this is asked.
        """
        return "resampled" in self.traits or (self.history is not None and self.history())

    @property
    def meaningless(self) -> bool:
        """Whether it is pure noise, or the same number throughout."""
        return bool(self.noise) and bool(self.traits & {"random", "constant"})


class Unclear(Exception):  # noqa: N818 - it reads as what it says
    """Data whose making is not understood, or reaches beyond what is repeated. The message says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Recipe:
    """How an array comes about, in steps of a closed list, so that it can be made again without running the script.

    ``step`` is one of those in :mod:`fitlint.reader.recipes`, ``sources`` are what it works on, ``settings`` its plain
    arguments: scalars, None, and tuples of them.
    """

    step: str
    sources: tuple[Recipe, ...] = ()
    settings: Mapping[str, object] = field(default_factory=dict)


class Loop(NamedTuple):
    """A loop around a training call.

    What it runs over (``"folds"``, ``"range"``, ``"list"``, ``"unknown"``, ``"while"``), how often, when known.

    ``evaluates``: other data than the training data go through the model inside the same loop. ``rebuilds``: each round
    builds the model anew. ``varies``: rounds may differ in settings or data; False for mere repetitions.
    """

    anchor: Anchor
    kind: str
    rounds: int | None = None
    evaluates: bool = False
    rebuilds: bool = False
    varies: bool = True


TrainingMethod = Literal["fit", "fit_generator", "train_on_batch", "tape"]


@dataclass(frozen=True, slots=True, eq=False)
class Training:
    """One place where a Keras model is trained, with the model as it stands there.

    ``args`` are the arguments of the call by their Keras name; ``open`` is True when ``**kwargs`` or ``*args`` of
    unknown content may carry more. ``callbacks_open``: the callback list holds something unresolved. ``evaluated``: the
    script also puts other data through the model. ``certain`` is False when only some runs get here. ``reproduces``: x
    and y are the same data, or x is made from y, as in a denoising autoencoder. ``losses`` are those of a GradientTape
    loop that hands them the model's output as it is. ``watched``: a callback puts other data through the model, or
    through its layers, during the epochs. ``weights`` is how many numbers the model learns, where that is known and the
    number of samples as well.
    """

    method: TrainingMethod
    anchor: Anchor
    model: Model
    args: Mapping[str, Fact]
    compile: Compile | None = None
    optimizers: tuple[Optimizer, ...] = ()
    open: bool = False
    callbacks: tuple[Component, ...] = ()
    callbacks_open: bool = False
    x: Data | None = None
    y: Data | None = None
    loops: tuple[Loop, ...] = ()
    evaluated: bool = False
    certain: bool = True
    function: str = ""
    reproduces: bool = False
    losses: tuple[Loss | None, ...] = ()
    watched: bool = False
    weights: int | None = None

    @property
    def smoke_test(self) -> bool:
        """Whether x and y are noise or constants without a relation: nobody means to learn from that."""
        x, y = self.x, self.y
        if x is None or not x.meaningless:
            return False
        return y is None or (y.meaningless and not x.noise & y.noise)

    @property
    def held_rate(self) -> Fact | None:
        """The learning rate that a callback sets in every epoch, always the same, whatever the optimizer was given."""
        return next((callback.result for callback in self.callbacks if callback.result is not None), None)

    @property
    def rows(self) -> int | None:
        """The most samples it can be trained on, when that is known."""
        data = [data for data in (self.x, self.y) if data is not None]
        cut = [int(trait[5:]) for one in data for trait in one.traits if trait.startswith("rows:")]
        return min([*cut, *(one.rows for one in data if one.rows is not None)], default=None)

    @property
    def most_epochs(self) -> float | None:
        """The most epochs it trains one model for, rounds of loops included; None when that is not known."""
        epochs = self.args.get("epochs")
        if self.open or (epochs is not None and (not epochs.numbers or epochs.overridable)):
            return None
        rounds = [loop.rounds for loop in self.loops if not loop.rebuilds]
        if None in rounds:
            return None
        return (1 if epochs is None else max(epochs.numbers)) * prod(count for count in rounds if count is not None)

    @property
    def most_steps(self) -> float | None:
        """The most updates of one model, when epochs and steps of an epoch are known."""
        epochs, given = self.most_epochs, self.args.get("steps_per_epoch")
        found = [
            int(trait[6:]) for trait in (self.x.traits if self.x is not None else ()) if trait.startswith("steps:")
        ]
        if given is not None and given.numbers and not given.overridable:
            found.append(int(max(given.numbers)))
        return epochs * min(found) if epochs is not None and found else None

    @property
    def single_epoch(self) -> bool:
        """Whether ``epochs=1`` is written, and nobody can override it."""
        epochs = self.args.get("epochs")
        return epochs is not None and epochs.numbers == (1.0,) and not epochs.overridable

    @property
    def labels(self) -> Labels | None:
        """What is known of the targets as class labels: ``y`` itself, or what a dataset brings along."""
        if "y" in self.args:
            return self.y.labels if self.y is not None else None
        return self.x.targets if self.x is not None else None


@dataclass(frozen=True, slots=True, eq=False)
class LabelCounts:
    """Class counts or shares declared in a configuration file or a literal.

    ``key`` is the dotted path (``data.class_counts``); ``counts`` pairs a label with its count or share; ``loaded`` is
    where the script reads the file, None for a literal. ``written`` numbers the place of the list or mapping, 0 for a
    single number.
    """

    key: str
    counts: tuple[tuple[str, float], ...]
    anchor: Anchor
    loaded: Anchor | None = None
    written: int = 0

    def matches(self, patterns: Sequence[str]) -> bool:
        """Whether the key ends as one of the patterns says, whatever the case.

        ``*`` is any one key, ``[]`` the items of a list.
        """
        parts = _parts(self.key)
        return any(_ends(parts, _parts(pattern)) for pattern in patterns)


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """Everything a script builds and trains.

    ``partial`` says where reading stopped and why; empty when everything was read. ``snippet``: names of Keras that
    nothing imports, or only a star import that cannot be read, were taken at their word. ``lost`` are ``fit`` and
    ``compile`` calls on something whose type is not known; ``validates_unread``: such a ``fit`` is given validation
    data.
    """

    filename: str
    models: tuple[Model, ...] = ()
    compiles: tuple[Compile, ...] = ()
    trainings: tuple[Training, ...] = ()
    label_counts: tuple[LabelCounts, ...] = ()
    gaps: tuple[Gap, ...] = ()
    partial: tuple[Gap, ...] = ()
    snippet: bool = False
    lost: tuple[Gap, ...] = ()
    validates_unread: bool = False
    _trained: dict[tuple[str, int], list[Training]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for training in self.trainings:
            self._trained.setdefault(("object", training.model.number), []).append(training)
            self._trained.setdefault(("place", id(training.model.anchor.node)), []).append(training)

    def trainings_of(self, model: Model) -> tuple[Training, ...]:
        """The calls that train a model, in whatever state it was then.

        Where none does, those of its siblings from the same builder: they show how such a model is trained here.
        """
        own = self._trained.get(("object", model.number), [])
        return tuple(own or self._trained.get(("place", id(model.anchor.node)), []))

    def compiles_of(self, model: Model) -> tuple[Compile, ...]:
        """The ``compile`` calls of a model."""
        return tuple(compiled for compiled in self.compiles if compiled.model.number == model.number)


def _parts(key: str) -> list[str]:
    return key.lower().replace("[]", ".[]").split(".")


def _ends(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    tail = parts[-len(pattern) :]
    return len(tail) == len(pattern) and all(want in ("*", part) for part, want in zip(tail, pattern, strict=True))
