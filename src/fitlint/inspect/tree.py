"""A model as a tree of layers: nested models are branches, and what only some runs build is marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.text import Text

from fitlint.inspect.values import fact
from fitlint.report.lines import QUIET, STRONG, UNSURE, hanging
from fitlint.report.text import clean, clean_words, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from fitlint.program import Anchor, Layer, Model
    from fitlint.shapes import LayerShape, Shape, Shapes

# Arguments whose value speaks for itself; the others are printed with their name.
_PLAIN = ("units", "filters", "kernel_size", "pool_size", "rate", "shape", "target_shape", "output_dim")
_HIDDEN = frozenset({"activation", "name", "trainable", "dtype"})
_OPAQUE = {
    "backbone": "a ready-made model",
    "custom": "a layer of the project",
    "unknown": "not looked into",
    "op:either": "one of its inputs",
}


# The arguments get no narrower than this for the sake of another column.
_NARROWEST = 20


class _Column(NamedTuple):
    """A column right of the arguments: its title, a text for each layer, whether these are numbers."""

    title: str
    texts: Sequence[str]
    numbers: bool = False

    @property
    def width(self) -> int:
        """In cells, with the gap in front."""
        return max(map(cell_len, (self.title, *self.texts))) + 2

    def cell(self, text: str) -> str:
        """The text with its gap, at the column's width."""
        space = " " * (self.width - 2 - cell_len(text))
        return f"  {space}{text}" if self.numbers else f"  {text}{space}"


def tree(model: Model, shapes: Shapes, place: Callable[[Anchor], str], width: int) -> Iterator[Text]:
    """Yield the lines of the tree, at most ``width`` cells wide; ``place`` says where an anchor stands.

    Output shapes and parameter counts stand beside the arguments as far as there is room: the shapes give way first.
    """
    numbered = not _straight(model)
    below = _siblings(model.layers)
    heads = [_head(model, index, below[index], numbered=numbered) for index in range(len(model.layers))]
    details = [", ".join(_details(model, index, numbered=numbered)) for index in range(len(model.layers))]
    left = min(max((head.cell_len for head in heads), default=0), width // 2) + 2
    wanted = max(map(cell_len, details), default=0)
    columns = _chosen(_beside(model, shapes, place), width - left, min(wanted, _NARROWEST))
    right = sum(column.width for column in columns)
    middle = min(wanted, max(width - left - right, _NARROWEST))
    if len(columns) > 1:
        yield _titles(columns, left, middle)
    before: tuple[str, ...] = ()
    for index, layer in enumerate(model.layers):
        more = below[index]
        for level in range(_common(before, layer.scope), len(layer.scope)):
            yield _branch(more[: level + 1]).append(clean(layer.scope[level]), STRONG)
        before = layer.scope
        first, *rest = _columns(heads[index], details[index], left, left + middle)
        first.append(" " * (left + middle - first.cell_len))
        for column in columns[:-1]:
            first.append(column.cell(column.texts[index]))
        yield first.append(f"  {columns[-1].texts[index]}", QUIET)
        trunk = _trunk(more)
        yield from (Text.assemble(trunk, line.plain[trunk.cell_len :]) for line in rest)


def _beside(model: Model, shapes: Shapes, place: Callable[[Anchor], str]) -> list[_Column]:
    """Return the columns right of the arguments, the places last; one in which nothing is known is left out."""
    found: list[_Column] = []
    if any(layer.outputs for layer in shapes.layers):
        found.append(_Column("output shape", [_shape(layer) for layer in shapes.layers]))
    if any(layer.params for layer in shapes.layers):
        found.append(_Column("params", list(_params(model, shapes)), numbers=True))
    return [*found, _Column("", [place(layer.anchor) for layer in model.layers])]


def _chosen(columns: list[_Column], room: int, least: int) -> list[_Column]:
    """Return the columns that leave ``least`` cells for the arguments; the first ones give way, the last one stays."""
    while len(columns) > 1 and room - sum(column.width for column in columns) < least:
        columns = columns[1:]
    return columns


def _titles(columns: Sequence[_Column], left: int, middle: int) -> Text:
    line = f"  {'layer':<{left - 2}}{'arguments' if middle >= len('arguments') else '':<{middle}}"
    return Text(line + "".join(column.cell(column.title) for column in columns[:-1]), QUIET)


def _shape(layer: LayerShape) -> str:
    """Return the shape that a layer puts out as Python writes it, ``?`` for what is not known."""
    if not layer.outputs:
        return "?"
    texts = [_tuple(shape) for shape in layer.outputs]
    if len(texts) == 1:
        return texts[0]
    return f"{len(texts)}x {texts[0]}" if len(set(texts)) == 1 else f"{texts[0]}, …"


def _tuple(shape: Shape) -> str:
    sizes = ["?" if isinstance(dim, str) else str(dim) for dim in shape]
    return f"({sizes[0]},)" if len(sizes) == 1 else f"({', '.join(sizes)})"


def _params(model: Model, shapes: Shapes) -> Iterator[str]:
    """Yield the parameter counts; a layer that is called again, or a function, has none to add."""
    seen = set[int]()
    for layer, shape in zip(model.layers, shapes.layers, strict=True):
        if layer.kind.startswith("op:") or layer.shared in seen:
            yield ""
        else:
            yield "?" if shape.params is None else f"{shape.params:,}"
        seen.update({layer.shared} - {-1})


def _head(model: Model, index: int, more: Sequence[bool], *, numbered: bool) -> Text:
    layer = model.layers[index]
    head = _branch(more)
    if numbered:
        head.append(f"{index + 1:>{len(str(len(model.layers)))}} ", QUIET)
    return head.append(_name(layer), _style(layer))


def _columns(head: Text, details: str, left: int, width: int) -> list[Text]:
    """Return the details beside the head, or below it when the head is too long."""
    if head.cell_len + 2 <= left:
        return hanging(head.append(" " * (left - head.cell_len)), details, width)
    return [head, *(hanging(Text(" " * left), details, width) if details else ())]


def _straight(model: Model) -> bool:
    """Whether every layer takes the one before it, so that numbers would say nothing."""
    last = len(model.layers) - 1
    objects = [layer.shared for layer in model.layers if layer.shared >= 0]
    return (
        all(layer.inputs == ((index - 1,) if index else ()) for index, layer in enumerate(model.layers))
        and model.outputs in {(), (last,)}
        and len(set(objects)) == len(objects)
    )


def _siblings(layers: Sequence[Layer]) -> list[list[bool]]:
    """Return for each layer whether more follows on each level: below its outermost nested model, …, beside itself."""
    found: list[list[bool]] = []
    after: tuple[str, ...] | None = None
    for layer in reversed(layers):
        scope = layer.scope
        if after is None:
            found.append([False] * (len(scope) + 1))
        else:
            level = _common(scope, after)
            found.append([*found[-1][:level], True, *[False] * (len(scope) - level)])
        after = scope
    return found[::-1]


def _common(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many nested models the two stand in together."""
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _branch(more: Sequence[bool]) -> Text:
    return _trunk(more[:-1]).append("├─ " if more[-1] else "└─ ", QUIET)


def _trunk(more: Sequence[bool]) -> Text:
    return Text.assemble("  ", ("".join("│  " if follows else "   " for follows in more), QUIET))


def _name(layer: Layer) -> str:
    plain = layer.kind.removeprefix("op:")
    own = clean(plain if layer.kind == "unknown" else layer.opaque or plain)
    return f"{clean(layer.wrapper)}({own})" if layer.wrapper else own


def _style(layer: Layer) -> str:
    if not layer.certain:
        return UNSURE
    return "" if layer.kind.startswith("op:") or layer.kind in _OPAQUE else STRONG


def _details(model: Model, index: int, *, numbered: bool) -> Iterator[str]:
    layer = model.layers[index]
    if layer.kind == "unknown" and layer.opaque:
        yield clean_words(layer.opaque)
    elif layer.kind in _OPAQUE:
        yield _OPAQUE[layer.kind]
    args = layer.args
    yield from (fact(args[name]) for name in _PLAIN if name in args)
    yield from (f"{clean(name)}={fact(arg)}" for name, arg in args.items() if name not in _HIDDEN.union(_PLAIN))
    activation = layer.activation.name if layer.activation else "linear"
    if activation != "linear" and activation != layer.kind.lower():
        yield "unknown activation" if activation == "?" else clean(activation)
    if not layer.trainable:
        yield "frozen"
    if layer.name:
        yield f'"{clean(layer.name)}"'
    if numbered:
        yield from _wiring(model, index)
    if not layer.certain:
        yield "only in some runs"


def _wiring(model: Model, index: int) -> Iterator[str]:
    layer = model.layers[index]
    if layer.inputs and layer.inputs != (index - 1,):
        yield f"from {listed([str(source + 1) for source in layer.inputs])}"
    if layer.shared >= 0:
        first = next(i for i, other in enumerate(model.layers) if other.shared == layer.shared)
        if first != index:
            yield f"the same layer as {first + 1}"
    if index in model.outputs:
        yield "output"
