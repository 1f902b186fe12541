"""FIT201 large-fixed-learning-rate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from fitlint.finding import Claim
from fitlint.topology import LEARNING
from fitlint.vocabulary import DENSE, EMBEDDING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from fitlint.finding import Confidence, Severity
    from fitlint.program import Anchor, Component, Fact, Loss, Model, Optimizer, Program, Training

# Products of tensors, in which weights of the script's own may stand.
PRODUCTS = frozenset({"op:dot", "op:einsum", "op:matmul", "op:tensordot"})
MORE = PRODUCTS | frozenset({"custom", "unknown"})
LINEAR = PRODUCTS | DENSE
# Where a layer says how large its input is, and what stands in front of the sizes.
INPUT_SIZES = {"shape": 0, "input_shape": 0, "input_dim": 0, "batch_shape": 1, "batch_input_shape": 1}
ROUNDING = 1e-9
# What the callbacks do when nothing is said (Keras documentation of ReduceLROnPlateau and EarlyStopping).
PLATEAU_PATIENCE, STOP_PATIENCE, MONITOR, EPOCHS = 10, 0, "val_loss", 1
IN_TIME = (
    "Start at the optimizer's default, or lower the rate in time: a shorter `patience` for ReduceLROnPlateau, and "
    "several epochs more for EarlyStopping."
)
UPWARDS = (
    "Start lower, or let the rate rise over the first steps (`CosineDecay` has `warmup_target` and `warmup_steps`)."
)


class Use(NamedTuple):
    """What trainings do with the rate of their optimizer.

    ``changes``: a callback of theirs changes it, or may. ``smoke``: nobody means to learn from any of them. ``held``:
    the number that a callback sets it to in every epoch. ``idle``: a callback that would lower it too late.
    ``columns``: how many numbers a sample has.
    """

    changes: bool = False
    smoke: bool = True
    trained: bool = False
    held: Fact | None = None
    idle: tuple[tuple[Anchor, str], ...] = ()
    columns: int | None = None

    def joined(self, other: Use) -> Use:
        """Both of them together."""
        return Use(
            self.changes or other.changes,
            self.smoke and other.smoke,
            self.trained or other.trained,
            self.held or other.held,
            self.idle or other.idle,
            self.columns or other.columns,
        )


class Large(NamedTuple):
    """A rate that is too large: where it stands, the limit it is held against, and what is said of it."""

    rate: Fact
    limit: float
    what: str
    info: bool
    help: str = ""
    start: str = ""


def check(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    """Optimizers that train a model at a constant rate at or above their limit."""
    told: set[tuple[int, str]] = set()
    for claim in _claims(program, limits):
        place = (id(claim.at.node), claim.message)
        if place not in told:  # rounds of a loop, calls of a builder
            told.add(place)
            yield claim


def _claims(program: Program, limits: Mapping[str, Any]) -> Iterator[Claim]:
    uses: dict[int, Use] = {}
    trained: dict[int, list[Training]] = {}
    for training in program.trainings:
        use = _use(training, limits)
        trained.setdefault(id(training.compile), []).append(training)
        for key in {id(training.compile), *map(id, training.optimizers)}:
            uses[key] = uses.get(key, Use()).joined(use)
    lowered = _lowered_later(program, trained)
    for compiled in program.compiles:
        if compiled.replaced or not compiled.model.judged or "steered" in compiled.model.uses:
            continue
        if id(compiled) not in lowered:
            use = Use()
            for user in (compiled, *compiled.optimizers):
                use = use.joined(uses.get(id(user), Use()))
            yield from _judge(compiled.model, compiled.optimizers, use, compiled.losses, limits)
    for training in program.trainings:
        if training.method == "tape":
            yield from _judge(training.model, training.optimizers, _use(training, limits), training.losses, limits)


def _lowered_later(program: Program, trained: Mapping[int, Sequence[Training]]) -> set[int]:
    """Compiles whose model is compiled again with a lower rate and trained on: a schedule by hand."""
    found: set[int] = set()
    highest: dict[int, float] = {}  # of the later trainings of each model
    for compiled in reversed(program.compiles):
        mine = _rates(compiled.optimizers)
        later = highest.get(compiled.model.number)
        if mine and later is not None and later < min(mine):
            found.add(id(compiled))
        for training in trained.get(id(compiled), ()):
            if rates := _rates(training.optimizers):
                highest[training.model.number] = max(highest.get(training.model.number, 0.0), *rates)
    return found


def _rates(optimizers: Sequence[Optimizer]) -> list[float]:
    return [number for optimizer in optimizers if optimizer.rate is not None for number in optimizer.rate.numbers]


def _use(training: Training, limits: Mapping[str, Any]) -> Use:
    """What a training does with the rate."""
    changes, idle = training.callbacks_open, []
    for callback in training.callbacks:
        if "sets_learning_rate" in callback.traits:
            changes = True
        elif callback.kind == "LearningRateScheduler":
            changes = changes or (callback.result is None and "keeps_rate" not in callback.traits)
        elif callback.kind == "ReduceLROnPlateau":
            late = _too_late(callback, training, limits["plateau_margin"])
            changes = changes or not late
            if late and callback.anchor is not None:
                idle.append((callback.anchor, late))
    columns = training.x.columns if training.x is not None else None
    return Use(changes, training.smoke_test, True, training.held_rate, tuple(idle[:1]), columns)


def _too_late(plateau: Component, training: Training, margin: float) -> str:
    """Why a ReduceLROnPlateau never lowers the rate before the training ends; "" when it may."""
    patience = _most(plateau.args.get("patience"), PLATEAU_PATIENCE, least=True)
    epochs = _most(training.args.get("epochs"), EPOCHS)
    if patience is None:
        return ""
    if epochs is not None and patience >= epochs:
        return f"waits for {patience:g} epochs without progress, and there are {epochs:g}"
    for other in training.callbacks:
        if other.kind != "EarlyStopping" or "start_from_epoch" in other.args or _monitor(other) != _monitor(plateau):
            continue
        stops = _most(other.args.get("patience"), STOP_PATIENCE)
        if stops is not None and stops - patience < margin:
            return f"waits for {patience:g} epochs without progress, EarlyStopping ends the training after {stops:g}"
    return ""


def _monitor(callback: Component) -> object:
    """What a callback watches; something that equals nothing else when that is not known."""
    fact = callback.args.get("monitor")
    return MONITOR if fact is None else fact.value if fact.known and not fact.overridable else fact


def _most(fact: Fact | None, default: float, least: bool = False) -> float | None:
    """The largest (or least) number an argument can be, None when that is not known."""
    if fact is None:
        return default
    if fact.overridable or not fact.numbers:
        return None
    return min(fact.numbers) if least else max(fact.numbers)


def _judge(
    model: Model, optimizers: Sequence[Optimizer], use: Use, losses: Iterable[Loss | None], limits: Mapping[str, Any]
) -> Iterator[Claim]:
    if use.changes or (use.trained and use.smoke):
        return
    factor = limits["shallow_factor"] if _is_easy(model, use, losses, limits) else 1
    found = [(optimizer, _large(optimizer, use, factor, limits)) for optimizer in optimizers]
    if all(large is not None for _, large in found):
        for optimizer, large in found:
            if large is not None:
                yield _claim(optimizer, large, use, limits)


def _is_easy(model: Model, use: Use, losses: Iterable[Loss | None], limits: Mapping[str, Any]) -> bool:
    """Whether a model is one linear layer at most, and its curvature is small: a problem that large steps solve.

    The curvature of a squared loss grows with the inputs, that of a cross-entropy is bounded.
    """
    learning = [layer.kind for layer in model.layers if layer.kind in LEARNING | EMBEDDING | MORE]
    if not (model.complete and model.layers and len(learning) <= 1 and LINEAR.issuperset(learning)):
        return False
    if not learning or all(loss is None or loss.kind != "MeanSquaredError" for loss in losses):
        return True
    width = _inputs(model) or use.columns
    return width is not None and width <= limits["shallow_inputs"]


def _inputs(model: Model) -> int | None:
    """How many numbers a model gets for each sample, when that is written out."""
    given = [layer for layer in model.layers if layer.kind == "InputLayer"] or list(model.layers[:1])
    widths = [_width(layer.args) for layer in given]
    known = [width for width in widths if width is not None]
    return sum(known) if known and len(known) == len(widths) else None


def _width(args: Mapping[str, Fact]) -> int | None:
    for name, skipped in INPUT_SIZES.items():
        fact = args.get(name)
        if fact is None or not fact.known or fact.overridable:
            continue
        value = fact.value
        sizes = value[skipped:] if isinstance(value, tuple) else (value,)
        width = 1
        for size in sizes:
            if not isinstance(size, int):
                return None
            width *= size
        return width
    return None


def _large(optimizer: Optimizer, use: Use, factor: float, limits: Mapping[str, Any]) -> Large | None:
    """What is too large about the rate of an optimizer, whichever of its possible values it has; else None.

    ``factor`` times the limit of its kind counts.
    """
    kind = optimizer.name.lower()
    limit = limits["thresholds"].get(kind)
    if limit is None or optimizer.rate_changes or _decays(optimizer, limits["min_decay"]):
        return None
    if _is_damped(optimizer, limits["large_epsilon"]):
        return None
    limit *= factor
    schedule = optimizer.schedule if use.held is None else None
    rate = optimizer.rate if schedule is None else _final_rate(schedule)
    if use.held is not None and (rate is None or rate.numbers != use.held.numbers):
        rate = use.held
    above_only = kind in limits["above_only"]
    if rate is not None and rate.numbers and not rate.swept:
        number = min(rate.numbers)
        if number > limit or (number == limit and not above_only):
            info = not _reaches(number, limit * limits["warning_factor"])
            return Large(rate, limit, _what(optimizer, rate, use), info, IN_TIME if use.idle else "")
    return None if schedule is None else _high_start(optimizer, schedule, limit, limits["schedule_factor"])


def _reaches(number: float, bound: float) -> bool:
    return number >= bound * (1 - ROUNDING)


def _what(optimizer: Optimizer, rate: Fact, use: Use) -> str:
    if rate is use.held:
        return "is large, and LearningRateScheduler sets it in every epoch"
    if use.held is None and optimizer.schedule is not None:
        return "ends high and stays there"
    if use.idle:
        return "is large, and ReduceLROnPlateau would lower it too late"
    decay = optimizer.args.get("decay")
    hardly = decay is not None and decay.numbers and max(decay.numbers) > 0
    return "is large and hardly changes" if hardly else "is large and never changes"


def _high_start(optimizer: Optimizer, schedule: Component, limit: float, factor: float) -> Large | None:
    """A schedule that comes down from far above the limit, without a warm-up."""
    rate = _first_rate(schedule)
    if rate is None or not rate.numbers or rate.swept:
        return None
    number, momentum = min(rate.numbers), _momentum(optimizer)
    effective = number / (1 - momentum)
    if not _reaches(effective, limit * factor):
        return None
    start = f"effectively {effective:g} with momentum {momentum:g}, " if momentum else ""
    return Large(rate, limit, "is a high start for a schedule without warm-up", True, UPWARDS, start)


def _momentum(optimizer: Optimizer) -> float:
    """The momentum of SGD: what each step leaves behind adds up to 1 / (1 - momentum) steps."""
    fact = optimizer.args.get("momentum") if optimizer.name == "SGD" else None
    momentum = min(fact.numbers) if fact is not None and fact.numbers else 0.0
    return momentum if 0 <= momentum < 1 else 0.0


def _first_rate(schedule: Component) -> Fact | None:
    """Where a schedule of Keras begins; None for one that warms up or is not read."""
    if not schedule.keras or "warmup_target" in schedule.args or "warmup_steps" in schedule.args:
        return None
    if schedule.kind == "PiecewiseConstantDecay":
        return _stage(schedule, 0)
    return schedule.args.get("initial_learning_rate")


def _final_rate(schedule: Component) -> Fact | None:
    """Where a schedule ends, for those that may end high; None for schedules that come down."""
    if not schedule.keras:
        return None
    if schedule.kind == "PolynomialDecay" and "cycle" not in schedule.args:
        return schedule.args.get("end_learning_rate")
    if schedule.kind == "ExponentialDecay":
        factor = schedule.args.get("decay_rate")
        return (
            schedule.args.get("initial_learning_rate")
            if factor is not None and factor.numbers and min(factor.numbers) >= 1
            else None
        )
    return _stage(schedule, -1) if schedule.kind == "PiecewiseConstantDecay" else None


def _stage(schedule: Component, position: int) -> Fact | None:
    """One of the rates of a PiecewiseConstantDecay."""
    values = schedule.args.get("values")
    if values is not None and values.known and isinstance(values.value, tuple) and values.value:
        return type(values)((values.value[position],), "", values.anchor, values.origin)
    return None


def _decays(optimizer: Optimizer, floor: float) -> bool:
    """Whether the legacy ``decay`` lowers the rate, or may."""
    decay = optimizer.args.get("decay")
    if decay is None or decay.options == (None,):
        return False
    return not decay.numbers or max(decay.numbers) >= floor


def _is_damped(optimizer: Optimizer, floor: float) -> bool:
    """Whether a large ``epsilon`` makes the steps of an optimizer that divides by the size of gradients small."""
    epsilon = optimizer.args.get("epsilon") if optimizer.name != "Adadelta" else None
    return epsilon is not None and bool(epsilon.numbers) and max(epsilon.numbers) >= floor


def _claim(optimizer: Optimizer, large: Large, use: Use, limits: Mapping[str, Any]) -> Claim:
    rate, limit = large.rate, large.limit
    number = min(rate.numbers)
    sure = use.trained and not rate.overridable and not large.info
    sure = sure and _reaches(number, limit * limits["high_confidence_factor"])
    confidence: Confidence = "high" if sure else "medium"
    severity: Severity | None = "info" if large.info else None
    shown = f"resolves to {number:g}, limit {limit:g}" if rate.origin else f"{large.start}limit {limit:g}"
    return Claim(
        f"{optimizer.name} learning rate {number:g} {large.what}",
        rate.anchor or optimizer.anchor,
        shown,
        (*((step.anchor, step.text) for step in rate.origin), *use.idle),
        confidence,
        large.help,
        severity,
    )
