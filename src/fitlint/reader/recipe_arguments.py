"""The arguments on the way of the data that are repeated: plain ones, out of closed lists for each call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fitlint.program import Unclear
from fitlint.reader.keras_api import parameters
from fitlint.reader.provenance import is_data, name_of
from fitlint.reader.values import Const, Ext, Seq, Value

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

CSV = frozenset(
    "sep delimiter delim_whitespace header names index_col usecols dtype engine true_values false_values "
    "skipinitialspace skiprows skipfooter nrows na_values keep_default_na na_filter skip_blank_lines parse_dates "
    "dayfirst thousands decimal lineterminator quotechar quoting doublequote escapechar comment encoding "
    "encoding_errors on_bad_lines low_memory float_precision".split()
)
"""Arguments of ``pandas.read_csv`` that are passed on: none of them names code or another file."""
ONE_VALUE = ("header", "index_col")
"""Those of them that make another kind of table when they are lists."""
TEXT = frozenset({"delimiter", "skiprows", "skip_header", "usecols"})
DUMMIES = ("data", "prefix", "prefix_sep", "dummy_na", "columns", "sparse", "drop_first", "dtype")
TRANSFORMERS = {
    "LabelBinarizer": ("neg_label", "pos_label"),
    "LabelEncoder": (),
    "MaxAbsScaler": (),
    "MinMaxScaler": ("feature_range", "clip"),
    "Normalizer": ("norm",),
    "OneHotEncoder": ("drop", "handle_unknown"),
    "OrdinalEncoder": ("handle_unknown", "unknown_value"),
    "RobustScaler": ("with_centering", "with_scaling", "quantile_range", "unit_variance"),
    "StandardScaler": ("with_mean", "with_std"),
}
"""What scikit-learn makes of a table without knowing more than the table, with the arguments that are passed on."""
KERAS_SETS = frozenset("boston_housing california_housing cifar10 cifar100 fashion_mnist imdb mnist reuters".split())
CONTAINERS = frozenset({"copy", "dtype", "sparse", "sparse_output"})
"""Arguments that do not change which numbers come out of a transformer."""


def repeated(
    value: Ext, order: Sequence[str], named: Collection[str] = (), ignored: Collection[str] = ()
) -> dict[str, object]:
    """Return the arguments of a call as plain data, but for those that are ``ignored``.

    ``order`` are the parameters by position, ``named`` those understood by name only. Raises :class:`Unclear` for any
    other argument, and for a value that is not known.
    """
    if len(value.args) > len(order):
        raise Unclear(f"`{short(value.path)}` has more arguments by position than are repeated")
    given = {**dict(zip(order, value.args, strict=False)), **value.kwargs}
    odd = [name for name in given if name not in {*order, *named, *ignored}]
    if odd:
        raise Unclear(f"`{short(value.path)}` has arguments that are not repeated: {', '.join(odd)}")
    wanted = {name: found for name, found in given.items() if name not in ignored}
    return {name: kind(found) if name == "dtype" else plain(found) for name, found in wanted.items()}


def keras_arguments(value: Ext, ignored: Collection[str] = ()) -> dict[str, object]:
    """Return the arguments of a function of Keras as plain data, as :func:`repeated` does."""
    return repeated(value, parameters(value.path.removeprefix("keras.").removesuffix("()")), (), ignored)


def plain(value: Value) -> object:
    """Return a constant or a sequence of constants as plain Python. Raises :class:`Unclear`."""
    if isinstance(value, Const):
        return value.value
    if isinstance(value, Seq) and value.exact:
        return tuple(map(plain, value.items))
    raise Unclear("an argument on the way of the data is not known")


def kind(value: Value) -> object:
    """Return the name of a type of numbers: ``"float32"`` of ``np.float32``, ``"int"`` of ``int``."""
    return name_of(value) if isinstance(value, Ext) and not is_data(value) else plain(value)


def short(path: str) -> str:
    """Return the end of a long path."""
    return path if len(path) <= 60 else f"…{path[-60:]}"
