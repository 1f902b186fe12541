"""Old spellings that today's Keras refuses: modules that moved, arguments that were renamed or dropped.

Many public scripts were written for Keras 2. What they mean is not in doubt, so the sandboxed process lets them run:
a name from a module that is gone is looked up in today's, and arguments that only steered the training are ignored.
"""

from __future__ import annotations

import functools
import importlib.abc
import importlib.machinery
import inspect
import sys
import types
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOVED = "tensorflow.python.keras"
ROOTS = ("keras.", "tensorflow.keras.")
PLACES = (
    "layers",
    "models",
    "optimizers",
    "callbacks",
    "losses",
    "metrics",
    "regularizers",
    "initializers",
    "constraints",
    "activations",
    "utils",
    "datasets",
    "applications",
    "backend",
    "preprocessing",
    "preprocessing.image",
    "preprocessing.sequence",
    "preprocessing.text",
)
RENAMED = {"alpha": "negative_slope", "generator": "x", "lr": "learning_rate", "nb_epoch": "epochs"}
DROPPED = {
    "optimizers": {"decay", "schedule_decay"},
    "callbacks": {"period", "write_grads", "batch_size", "embeddings_layer_names", "embeddings_metadata"},
    "layers": {"implementation", "input_length", "fused", "renorm", "virtual_batch_size", "dynamic", "time_major"},
}
DROPPED_IN_FIT = {"workers", "use_multiprocessing", "max_queue_size", "max_q_size"}


class Moved(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds modules of Keras that are gone."""

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Claim modules below ``tensorflow.python.keras``, and those that no other finder knows."""
        if "wrappers" in name or not (name == MOVED or name.startswith((f"{MOVED}.", *ROOTS))):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec: Any) -> types.ModuleType:
        """A module that looks its names up in today's Keras, first in the part it is called after."""
        module = types.ModuleType(spec.name)
        parts = [part for part in spec.name.split(".") if part in PLACES]
        places = [*reversed(parts), "", *PLACES]

        def attribute(name: str) -> Any:
            if name.startswith("__"):
                raise AttributeError(name)
            for place in places:
                found = getattr(import_module(f"tensorflow.keras.{place}".rstrip(".")), name, None)
                if found is not None:
                    return found
            raise AttributeError(f"today's Keras has no {name}")

        vars(module)["__getattr__"] = attribute
        return module

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is to be run."""


def today(kwargs: Mapping[str, Any], dropped: set[str]) -> dict[str, Any]:
    """Keyword arguments by today's names, without those that are gone."""
    return {RENAMED.get(name, name): value for name, value in kwargs.items() if name not in dropped}


def accept(cls: Any, dropped: set[str], made: Mapping[int, tuple[Any, dict[str, Any], str]]) -> None:
    """Let a class take old arguments. What was written down of them is renamed, not dropped."""
    original = cls.__init__
    known = set(inspect.signature(original).parameters)

    @functools.wraps(original)
    def init(self: Any, *args: Any, **kwargs: Any) -> None:
        if id(self) in made:
            noted = made[id(self)][1]
            for name in RENAMED.keys() & noted.keys() - known:
                noted[RENAMED[name]] = noted.pop(name)
        wanted = today({name: value for name, value in kwargs.items() if name not in known}, dropped)
        wanted |= {name: value for name, value in kwargs.items() if name in known}
        original(self, *args, **wanted)

    vars(init)["__signature__"] = inspect.signature(original)  # Keras looks at it without unwrapping
    cls.__init__ = init


def accept_paths(checkpoint: Any) -> None:
    """Let ``ModelCheckpoint`` take any file name."""
    original = checkpoint.__init__

    @functools.wraps(original)
    def init(self: Any, filepath: Any, *args: Any, **kwargs: Any) -> None:
        weights = kwargs.get("save_weights_only") or (len(args) > 3 and args[3])
        original(
            self, str(PurePath(str(filepath)).with_suffix(".weights.h5" if weights else ".keras")), *args, **kwargs
        )

    vars(init)["__signature__"] = inspect.signature(original)
    checkpoint.__init__ = init


def fill(old: Any, new: Any) -> None:
    """Give a module the names of another that it lacks."""
    for name in dir(old):
        if not name.startswith("_") and not hasattr(new, name):
            setattr(new, name, getattr(old, name))


def install(keras: Any, made: Mapping[int, tuple[Any, dict[str, Any], str]]) -> None:
    """Make old scripts run."""
    for name in [name for name in sys.modules if name == MOVED or name.startswith(f"{MOVED}.")]:
        del sys.modules[name]
    finder = Moved()
    sys.meta_path.insert(0, _Only(finder, MOVED))
    sys.meta_path.append(finder)
    accept_paths(keras.callbacks.ModelCheckpoint)
    for part, dropped in DROPPED.items():
        for cls in vars(import_module(f"keras.{part}")).values():
            if inspect.isclass(cls) and "__init__" in vars(cls):
                accept(cls, dropped, made)
    for part in ("backend", "preprocessing.image", "preprocessing", "utils"):
        fill(import_module(f"tensorflow.keras.{part}"), import_module(f"keras.{part}"))
    for package in ("keras", "tensorflow.keras"):
        vars(import_module(f"{package}.optimizers"))["legacy"] = keras.optimizers
        vars(import_module(f"{package}.models"))["Input"] = keras.Input


class _Only(importlib.abc.MetaPathFinder):
    """A finder that answers for one package alone."""

    def __init__(self, finder: Moved, package: str) -> None:
        self.finder = finder
        self.package = package

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> Any:
        """Ask the finder for what lies in the package."""
        ours = name == self.package or name.startswith(f"{self.package}.")
        return self.finder.find_spec(name) if ours else None


def arguments(
    function: Callable[..., Any], bound: Callable[..., dict[str, Any]], args: Any, kwargs: Any
) -> dict[str, Any]:
    """The arguments of a training call by today's names; those that are gone keep theirs."""
    gone = {name: value for name, value in kwargs.items() if name in DROPPED_IN_FIT}
    return {**bound(function, (None, *args), today(kwargs, DROPPED_IN_FIT)), **gone}
