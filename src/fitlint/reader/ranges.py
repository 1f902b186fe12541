"""Between which numbers library data lie: told from the calls and operators that made them.

An ``Ext`` remembers how it was made, so its range is reckoned back to where it is known: numbers that are written out,
a scaler that maps data to a range, a division by the largest of them, a data set that comes with Keras or scikit-learn.
"""

from __future__ import annotations

import math
from math import inf
from typing import TYPE_CHECKING

from fitlint.program import Interval
from fitlint.reader.data_sets import PIXELS, part_of
from fitlint.reader.labels import COPIES, RESHAPES, operator_of, whole_of
from fitlint.reader.provenance import given, is_data, name_of, receiver
from fitlint.reader.values import Const, Ext, Maybe, OneOf, Seq, Value, leaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_CALLS_BACK = 60
UNIT, ANY = Interval(0, 1), Interval(-inf, inf)
POSITIVE = Interval(0, None)
# Nobody divides anything but pixels by these.
PIXEL_DIVISORS = (127.5, 255, 256)
# They hand on what they are given, perhaps not all of it or in another order.
KEPT = (
    COPIES
    | RESHAPES
    | frozenset(
        (
            "DataFrame Series T astype dropna expand_dims float32 float64 head iloc loc permutation repeat sample "
            "shuffle sort stack tail take tile to_frame transpose vstack hstack concatenate concat append"
        ).split()
    )
)
READERS = frozenset("read_csv read_excel read_parquet read_table read_feather".split())
CHOICES = frozenset("astype copy drop dropna iloc loc pop ravel reshape to_numpy values".split())
LARGEST, SMALLEST = frozenset({"amax", "max", "nanmax"}), frozenset({"amin", "min", "nanmin"})
COMPARISONS = frozenset({"Equal", "GreaterThan", "GreaterThanEqual", "LessThan", "LessThanEqual", "NotEqual"})
SCALERS = {
    "MinMaxScaler": UNIT,
    "PowerTransformer": ANY,
    "QuantileTransformer": UNIT,
    "RobustScaler": ANY,
    "StandardScaler": ANY,
}
FIXED = {
    "cos": Interval(-1, 1),
    "eye": UNIT,
    "get_dummies": UNIT,
    "minmax_scale": UNIT,
    "one_hot": UNIT,
    "sin": Interval(-1, 1),
    "to_categorical": UNIT,
}
# The larger what goes in, the larger what comes out.
RISING: dict[str, Callable[[float], float]] = {
    "exp": math.exp,
    "expm1": math.expm1,
    "log": math.log,
    "log10": math.log10,
    "log1p": math.log1p,
    "sqrt": math.sqrt,
    "tanh": math.tanh,
}
DRAWN = {
    "normal": ANY,
    "rand": UNIT,
    "randn": ANY,
    "random": UNIT,
    "random_sample": UNIT,
    "ranf": UNIT,
    "standard_normal": ANY,
}


def as_read(value: Value) -> bool:
    """Whether data are columns of a table as they stand in its file: chosen and split, but never computed with."""
    for _ in range(MOST_CALLS_BACK):
        if not isinstance(value, Ext) or value.kwargs.keys() & {"filled", "operator"}:
            return False
        name = name_of(value)
        if name in READERS:
            return True
        part = whole_of(value)
        if part is None:
            known = value.path.endswith("]") or (name in CHOICES and is_data(value.base))
            part = value.base if known else None
        if part is None:
            return False
        value = part
    return False


class Ranges:
    """Reckons ranges back to where they are known: each value once, and not endlessly far."""

    def __init__(self) -> None:
        self.known: dict[int, tuple[Value | None, Interval | None]] = {}
        self.calls_back = 0

    def __call__(self, value: Value | None) -> Interval | None:
        """Between which numbers a value lies, None where nothing is known of it."""
        if isinstance(value, Const):
            number = _number(value)
            return None if number is None else Interval(number, number)
        if id(value) not in self.known:
            self.known[id(value)] = (value, None)
            if self.calls_back < MOST_CALLS_BACK:
                self.calls_back += 1
                self.known[id(value)] = (value, self._reckon(value))
                self.calls_back -= 1
        return self.known[id(value)][1]

    def all_of(self, values: Iterable[Value]) -> Interval | None:
        """What holds the ranges of several values, None where one of them is not known."""
        found = [self(value) for value in values]
        known = [one for one in found if one is not None]
        if not known or len(known) < len(found):
            return None
        lows, highs = [one.low for one in known], [one.high for one in known]
        low = min(low for low in lows if low is not None) if None not in lows else None
        high = max(high for high in highs if high is not None) if None not in highs else None
        return Interval(low, high)

    def _reckon(self, value: Value | None) -> Interval | None:
        if isinstance(value, Seq):
            written_once = type(value.node).__name__ == "ListComp"  # one element stands for all
            return self.all_of(leaves(value)) if value.items and (written_once or not value.open) else None
        if isinstance(value, Maybe):
            return self(value.value)
        if isinstance(value, OneOf):
            found = {self(option) for option in value.options}
            return found.pop() if len(found) == 1 else None
        if not isinstance(value, Ext) or "filled" in value.kwargs:
            return None
        part = part_of(value)
        if part is not None:
            return part.values
        if "operator" in value.kwargs:
            return _computed(value, self)
        if value.path.endswith("]"):
            return self(whole_of(value) or value.base)
        return _called(value, self)


def _number(value: Const) -> float | None:
    """A number that nobody can override and that is not beyond all others."""
    if value.soft or not isinstance(value.value, (int, float)):
        return None
    try:
        number = float(value.value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


# Calls.


def _called(value: Ext, ranges: Ranges) -> Interval | None:
    name = name_of(value)
    if name in ("fit_transform", "transform"):
        return _scaled(value, ranges)
    if name in FIXED:
        return FIXED[name]
    if ".random." in value.path and name in DRAWN:
        return DRAWN[name] if not value.kwargs.keys() & {"loc", "scale"} else None
    maker = MAKERS.get(name)
    if maker is not None:
        return maker(value, ranges)
    if name in RISING:
        return _through(RISING[name], ranges(receiver(value)[0])) or (POSITIVE if name in ("exp", "sqrt") else None)
    return ranges(receiver(value)[0]) if name in KEPT else None


def _scaled(value: Ext, ranges: Ranges) -> Interval | None:
    """What a scaler of scikit-learn makes of data."""
    owner = value.base
    while isinstance(owner, Ext) and name_of(owner) not in SCALERS:
        owner = owner.base
    if not isinstance(owner, Ext):
        return None
    name = name_of(owner)
    chosen = given(owner, 0, "feature_range") if name == "MinMaxScaler" else None
    if name == "QuantileTransformer" and "output_distribution" in owner.kwargs:
        return None
    if chosen is not None:
        return ranges(chosen)
    if name in ("RobustScaler", "StandardScaler") and owner.kwargs.keys() & {"with_centering", "with_mean"}:
        return None
    return SCALERS[name]


def _arange(value: Ext, ranges: Ranges) -> Interval | None:
    bounds = [ranges(bound) for bound in value.args]
    if not bounds or None in bounds or value.kwargs:
        return None
    numbers = [bound.low for bound in bounds if bound is not None and bound.low is not None]
    start, stop = (0, numbers[0]) if len(numbers) == 1 else numbers[:2]
    step = numbers[2] if len(numbers) > 2 else 1
    return Interval(start, stop - step) if step > 0 and stop - step >= start else None


def _linspace(value: Ext, ranges: Ranges) -> Interval | None:
    return ranges.all_of(value.args[:2]) if len(value.args) > 1 else None


def _uniform(value: Ext, ranges: Ranges) -> Interval | None:
    if not value.path.startswith("numpy.random."):
        return None
    low, high = given(value, 0, "low") or Const(0), given(value, 1, "high") or Const(1)
    return ranges.all_of((low, high))


def _through(function: Callable[[float], float], found: Interval | None) -> Interval | None:
    """What a function that rises everywhere makes of a range."""
    if found is None or found.low is None or found.high is None:
        return None
    try:
        return Interval(function(found.low), function(found.high))
    except (OverflowError, ValueError):
        return None


def _absolute(value: Ext, ranges: Ranges) -> Interval:
    return _folded(ranges(receiver(value)[0]))


def _square(value: Ext, ranges: Ranges) -> Interval:
    return _squared(_folded(ranges(receiver(value)[0])))


def _folded(found: Interval | None) -> Interval:
    """The range of what is left without the sign."""
    if found is None or found.low is None or found.high is None:
        return POSITIVE
    return Interval(max(found.low, -found.high, 0), max(abs(found.low), abs(found.high)))


def _squared(found: Interval) -> Interval:
    """The squares of numbers that are not negative."""
    low = found.low or 0
    return Interval(low * low, None if found.high is None else found.high * found.high)


def _clip(value: Ext, ranges: Ranges) -> Interval | None:
    bounds = [ranges(bound) for bound in receiver(value)[1][:2]]
    return Interval(bounds[0].low, bounds[1].high) if len(bounds) == 2 and bounds[0] and bounds[1] else None


MAKERS: dict[str, Callable[[Ext, Ranges], Interval | None]] = {
    "abs": _absolute,
    "absolute": _absolute,
    "arange": _arange,
    "clip": _clip,
    "linspace": _linspace,
    "square": _square,
    "uniform": _uniform,
}


# Operators.


def _computed(value: Ext, ranges: Ranges) -> Interval | None:
    kind = operator_of(value)
    if kind in COMPARISONS:
        return UNIT
    left, right = value.args
    if kind == "Minus":
        return _times(ranges(left), -1)
    if kind == "Divide":
        return _divided(left, right, ranges)
    if kind == "Subtract" and _named(right, SMALLEST):
        return POSITIVE
    if kind == "Power":
        return _squared(_folded(ranges(left))) if isinstance(right, Const) and right.value == 2 else None
    one, other = ranges(left), ranges(right)
    if kind in ("Add", "Subtract") and (isinstance(left, Const) or isinstance(right, Const)):
        return _plus(one, _times(other, -1) if kind == "Subtract" else other)
    if kind == "Multiply" and (isinstance(left, Const) or isinstance(right, Const)):
        constant, rest = (one, other) if isinstance(left, Const) else (other, one)
        return _times(rest, constant.low) if constant is not None and constant.low is not None else None
    return None


def _plus(one: Interval | None, other: Interval | None) -> Interval | None:
    if one is None or other is None:
        return None
    low = None if one.low is None or other.low is None else one.low + other.low
    return Interval(low, None if one.high is None or other.high is None else one.high + other.high)


def _times(found: Interval | None, factor: float) -> Interval | None:
    if found is None or factor == 0:
        return None
    ends = [None if end is None else end * factor for end in found]
    return Interval(*ends) if factor > 0 else Interval(*ends[::-1])


def _divided(left: Value, right: Value, ranges: Ranges) -> Interval | None:
    """``x / 255``, ``x / x.max()``, ``(x - x.min()) / (x.max() - x.min())``, ``(x - x.mean()) / x.std()``."""
    if isinstance(left, Const):
        return _reciprocal(ranges(left), ranges(right))
    if isinstance(right, Const):
        divisor = ranges(right)
        if divisor is None or not divisor.low:
            return None
        found = ranges(left)
        if found is None and divisor.low in PIXEL_DIVISORS:
            found = _pixels(left, ranges)
        return _times(found, 1 / divisor.low)
    subtracted = _subtracted(left)
    if _named(right, {"std", "nanstd"}):
        return ANY if subtracted is not None and _named(subtracted, {"mean", "nanmean", "average"}) else None
    width = _subtracted(right)
    spread = _named(right, {"ptp"}) or (width is not None and _named(width, SMALLEST))
    if spread and subtracted is not None:
        return UNIT if _named(subtracted, SMALLEST) else None
    if not spread and not _named(right, LARGEST):
        return None
    if _plain(left):
        return Interval(-1, 1) if _named(_argument(right), {"abs", "absolute"}) else UNIT
    found = ranges(left)
    return UNIT if found is not None and found.low is not None and found.low >= 0 else None


def _reciprocal(dividend: Interval | None, found: Interval | None) -> Interval | None:
    """``1 / (1 + x)``, where the divisor keeps its sign."""
    if dividend is None or found is None or found.low is None or found.high is None:
        return None
    if found.low <= 0 <= found.high:
        return None
    return _times(Interval(1 / found.high, 1 / found.low), dividend.low or 0)


def _pixels(value: Value, ranges: Ranges) -> Interval | None:
    """The range of what is divided like pixels: they are 0 to 255, perhaps less a constant."""
    if _plain(value):
        return PIXELS
    shift = _subtracted(value)
    if isinstance(value, Ext) and isinstance(shift, Const) and _plain(value.args[0]):
        return _plus(PIXELS, _times(ranges(shift), -1))
    return None


def _plain(value: Value | None) -> bool:
    """Whether data were chosen and copied, but not computed, since they came from somewhere."""
    for _ in range(MOST_CALLS_BACK):
        if not isinstance(value, Ext):
            return value is not None and not isinstance(value, Const)
        if "operator" in value.kwargs:
            return False
        if value.path.endswith("]"):
            value = whole_of(value) or value.base
        elif name_of(value) in KEPT:
            value = receiver(value)[0]
        else:
            return True
    return False


def _subtracted(value: Value) -> Value | None:
    """The ``b`` of ``a - b``."""
    return value.args[1] if isinstance(value, Ext) and operator_of(value) == "Subtract" else None


def _named(value: Value | None, names: Iterable[str]) -> bool:
    """Whether a value is the result of one of these functions or methods, or an element of it."""
    while isinstance(value, Ext) and value.path.endswith("]") and "operator" not in value.kwargs:
        value = value.base
    return isinstance(value, Ext) and "operator" not in value.kwargs and name_of(value) in names


def _argument(value: Value) -> Value | None:
    return receiver(value)[0] if isinstance(value, Ext) else None
