"""What a generated model consists of: layers, repeated blocks and alternatives, valid for the data they get."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

    from oracle.spelling import Code, Imports, Names
    from oracle.values import Values

# The leading parameters that people pass by position.
ORDER = {
    "Dense": ("units", "activation"),
    "Conv1D": ("filters", "kernel_size", "strides", "padding"),
    "Conv2D": ("filters", "kernel_size", "strides", "padding"),
    "SeparableConv2D": ("filters", "kernel_size"),
    "Dropout": ("rate",),
    "SpatialDropout1D": ("rate",),
    "GaussianNoise": ("stddev",),
    "Embedding": ("input_dim", "output_dim"),
    "LSTM": ("units",),
    "GRU": ("units",),
    "SimpleRNN": ("units",),
    "Activation": ("activation",),
    "MaxPooling1D": ("pool_size",),
    "MaxPooling2D": ("pool_size",),
    "AveragePooling2D": ("pool_size",),
    "UpSampling2D": ("size",),
    "ZeroPadding2D": ("padding",),
    "Reshape": ("target_shape",),
    "RepeatVector": ("n",),
    "Rescaling": ("scale",),
    "LeakyReLU": ("negative_slope",),
    "ELU": ("alpha",),
}
ACTIVATIONS = ("relu", "tanh", "sigmoid", "elu", "selu", "gelu", "softplus", "linear", "leaky_relu", "swish")
KERNEL_INITIALIZERS = ("he_normal", "glorot_uniform", "lecun_normal", "zeros")


class Made(NamedTuple):
    """An argument that is a Keras object."""

    path: str
    args: Mapping[str, Any]


class Function(NamedTuple):
    """An argument that is a Keras function."""

    path: str


class Ref(NamedTuple):
    """An argument that is a variable of the block around it."""

    name: str


class Layer(NamedTuple):
    """A layer and its arguments. ``wrapper`` is a layer around it."""

    kind: str
    args: Mapping[str, Any] = {}
    wrapper: str = ""


class Repeat(NamedTuple):
    """A block that is built once for each row of values; its layers refer to them by :class:`Ref`."""

    names: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    body: tuple[Layer, ...]


class Either(NamedTuple):
    """Alternatives of which a constant picks one."""

    truth: bool
    then: tuple[Layer, ...]
    otherwise: tuple[Layer, ...]


Item = Layer | Repeat | Either


class Architecture(NamedTuple):
    """A stack of items with what goes in and comes out."""

    shape: tuple[int, ...]
    items: tuple[Item, ...]
    classes: int


class Designer:
    """Draws architectures."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.random.random() < share

    def width(self) -> int:
        """A number of units or filters."""
        return self.random.choice((4, 6, 8, 10, 12, 16, 24, 32))

    def activation(self) -> dict[str, Any]:
        """The activation argument of a layer: a name, a function, or none."""
        if self.chance(0.25):
            return {}
        name = self.random.choice(ACTIVATIONS[:3] if self.chance(0.7) else ACTIVATIONS)
        if self.chance(0.12):
            return {"activation": Function(f"activations.{'silu' if name == 'swish' else name}")}
        if self.chance(0.04):
            return {"activation": None}
        if self.chance(0.03):
            return {"activation": Made("layers.LeakyReLU", {})}
        return {"activation": name}

    def extras(self) -> dict[str, Any]:
        """Rarer arguments of layers with weights."""
        found: dict[str, Any] = {}
        if self.chance(0.12):
            found["kernel_initializer"] = self.random.choice(
                (
                    *KERNEL_INITIALIZERS,
                    Made("initializers.HeNormal", {}),
                    Made("initializers.RandomNormal", {"stddev": 0.02}),
                    Function("initializers.he_normal"),
                )
            )
        if self.chance(0.12):
            found["kernel_regularizer"] = self.random.choice(
                (
                    "l2",
                    Made("regularizers.l2", {"l2": 0.001}),
                    Made("regularizers.L1L2", {"l1": 0.01, "l2": 0.1}),
                    Made("regularizers.L2", {"l2": 0.5}),
                )
            )
        if self.chance(0.1):
            found["use_bias"] = self.chance(0.5)
        if self.chance(0.06):
            found["name"] = f"layer_{self.random.randrange(10**9)}"
        return found

    def dense(self, units: Any = None, **args: Any) -> Layer:
        """A Dense layer."""
        return Layer(
            "Dense", {"units": self.width() if units is None else units, **self.activation(), **self.extras(), **args}
        )

    def seasoning(self, image: bool = False) -> list[Layer]:
        """What people put between layers with weights."""
        found = []
        if self.chance(0.25):
            found.append(Layer("BatchNormalization", {"momentum": 0.9} if self.chance(0.2) else {}))
        if self.chance(0.2):
            found.append(
                self.random.choice(
                    (
                        Layer("Activation", {"activation": self.random.choice(ACTIVATIONS[:3])}),
                        Layer("ReLU"),
                        Layer("LeakyReLU", {"negative_slope": 0.1}),
                        Layer("PReLU"),
                        Layer("ELU"),
                    )
                )
            )
        if self.chance(0.25):
            found.append(Layer("Dropout", {"rate": self.random.choice((0.1, 0.2, 0.25, 0.5))}))
        if self.chance(0.05):
            found.append(
                Layer("LayerNormalization") if self.chance(0.5) or image else Layer("GaussianNoise", {"stddev": 0.1})
            )
        return found

    def repeat(self, body: Layer, width: str) -> Repeat:
        """A layer in a loop over widths, sometimes with a second variable."""
        rows = tuple((self.width(),) for _ in range(self.random.randint(1, 3)))
        layers = [body._replace(args={**body.args, width: Ref("units")})]
        layers[0] = layers[0]._replace(args={k: v for k, v in layers[0].args.items() if k != "name"})
        if self.chance(0.3):
            rows = tuple((units, self.random.choice((0.1, 0.3, 0.5))) for (units,) in rows)
            return Repeat(("units", "rate"), rows, (*layers, Layer("Dropout", {"rate": Ref("rate")})))
        if self.chance(0.3) and body.kind != "LSTM":
            rows = tuple((units, self.random.choice(ACTIVATIONS[:4])) for (units,) in rows)
            layers[0] = layers[0]._replace(args={**layers[0].args, "activation": Ref("activation")})
            return Repeat(("units", "activation"), rows, tuple(layers))
        return Repeat(("units",), rows, (*layers, *self.seasoning()))

    def vector(self, most: int = 4) -> list[Item]:
        """Items for vectors."""
        found: list[Item] = []
        for _ in range(self.random.randint(1, most)):
            if self.chance(0.2):
                found.append(self.repeat(self.dense(), "units"))
            elif self.chance(0.1):
                found.append(Either(self.chance(0.5), (self.dense(), *self.seasoning()), tuple(self.seasoning())))
            else:
                found += [self.dense(), *self.seasoning()]
        return found

    def convolution(self) -> Layer:
        """A convolution that keeps rows and columns unless it has strides."""
        args: dict[str, Any] = {"filters": self.width(), "kernel_size": self.random.choice((3, (3, 3), 1, 5))}
        if self.chance(0.15):
            args["strides"] = self.random.choice((1, (1, 1), 2))
        args |= {"padding": "same", **self.activation(), **self.extras()}
        return Layer(
            "SeparableConv2D"
            if self.chance(0.1) and "kernel_regularizer" not in args and "kernel_initializer" not in args
            else "Conv2D",
            args,
        )

    def image(self) -> list[Item]:
        """Items for images that end in vectors."""
        found: list[Item] = [Layer("Rescaling", {"scale": 0.5})] if self.chance(0.1) else []
        for _ in range(self.random.randint(1, 3)):
            if self.chance(0.2):
                found.append(
                    self.repeat(
                        Layer("Conv2D", {"filters": 8, "kernel_size": 3, "padding": "same", **self.activation()}),
                        "filters",
                    )
                )
            else:
                found += [self.convolution(), *self.seasoning(image=True)]
            if self.chance(0.6):
                pools = (
                    Layer("MaxPooling2D"),
                    Layer("MaxPooling2D", {"pool_size": 2}),
                    Layer("MaxPooling2D", {"pool_size": (2, 2)}),
                    Layer("AveragePooling2D", {"pool_size": 2}),
                )
                found.append(self.random.choice(pools))
        return [
            *found,
            self.random.choice((Layer("Flatten"), Layer("GlobalAveragePooling2D"), Layer("GlobalMaxPooling2D"))),
        ]

    def sequence(self) -> list[Item]:
        """Items for sequences of vectors that end in vectors."""
        found: list[Item] = []
        kind = self.random.choice(("LSTM", "GRU", "SimpleRNN", "Conv1D"))
        if kind == "Conv1D":
            found += [
                Layer("Conv1D", {"filters": self.width(), "kernel_size": 3, "padding": "same", **self.activation()}),
                *self.seasoning(),
            ]
            return [
                *found,
                self.random.choice((Layer("Flatten"), Layer("GlobalMaxPooling1D"), Layer("GlobalAveragePooling1D"))),
            ]
        for _ in range(self.random.randint(0, 1)):
            found.append(self.recurrent(kind, {"return_sequences": True}))
        if self.chance(0.15):
            found.append(Layer("Dense", {"units": self.width(), **self.activation()}, "TimeDistributed"))
        return [*found, self.recurrent(kind, {"return_sequences": False} if self.chance(0.1) else {})]

    def recurrent(self, kind: str, args: dict[str, Any]) -> Layer:
        """A recurrent layer, sometimes in both directions."""
        more = {"dropout": 0.2} if self.chance(0.15) else {"activation": "relu"} if self.chance(0.15) else {}
        return Layer(
            kind, {"units": self.random.choice((3, 4, 6)), **args, **more}, "Bidirectional" if self.chance(0.2) else ""
        )

    def head(self, classes: int) -> list[Item]:
        """The output layer."""
        name = (
            self.random.choice(("softmax", "sigmoid", "linear", "softmax"))
            if classes > 1
            else self.random.choice(("sigmoid", "linear"))
        )
        if self.chance(0.15):
            return [
                Layer("Dense", {"units": classes}),
                Layer("Activation", {"activation": name}) if self.chance(0.7) else Layer("Softmax"),
            ]
        return [
            Layer(
                "Dense", {"units": classes, **({} if name == "linear" and self.chance(0.7) else {"activation": name})}
            )
        ]

    def architecture(self) -> Architecture:
        """A whole stack, from data to predictions."""
        classes = self.random.choice((1, 2, 3, 10))
        domain = self.random.choice(("vector", "vector", "image", "sequence", "tokens"))
        if domain == "vector":
            shape, items = (self.random.choice((4, 8, 20)),), self.vector()
        elif domain == "image":
            shape, items = self.random.choice(((16, 16, 1), (12, 12, 3))), self.image()
        elif domain == "sequence":
            shape, items = (6, 3), self.sequence()
        else:
            shape, items = (7,), [Layer("Embedding", {"input_dim": 50, "output_dim": self.width()}), *self.sequence()]
        if domain != "vector" and self.chance(0.6):
            items = [*items, *self.vector(2)]
        return Architecture(shape, (*items, *self.head(classes)), classes)


class Writer:
    """Writes layers and items as expressions and statements of one script."""

    def __init__(self, random: Random, names: Names, imports: Imports, values: Values, code: Code) -> None:
        self.random = random
        self.names = names
        self.imports = imports
        self.values = values
        self.code = code
        self.common: dict[str, str] = {}

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.random.random() < share

    def argument(self, name: str, value: Any, bound: Mapping[str, str]) -> str:
        """The expression of one argument."""
        if isinstance(value, Ref):
            return bound[value.name]
        if isinstance(value, Function):
            return self.imports(value.path)
        if isinstance(value, Made):
            positional = self.chance(0.4) and len(value.args) == 1
            inner = [
                self.values.of(v, k) if positional else f"{k}={self.values.of(v, k)}" for k, v in value.args.items()
            ]
            return f"{self.imports(value.path)}({', '.join(inner)})"
        return self.values.of(value, name)

    def layer(self, layer: Layer, bound: Mapping[str, str] | None = None, **more: str) -> str:
        """The expression that makes a layer. ``more`` are further keyword arguments, as text."""
        bound = bound or {}
        order = ORDER.get(layer.kind, ())
        positional = 0
        while (
            positional < len(order)
            and order[positional] in layer.args
            and self.chance(0.8 if positional == 0 else 0.35)
        ):
            positional += 1
        rest = {k: v for k, v in layer.args.items() if k not in order[:positional]}
        parts = [self.argument(name, layer.args[name], bound) for name in order[:positional]]
        keywords = [f"{name}={self.argument(name, value, bound)}" for name, value in rest.items()]
        if keywords and self.chance(0.06):
            keywords = (
                [f"**dict({', '.join(keywords)})"]
                if self.chance(0.5)
                else [f"**{{{', '.join(repr(k.partition('=')[0]) + ': ' + k.partition('=')[2] for k in keywords)}}}"]
            )
        text = f"{self.imports(f'layers.{layer.kind}')}({', '.join([*parts, *keywords])})"
        outer = [f"{name}={value}" for name, value in more.items()]
        if layer.wrapper:
            return f"{self.imports(f'layers.{layer.wrapper}')}({', '.join([text, *outer])})"
        return f"{text[:-1]}{', ' if text[-2] != '(' and outer else ''}{', '.join(outer)})"

    def loop(self, repeat: Repeat) -> tuple[str, dict[str, str], list[str]]:
        """The header of a loop over a block's rows, the expressions of its variables, and lines to stand before it."""
        rows, names = repeat.rows, repeat.names
        fresh = {name: self.names.new(name[0] if self.chance(0.3) else f"{name}_") for name in names}
        if len(names) == 1:
            return self._single([row[0] for row in rows], fresh[names[0]], names[0])
        style = self.random.choice(("tuples", "zip", "enumerate", "dicts", "items", "zip_constants"))
        variables = ", ".join(fresh.values())
        if style == "tuples":
            return f"for {variables} in {list(rows)!r}", fresh, []
        if style == "enumerate":
            columns = [list(column) for column in zip(*rows, strict=True)]
            index = self.names.new("i")
            table = self.names.new("table")
            bound = {names[0]: fresh[names[0]], names[1]: f"{table}[{index}]"}
            return f"for {index}, {fresh[names[0]]} in enumerate({columns[0]!r})", bound, [f"{table} = {columns[1]!r}"]
        if style == "dicts":
            table, block = self.names.new("blocks"), self.names.new("block")
            lines = [f"{table} = {[dict(zip(names, row, strict=True)) for row in rows]!r}"]
            return f"for {block} in {table}", {name: f'{block}["{name}"]' for name in names}, lines
        if style == "items" and len({row[0] for row in rows}) == len(rows):
            return f"for {variables} in {dict(rows)!r}.items()", fresh, []
        columns = [repr(list(column)) for column in zip(*rows, strict=True)]
        if style == "zip_constants":
            constants = [self.names.new("COLUMN") for _ in columns]
            return (
                f"for {variables} in zip({', '.join(constants)})",
                fresh,
                [f"{c} = {v}" for c, v in zip(constants, columns, strict=True)],
            )
        return f"for {variables} in zip({', '.join(columns)})", fresh, []

    def _single(self, values: list[Any], name: str, role: str) -> tuple[str, dict[str, str], list[str]]:
        style = self.random.choice(
            ("list", "list", "tuple", "stored", "slice", "reversed", "index", "range", "sorted", "doubling")
        )
        bound = {role: name}
        if style == "tuple":
            return f"for {name} in ({', '.join(map(repr, values))},)", bound, []
        if style == "stored":
            return f"for {name} in {self.values.of(values, 'sizes')}", bound, []
        if style == "slice":
            table = self.names.new("sizes")
            return f"for {name} in {table}[:{len(values)}]", bound, [f"{table} = {[*values, 99]!r}"]
        if style == "reversed":
            return (
                f"for {name} in {self.random.choice((f'reversed({values[::-1]!r})', f'{values[::-1]!r}[::-1]'))}",
                bound,
                [],
            )
        if style == "index":
            table, index = self.names.new("sizes"), self.names.new("i")
            return f"for {index} in range(len({table}))", {role: f"{table}[{index}]"}, [f"{table} = {values!r}"]
        if style == "range" and len(set(values)) == 1:
            return f"for _ in range({self.values.of(len(values), 'blocks')})", {role: repr(values[0])}, []
        if style == "sorted" and values == sorted(values):
            return f"for {name} in sorted({values!r})", bound, []
        if style == "doubling" and all(b == 2 * a for a, b in pairwise(values)):
            index = self.names.new("i")
            return f"for {index} in range({len(values)})", {role: f"{values[0]} * 2 ** {index}"}, []
        return f"for {name} in {values!r}", bound, []
