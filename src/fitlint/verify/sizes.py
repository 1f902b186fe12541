"""How large a rebuilt model is: unknown sizes filled in, widths and images shrunk, monsters refused.

Width may be shrunk: verdicts at 16 units agreed with those at 64. Depth may not: cutting it turned 7 of 93 into wrong
refutations. All functions return a new specification.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from fitlint.vocabulary import CONVOLUTION, DENSE, POOLING, RECURRENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fitlint.verify.spec import Spec

UNKNOWN_WIDTHS = (16, 64)
"""Input widths tried when the real one is not known; both must give the same verdict."""
UNKNOWN_LENGTH = 16
"""Steps of a sequence, rows and columns of an image, when they are not known."""
COLOURS = 3
MOST_UNITS, MOST_FILTERS, MOST_RECURRENT = 128, 32, 64
LONGEST, LARGEST = 32, 16
"""Longest sequence (steps) and largest image (pixels a side) that a model is fed on synthetic tasks, unless its kernels
and pools need more."""
MOST_PARAMETERS = 20_000_000
"""A larger model is refused before anything is made: 20 million 32-bit weights, their gradients and Adam's two slots
are 320 MB, and a thousand steps on two CPU cores no longer fit a minute."""
MOST_SAMPLES = 20_000
"""Samples of the user's data that are trained on; a random choice of them when there are more."""
MOST_VALUES = 4_000_000
"""Values of one sample, weights of one layer included: what is larger is refused before it is built."""
_SPATIAL = {"1D": 1, "2D": 2, "3D": 3}


def open_width(spec: Spec) -> bool:
    """Whether the width of some input is not known."""
    return any(shape and shape[-1] is None and len(shape) != 3 for shape in input_shapes(spec))


def input_shapes(spec: Spec) -> list[list[int | None]]:
    """Return the shapes of the inputs, without the batch."""
    return [layer["config"]["shape"] for layer in spec["layers"] if layer["class"] == "InputLayer"]


def filled(spec: Spec, width: int = UNKNOWN_WIDTHS[0]) -> Spec:
    """Fill in the sizes of inputs that are not known, a feature axis with ``width``."""
    made = deepcopy(spec)
    for shape in input_shapes(made):
        length = max(UNKNOWN_LENGTH, _reach(made, f"{len(shape) - 1}D"))
        for axis, size in enumerate(shape):
            if size is None:
                last = axis == len(shape) - 1
                shape[axis] = (COLOURS if len(shape) >= 3 else width) if last else length
    return made


def fitted(spec: Spec, shapes: Sequence[Sequence[int]]) -> Spec:
    """Give the inputs the shapes of data."""
    made = deepcopy(spec)
    inputs = [layer for layer in made["layers"] if layer["class"] == "InputLayer"]
    for layer, shape in zip(inputs, shapes, strict=True):
        layer["config"]["shape"] = list(shape)
    return made


def fed_with_vectors(spec: Spec) -> Spec:
    """Replace each Embedding right behind an input by an input of vectors, as it puts them out."""
    made = deepcopy(spec)
    for layer in made["layers"]:
        source = made["layers"][layer["inputs"][0]] if layer["class"] == "Embedding" else None
        if source is not None and source["class"] == "InputLayer":
            shape = [*source["config"]["shape"], layer["config"].get("output_dim")]
            source["config"].update(shape=shape, integers=False)
            layer.update({"class": "Identity", "config": {}})
    return made


def shrunk(spec: Spec) -> Spec:
    """Narrow wide hidden layers, shorten sequences and scale images down as far as pooling and kernels allow."""
    made = deepcopy(spec)
    flat = not any(layer["class"] == "Reshape" for layer in made["layers"])
    for index, layer in enumerate(made["layers"]):
        if index == _head(spec) or not flat:
            continue
        config = layer["config"]
        if layer["class"] in DENSE:
            _cap(config, "units", MOST_UNITS)
        elif layer["class"] in CONVOLUTION and config.get("groups", 1) == 1:
            _cap(config, "filters", MOST_FILTERS)
        elif layer["class"] in RECURRENT:
            _cap(config, "units", MOST_RECURRENT)
    for shape in input_shapes(made):
        if len(shape) == 2:
            _shorten(shape, 0, LONGEST, _reach(made, "1D"))
        elif len(shape) == 3:
            for axis in (0, 1):
                _shorten(shape, axis, LARGEST, _reach(made, "2D"))
    return made


def _head(spec: Spec) -> int:
    """The layer whose width is that of the targets."""
    index: int = spec["output"]
    while spec["layers"][index]["class"] not in DENSE | CONVOLUTION | RECURRENT and spec["layers"][index]["inputs"]:
        index = spec["layers"][index]["inputs"][0]
    return index


def _cap(config: dict[str, Any], name: str, most: int) -> None:
    if isinstance(config.get(name), int) and config[name] > most:
        config[name] = most


def _shorten(shape: list[int | None], axis: int, most: int, least: int) -> None:
    size = shape[axis]
    if size is not None and size > max(most, least):
        shape[axis] = max(most, least)


def _reach(spec: Spec, dim: str) -> int:
    """The smallest side at which every map is still twice as large as the kernel that slides over it.

    Follows convolutions and pooling from the last one back to the input; a safe estimate for branches.
    """
    least = 1
    for layer in reversed(spec["layers"]):
        kind, config = layer["class"], layer["config"]
        if dim not in kind:
            continue
        if kind.endswith("Transpose"):
            least = -(-least // _side(config.get("strides", 1)))
        elif kind in CONVOLUTION:
            kernel = _side(config.get("kernel_size", 1))
            lost = kernel - 1 if config.get("padding", "valid") == "valid" else 0
            least = max(least * _side(config.get("strides", 1)) + lost, 2 * kernel)
        elif kind in POOLING and not kind.startswith("Global"):
            pool = _side(config.get("pool_size", 2))
            least = max(least * _side(config.get("strides") or pool), 2 * pool)
    return least


def _side(value: object) -> int:
    if isinstance(value, list):
        value = max((v for v in value if isinstance(v, int)), default=1)
    return value if isinstance(value, int) else 1


def monster(spec: Spec) -> str:
    """Why a model is too large to be built at all; empty when it is not. A cheap look at the sizes alone."""
    for layer in spec["layers"]:
        values = 1
        for size in layer["config"].get("shape", ()):
            values *= size or 1
        for name in ("units", "filters", "output_dim", "input_dim"):
            size = layer["config"].get(name)
            values *= size if isinstance(size, int) and not isinstance(size, bool) else 1
        if values > MOST_VALUES * (5 if layer["class"] == "Embedding" else 1):
            return f"its layer {layer['class']} alone has {values:,} values"
    return ""
