"""Which thing of Keras an import path means: the canonical names of :mod:`fitlint.reader.keras_api`."""

from __future__ import annotations

from functools import cache, lru_cache

from fitlint.reader import _legacy, _operations
from fitlint.reader._signatures import ALIASES, KERAS2, KERAS3

_KERAS_ROOTS = {
    "keras": (),
    "keras_applications": ("applications",),
    "keras_core": (),
    "keras_preprocessing": ("preprocessing",),
    "tf_keras": (),
}
_TENSORFLOW_ROOTS = frozenset({"tensorflow", "tensorflow_core"})
# Packages that lie between a root and the public names.
_PLUMBING = frozenset(
    {"_api", "_tf_keras", "_v1", "_v2", "api", "compat", "contrib", "keras", "python", "src", "tf_keras", "v1", "v2"}
)
# Namespaces whose members moved in and out between versions without becoming something else.
_TRANSPARENT = frozenset({"experimental", "legacy"})

# The family that a package or module name stands for. What lies between it and the last name is an internal module.
_FAMILIES = {
    "activations": "activations",
    "applications": "applications",
    "backend": "backend",
    "callbacks": "callbacks",
    "constraints": "constraints",
    "datasets": "datasets",
    "estimator": "estimator",
    "initializers": "initializers",
    "layers": "layers",
    "legacy_tf_layers": "layers",
    "losses": "losses",
    "metrics": "metrics",
    "mixed_precision": "mixed_precision",
    "models": "models",
    "objectives": "losses",
    "ops": "ops",
    "optimizer_experimental": "optimizers",
    "optimizer_v1": "optimizers",
    "optimizer_v2": "optimizers",
    "optimizers": "optimizers",
    "preprocessing": "preprocessing",
    "random": "random",
    "regularizers": "regularizers",
    "saving": "saving",
    "utils": "utils",
    "wrappers": "wrappers",
}
# Where members of a family may stand in the tables, likeliest first.
_PLACES = {
    "models": ("models", "saving", "utils"),
    "optimizers": ("optimizers", "optimizers.schedules"),
    "preprocessing": ("preprocessing", "preprocessing.image", "preprocessing.sequence", "preprocessing.text", "utils"),
    "saving": ("models", "saving", "utils"),
    "utils": ("utils", "models"),
}
# Families whose modules are part of the name: ``applications.vgg16.preprocess_input``, ``datasets.mnist.load_data``.
_NESTED = frozenset({"applications", "datasets", "estimator", "preprocessing", "wrappers"})
# Families in which ``adam``, ``he_normal`` and ``max_norm`` are just other spellings of the classes.
_RELAXED = frozenset({"constraints", "initializers", "optimizers", "regularizers"})
# Modules of old and current Keras whose members are public one floor higher.
_INTERNAL = frozenset(
    {
        "advanced_activations",
        "attention",
        "convolutional",
        "convolutional_recurrent",
        "core",
        "cudnn_recurrent",
        "data_utils",
        "embeddings",
        "generic_utils",
        "io_utils",
        "layer_utils",
        "local",
        "merge",
        "noise",
        "normalization",
        "np_utils",
        "pooling",
        "preprocessing",
        "recurrent",
        "rnn",
        "tensorflow_backend",
        "vis_utils",
        "wrappers",
    }
)
# tf.losses and its kin are Keras from TensorFlow 2 on.
_TENSORFLOW_FAMILIES = frozenset({"initializers", "losses", "metrics", "optimizers"})


@lru_cache(maxsize=4096)
def canonical(qualname: str) -> str | None:
    """Give the canonical name of what a full import path means.

    Modules have names too (``"layers"``, ``""`` for Keras itself), and ``canonical(f"keras.{module}.{attribute}")``
    goes on from there. Something below a Keras root that nobody knows keeps its shortened path; see :func:`known`.
    None for everything that is not Keras.
    """
    head, _, rest = qualname.partition(".")
    segments = rest.split(".") if rest else []
    start = 0
    while start < len(segments) and segments[start] in _PLUMBING:
        start += 1
    path = tuple(segment for segment in segments[start:] if segment not in _TRANSPARENT)
    if head in _KERAS_ROOTS:
        return _resolve((*_KERAS_ROOTS[head], *path))
    if head in _TENSORFLOW_ROOTS:
        outer = segments[:start]
        if "keras" in outer or "tf_keras" in outer:
            return _resolve(path)
        return _tensorflow(path, first_api="v1" in outer or "contrib" in outer)
    return _addons(path) if head == "tensorflow_addons" else None


@lru_cache(maxsize=4096)
def known(name: str) -> bool:
    """Whether a canonical name is a module, class, function or method of Keras that the tables have."""
    if name in KERAS3 or name in KERAS2 or name in _legacy.PARAMETERS or name in _modules():
        return True
    owner, _, leaf = name.rpartition(".")
    if owner == "Sequential":
        return known("Model." + leaf)
    return owner in {"backend", "ops", "random"} and leaf in _operations.OPERATIONS


def entry(name: str) -> str | None:
    """Give the canonical name for a short public one (``layers.Convolution2D``), or None when the tables have none."""
    if name in KERAS3 or name in KERAS2 or name in _legacy.PARAMETERS:
        return name
    return ALIASES.get(name) or _legacy.RENAMED.get(name)


def squash(name: str) -> str:
    """Strip a name down to what ``HeNormal`` and ``he_normal`` have in common."""
    return name.replace("_", "").lower()


@cache
def classes(group: str) -> dict[str, str]:
    """Map the squashed names of a family's classes to canonical names."""
    start = group + "."
    return {
        squash(leaf): name
        for table in (KERAS2, KERAS3)
        for name in table
        if name.startswith(start) and (leaf := name[len(start) :])[0].isupper() and "." not in leaf
    }


def _tensorflow(path: tuple[str, ...], *, first_api: bool) -> str | None:
    """Find Keras under TensorFlow's own names: ``tf.losses.X`` (TensorFlow 2), ``tf.train.AdamOptimizer`` (1)."""
    if len(path) == 2 and path[0] == "train":
        return _legacy.TENSORFLOW_TRAIN.get(path[1])
    if first_api or not path or path[0] not in _TENSORFLOW_FAMILIES:
        return None
    found = _resolve(path)
    return found if known(found) else None


def _addons(path: tuple[str, ...]) -> str | None:
    if not path or path[0] not in _FAMILIES:
        return None
    group, leaf = _FAMILIES[path[0]], path[-1]
    if len(path) == 1:
        return group
    if group == "optimizers":
        schedule = "optimizers.schedules." + leaf
        return schedule if schedule in _legacy.PARAMETERS else f"optimizers.addons.{leaf}"
    return f"{group}.{leaf}"


def _resolve(path: tuple[str, ...]) -> str:
    if not path:
        return ""
    leaf = path[-1]
    groups = [_FAMILIES[segment] for segment in path[:-1] if segment in _FAMILIES]
    found = entry(".".join(path)) or _attribute(path)
    if found is None:
        found = next(filter(None, (_member(group, leaf) for group in groups)), None)
    if found is None and path[0] not in _FAMILIES:
        found = _by_leaf().get(leaf)
    if found is None and groups and leaf in _FAMILIES and leaf not in _INTERNAL:
        found = _FAMILIES[leaf]  # what a module of Keras imports: ``from keras.models import optimizers``
    return found or _best_effort(path, groups[0] if groups else None)


def _attribute(path: tuple[str, ...]) -> str | None:
    """Name an attribute of a class: ``keras.models.Model.fit`` is ``Model.fit``."""
    if len(path) < 2 or not path[-2][:1].isupper():
        return None
    owner = _resolve(path[:-1])
    name = f"{owner}.{path[-1]}"
    return (entry(name) or name) if known(owner) else None


def _member(group: str, leaf: str) -> str | None:
    """Find a member of a family by its last name alone, however deep the import path that leads to it."""
    for place in _PLACES.get(group, (group,)):
        found = entry(f"{place}.{leaf}")
        if found is not None:
            return found
    return classes(group).get(squash(leaf)) if group in _RELAXED else None


def _best_effort(path: tuple[str, ...], group: str | None) -> str:
    if group is None:
        return ".".join((_FAMILIES.get(path[0], path[0]), *path[1:]))
    if group in _NESTED:
        start = next(index for index, segment in enumerate(path) if segment in _FAMILIES)
        return ".".join((group, *path[start + 1 :]))
    return group if path[-1] in _INTERNAL else f"{group}.{path[-1]}"


@cache
def _modules() -> frozenset[str]:
    nested = (name.rpartition(".")[0] for name in (*KERAS3, *ALIASES) if name.partition(".")[0] in _NESTED)
    return frozenset(("", "optimizers.schedules", *_FAMILIES.values(), *nested))


@cache
def _by_leaf() -> dict[str, str]:
    """Map last names to canonical names, for internal modules of no family (``keras.engine.training.Model``)."""
    found: dict[str, str] = {}
    # Of two things with the same name the later group's is meant: keras.engine has the layer, not the initializer.
    for group in ("metrics", "losses", "constraints", "initializers", "regularizers", "optimizers", "layers", ""):
        for name in (*_legacy.RENAMED, *ALIASES, *KERAS2, *KERAS3):
            owner, _, leaf = name.rpartition(".")
            if leaf[:1].isupper() and owner.partition(".")[0] == group:
                found[leaf] = entry(name) or name
    return found
