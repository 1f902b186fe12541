"""Writes ``reader/_signatures.py``: the signatures of the public Keras API, read from the installed Keras itself.

    python -m fitlint.dev.signatures            rewrite the committed table
    python -m fitlint.dev.signatures --check    write nothing, exit 1 when the table contradicts the installed Keras

Keras 3 (``keras``) gives the main table. Keras 2 (``tf_keras``) adds what Keras 3 dropped and the positional orders it
changed. Keras 2 no longer moves: where it is not installed, its part of the committed table is carried over.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import inspect
import os
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from fitlint.reader import _signatures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

T = TypeVar("T")
Signature = tuple[str, tuple[object, ...]]

TARGET = Path(_signatures.__file__)

# Where an object is public under several names, the first family that has it names it.
FAMILIES = (
    "layers",
    "optimizers",
    "losses",
    "metrics",
    "callbacks",
    "regularizers",
    "constraints",
    "initializers",
    "activations",
    "applications",
    "datasets",
    "models",
    "utils",
    "preprocessing",
    "saving",
    "mixed_precision",
    "wrappers",
)
_TOP = ("Sequential", "Model", "Input")
# The same function is public as a loss and as a metric, and means another thing in each place.
_OWN_IDENTITY = frozenset({"losses", "metrics"})
# Namespaces whose members moved in and out between versions without becoming something else.
_TRANSPARENT = frozenset({"legacy", "experimental"})
_LEFT_OUT = frozenset({"serialize", "deserialize"})
_METHODS = {
    "Model": (
        "add_loss",
        "build",
        "compile",
        "evaluate",
        "evaluate_generator",
        "export",
        "fit",
        "fit_generator",
        "get_layer",
        "load_weights",
        "predict",
        "predict_generator",
        "predict_on_batch",
        "save",
        "save_weights",
        "summary",
        "test_on_batch",
        "train_on_batch",
    ),
    "Sequential": ("add", "pop"),
    "layers.Normalization": ("adapt",),
    "layers.TextVectorization": ("adapt",),
    "optimizers.Optimizer": ("apply", "apply_gradients", "minimize"),
    "preprocessing.image.ImageDataGenerator": ("fit", "flow", "flow_from_dataframe", "flow_from_directory"),
}

_HEADER = '''"""Signatures of the public Keras API, written by ``python -m fitlint.dev.signatures``; not edited by hand.

A signature is ``("names of the parameters", defaults)``: as in Python's own ``__defaults__`` the defaults belong to the
last parameters, and ``...`` stands for a default that is no plain literal, or for none at all.
"""

# ruff: noqa: E501
# fmt: off

from __future__ import annotations
'''
_SIGNATURES = "dict[str, tuple[str, tuple[object, ...]]]"
_CONSTANTS = {
    "VERSIONS": ("dict[str, str]", "The packages this was read from."),
    "KERAS3": (_SIGNATURES, "Everything public in Keras 3."),
    "KERAS2": (_SIGNATURES, "What only Keras 2 has."),
    "KERAS2_ORDER": ("dict[str, str]", "Positional order of Keras 2 where Keras 3 changed it."),
    "ALIASES": ("dict[str, str]", "Other public names of the same objects."),
    "LOSS_NAMES": ("dict[str, str]", "Losses that compile takes by another name than their own."),
}


class Table(NamedTuple):
    """The contents of ``_signatures.py``, one field a constant."""

    VERSIONS: Mapping[str, str]
    KERAS3: Mapping[str, Signature]
    KERAS2: Mapping[str, Signature]
    KERAS2_ORDER: Mapping[str, str]
    ALIASES: Mapping[str, str]
    LOSS_NAMES: Mapping[str, str]


class Collected(NamedTuple):
    """What an installed Keras offers: signatures by canonical name, and the other names of the same objects."""

    signatures: dict[str, Signature]
    aliases: dict[str, str]


def generate() -> Table:
    """Build the table from the installed packages.

    Raises ``ImportError`` when Keras 3 or TensorFlow, its backend here, is not installed.
    """
    os.environ["KERAS_BACKEND"] = "tensorflow"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    keras = importlib.import_module("keras")
    # What Keras 3 still ships for old scripts (ImageDataGenerator, Tokenizer, ...) is reachable only through tf.keras.
    keras3, aliases = collect(keras, importlib.import_module("keras._tf_keras.keras"))
    versions = {"keras": str(keras.__version__), "tf_keras": _signatures.VERSIONS["tf_keras"]}
    keras2: Mapping[str, Signature] = _signatures.KERAS2
    keras2_order: Mapping[str, str] = _signatures.KERAS2_ORDER
    older_names: Mapping[str, str] = _signatures.ALIASES
    losses: Mapping[str, str] = _signatures.LOSS_NAMES
    if importlib.util.find_spec("tf_keras") is not None:
        tf_keras = importlib.import_module("tf_keras")
        versions["tf_keras"] = str(tf_keras.__version__)
        keras2, older_names = collect(tf_keras)
        losses = loss_names(tf_keras)
        keras2_order = {
            name: order
            for name, (order, _) in keras2.items()
            if name in keras3 and _positions_differ(order, keras3[name][0])
        }
    aliases = {**older_names, **aliases}
    keras2 = {name: signature for name, signature in keras2.items() if name not in keras3 and name not in aliases}
    aliases = {name: new for name, new in aliases.items() if name not in keras3 and name not in keras2}
    losses = _sorted({**losses, **loss_names(keras)})
    return Table(versions, _sorted(keras3), _sorted(keras2), _sorted(keras2_order), _sorted(aliases), losses)


def loss_names(keras: ModuleType) -> dict[str, str]:
    """Other names of losses that ``compile`` takes, and their functions; Keras 2 takes whatever its module has."""
    module = vars(sys.modules[keras.losses.get.__module__])
    found = {name: loss for name, loss in module.get("ALL_OBJECTS_DICT", module).items() if inspect.isfunction(loss)}
    return {name: loss.__name__ for name, loss in found.items() if name != loss.__name__}


def collect(*packages: ModuleType) -> Collected:
    """Gather the public classes, functions and chosen methods of packages that share their objects."""
    signatures: dict[str, Signature] = {}
    aliases: dict[str, str] = {}
    names: dict[int, str] = {}
    for name, found in (item for package in packages for item in _public(package)):
        owner, _, leaf = name.rpartition(".")
        twin = f"{owner}.{found.__name__}"
        # keras.losses.mse and keras.losses.MSE are mean_squared_error, though tf.keras holds its own copy of it.
        canonical = twin if inspect.isfunction(found) and twin in signatures else names.get(id(found))
        family = name.partition(".")[0]
        if canonical is not None and (family not in _OWN_IDENTITY or canonical.startswith(family + ".")):
            if name != canonical and (leaf != canonical.rpartition(".")[2] or family != canonical.rpartition(".")[0]):
                aliases[name] = canonical
        elif name not in signatures and leaf not in _LEFT_OUT:
            names[id(found)] = name
            signatures[name] = signature_of(found)
            for method in _METHODS.get(name, ()):
                if hasattr(found, method):
                    signatures[f"{name}.{method}"] = signature_of(getattr(found, method))
    return Collected(signatures, aliases)


def signature_of(function: Callable[..., object]) -> Signature:
    """Read the named parameters of a class, function or method, and the literal defaults of the last ones.

    Of a class that takes ``*args`` only, the nearest constructor among its bases that says more.
    """
    bases = inspect.getmro(function) if inspect.isclass(function) else ()
    named: list[inspect.Parameter] = []
    for source in (function, *(vars(base)["__init__"] for base in bases if "__init__" in vars(base))):
        try:
            found = list(inspect.signature(source).parameters.values())
        except ValueError:  # an enumeration or a builtin: there is nothing to bind
            break
        named = [p for p in found if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD) and p.name != "self"]
        if named or all(p.kind is not p.VAR_POSITIONAL for p in found):
            break
    defaults = [_literal(p.default) for p in named]
    while defaults and defaults[0] is ...:
        del defaults[0]
    return " ".join(p.name for p in named), tuple(defaults)


def render(table: Table) -> str:
    """Write the Python text of ``_signatures.py``."""
    lines = [_HEADER]
    for constant, (kind, comment) in _CONSTANTS.items():
        entries: Mapping[str, object] = getattr(table, constant)
        lines += [f"# {comment}", f"{constant}: {kind} = {{"]
        lines += [f'    "{name}": {_code(value)},' for name, value in entries.items()]
        lines += ["}", ""]
    return "\n".join(lines)


def contradictions(committed: Table, installed: Table) -> list[str]:
    """Say where the committed table is wrong about the installed Keras.

    Of the very version it was made from it must say all there is. Any other version has more or less, but parameters
    that both have stand in the same order.
    """
    if committed.VERSIONS == installed.VERSIONS:
        return [f"{name} changed" for name in Table._fields if getattr(committed, name) != getattr(installed, name)]
    found = []
    for name in sorted(committed.KERAS3.keys() & installed.KERAS3.keys()):
        ours, theirs = committed.KERAS3[name][0].split(), installed.KERAS3[name][0].split()
        shared = set(ours) & set(theirs)
        if [p for p in ours if p in shared] != [p for p in theirs if p in shared]:
            found.append(f"{name} takes its parameters in the order {', '.join(theirs)}")
    return found


def main() -> int:
    """Rewrite the table, or with ``--check`` compare it. Returns the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m fitlint.dev.signatures", description="Rewrite the table of Keras signatures."
    )
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 when the table is wrong")
    check = parser.parse_args().check
    installed = generate()
    if not check:
        TARGET.write_text(render(installed), encoding="utf-8")
        return 0
    committed = Table(*(getattr(_signatures, name) for name in Table._fields))
    wrong = contradictions(committed, installed)
    for line in wrong:
        sys.stdout.write(f"{TARGET.name}: {line} in Keras {installed.VERSIONS['keras']}\n")
    return 1 if wrong else 0


def _public(keras: ModuleType) -> Iterator[tuple[str, Callable[..., object]]]:
    for name in _TOP:
        yield name, getattr(keras, name)
    for family in FAMILIES:
        module = getattr(keras, family, None)
        if isinstance(module, ModuleType):
            yield from _members(module, family, keras.__name__.partition(".")[0])
    for name, member in vars(keras).items():
        if inspect.isclass(member) and not name.startswith("_"):
            yield name, member


def _members(module: ModuleType, path: str, root: str) -> Iterator[tuple[str, Callable[..., object]]]:
    """Walk the public members of a module: its own first, each before its aliases, then those of its submodules."""
    own = {name: member for name, member in vars(module).items() if not name.startswith("_")}
    callables = [(name, found) for name, found in own.items() if inspect.isclass(found) or inspect.isfunction(found)]
    for name, found in sorted(callables, key=lambda item: (item[0] != item[1].__name__, item[0])):
        yield f"{path}.{name}", found
    for name, member in sorted(own.items()):
        if isinstance(member, ModuleType) and member.__name__.partition(".")[0] == root:
            yield from _members(member, path if name in _TRANSPARENT else f"{path}.{name}", root)


def _positions_differ(older: str, newer: str) -> bool:
    return any(old != new for old, new in zip(older.split(), newer.split(), strict=False))


def _literal(value: object) -> object:
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    items = tuple(map(_literal, value)) if isinstance(value, (list, tuple)) else (...,)
    return ... if ... in items else items


def _code(value: object) -> str:
    if value is ...:
        return "..."
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'
    if isinstance(value, tuple):
        return "(" + ", ".join(map(_code, value)) + ("," if len(value) == 1 else "") + ")"
    return repr(value)


def _sorted(entries: Mapping[str, T]) -> dict[str, T]:
    return dict(sorted(entries.items()))


if __name__ == "__main__":
    sys.exit(main())
