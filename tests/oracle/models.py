"""The ways to write a model: as a list, with ``add``, with the functional API, as a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracle.layers import Architecture, Designer, Either, Item, Layer, Repeat, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

STYLES = ("list", "add", "functional", "topology", "subclass", "nested", "multi", "transfer")


class Modeller:
    """Writes one model after the other into a script; each is left in a variable."""

    def __init__(self, writer: Writer, designer: Designer) -> None:
        self.writer = writer
        self.designer = designer
        self.random = writer.random
        self.imports = writer.imports
        self.code = writer.code
        self.names = writer.names

    def chance(self, share: float) -> bool:
        """True in that share of cases."""
        return self.random.random() < share

    def shape(self, shape: tuple[int, ...]) -> str:
        """A shape as an expression."""
        if len(shape) == 1 and self.chance(0.3):
            return f"({self.writer.values.of(shape[0], 'features')},)"
        return repr(shape)

    def input(self, shape: tuple[int, ...]) -> str:
        """An ``Input(...)`` expression."""
        spelled = self.imports("Input")
        return f"{spelled}({self.shape(shape)})" if self.chance(0.4) else f"{spelled}(shape={self.shape(shape)})"

    def condition(self, truth: bool) -> str:
        """An expression with a constant truth."""
        ways = [repr(truth), self.writer.values.of(truth, "flag")]
        ways += (
            ["1 + 1 == 2", "not False", "'a' in ['a', 'b']", "3 > 2", "len([1]) == 1"]
            if truth
            else ["1 > 2", "not True", "'c' in ['a']", "None is not None", "[]"]
        )
        return self.random.choice(ways)

    # Sequential models.

    def in_list(self, architecture: Architecture, name: str) -> None:
        """``Sequential([...])``."""
        entries: list[str] = []
        for item in architecture.items:
            entries += self._entries(item)
        if self.chance(0.7):
            entries.insert(0, self.input(architecture.shape))
        sequential = self.imports("Sequential")
        style = self.random.choice(
            ("inline", "inline", "inline", "variable", "grown", "summed", "keyword", "tuple_star", "loop")
        )
        if style in ("inline", "keyword"):
            self.code.add(
                f"{name} = {sequential}({'layers=' if style == 'keyword' else ''}[",
                *(f"    {entry}," for entry in entries),
                "])",
            )
            return
        table = self.names.new("stack")
        if style == "grown":
            self.code.add(f"{table} = []")
            for entry in entries:
                self._grow(table, entry)
        elif style == "summed":
            half = len(entries) // 2
            self.code.add(f"{table} = [{', '.join(entries[:half])}] + [{', '.join(entries[half:])}]")
        else:
            self.code.add(f"{table} = [", *(f"    {entry}," for entry in entries), "]")
        if style == "tuple_star":
            self.code.add(f"{name} = {sequential}([*{table}])")
        elif style == "loop":
            self.code.add(f"{name} = {sequential}()", f"for each in {table}:", f"    {name}.add(each)")
        else:
            self.code.add(f"{name} = {sequential}({table})")

    def _grow(self, table: str, entry: str) -> None:
        if entry.startswith("*"):
            self.code.add(
                self.random.choice(
                    (f"{table} += {entry[1:]}", f"{table}.extend({entry[1:]})", f"{table} = {table} + {entry[1:]}")
                )
            )
        else:
            self.code.add(
                self.random.choice(
                    (
                        f"{table}.append({entry})",
                        f"{table} += [{entry}]",
                        f"{table}.insert(len({table}), {entry})",
                        f"{table} = [*{table}, {entry}]",
                    )
                )
            )

    def _entries(self, item: Item) -> list[str]:
        """The entries of a list literal for an item."""
        writer = self.writer
        if isinstance(item, Layer):
            return [writer.layer(item)]
        if isinstance(item, Either):
            then, otherwise = (
                "[" + ", ".join(writer.layer(layer) for layer in layers) + "]" for layers in (item.then, item.otherwise)
            )
            return [f"*({then} if {self.condition(item.truth)} else {otherwise})"]
        if len(item.body) > 1:
            return [
                writer.layer(layer, dict(zip(item.names, map(repr, row), strict=True)))
                for row in item.rows
                for layer in item.body
            ]
        header, bound, lines = writer.loop(item)
        self.code.add(*lines)
        return [f"*[{writer.layer(item.body[0], bound)} {header}]"]

    def by_add(self, architecture: Architecture, name: str) -> None:
        """``model.add(...)``."""
        named = f"name='net_{self.random.randrange(100)}'" if self.chance(0.15) else ""
        self.code.add(f"{name} = {self.imports('Sequential')}({named})")
        first = architecture.items[0]
        items = list(architecture.items)
        if (
            self.chance(0.25)
            and isinstance(first, Layer)
            and not first.wrapper
            and first.kind in ("Dense", "Conv2D", "LSTM")
        ):
            self.code.add(f"{name}.add({self.writer.layer(first, None, input_shape=self.shape(architecture.shape))})")
            items = items[1:]
        elif self.chance(0.85):
            self.code.add(f"{name}.add({self.input(architecture.shape)})")
        self.statements(items, lambda text: self.code.add(f"{name}.add({text})"))
        if self.chance(0.05):
            self.code.add(f"{name}.add({self.imports('layers.Dropout')}(0.5))", f"{name}.pop()")

    # Statements for items, whatever is done with each layer.

    def statements(self, items: Sequence[Item], use: Callable[[str], None]) -> None:
        """Run through items; ``use`` writes what is done with the expression of a layer."""
        for item in items:
            if isinstance(item, Layer):
                use(self.writer.layer(item))
            elif isinstance(item, Either):
                self._alternatives(item, use)
            else:
                self._repeated(item, use)

    def _alternatives(self, item: Either, use: Callable[[str], None]) -> None:
        with self.code.block(f"if {self.condition(item.truth)}:"):
            for layer in item.then:
                use(self.writer.layer(layer))
        if item.otherwise:
            with self.code.block("else:"):
                for layer in item.otherwise:
                    use(self.writer.layer(layer))

    def _repeated(self, item: Repeat, use: Callable[[str], None]) -> None:
        if len(item.names) == 1 and self.chance(0.1):
            self._while(item, use)
            return
        header, bound, lines = self.writer.loop(item)
        self.code.add(*lines)
        with self.code.block(f"{header}:"):
            for layer in item.body:
                use(self.writer.layer(layer, bound))

    def _while(self, item: Repeat, use: Callable[[str], None]) -> None:
        index, table = self.names.new("k"), self.names.new("widths")
        self.code.add(f"{table} = {[row[0] for row in item.rows]!r}", f"{index} = 0")
        with self.code.block(f"while {index} < len({table}):"):
            for layer in item.body:
                use(self.writer.layer(layer, {item.names[0]: f"{table}[{index}]"}))
            self.code.add(f"{index} += 1")

    # Functional models.

    def chain(self, items: Sequence[Item], source: str, variable: str) -> str:
        """``x = layer(x)`` for each layer; returns the variable with the result."""
        current = source

        def use(text: str) -> None:
            nonlocal current
            self.code.add(f"{variable} = {text}({current})")
            current = variable

        if any(not isinstance(item, Layer) for item in items) and source != variable:
            self.code.add(f"{variable} = {source}")
            current = variable
        self.statements(items, use)
        return current

    def functional(self, architecture: Architecture, name: str) -> None:
        """A chain from ``Input`` to ``Model``."""
        source, variable = self.names.new("inputs"), self.names.new("x")
        if self.chance(0.2):
            self.code.add(f"{source} = {variable} = {self.input(architecture.shape)}")
            self.finish(source, self.chain(architecture.items, variable, variable), name)
            return
        self.code.add(f"{source} = {self.input(architecture.shape)}")
        self.finish(source, self.chain(architecture.items, source, variable), name)

    def finish(self, inputs: str, outputs: str, name: str) -> None:
        """``Model(inputs, outputs)``; not with lists of one for inner models, whose outputs would stay lists."""
        model = self.imports("Model")
        ways = (
            f"{inputs}, {outputs}",
            f"inputs={inputs}, outputs={outputs}",
            f"outputs={outputs}, inputs={inputs}",
            f"{inputs}, {outputs}, name='net'",
        )
        if "[" not in inputs + outputs and not name.startswith("encoder"):
            ways = (*ways, f"[{inputs}], [{outputs}]", f"inputs=[{inputs}], outputs={outputs}")
        self.code.add(f"{name} = {model}({self.random.choice(ways)})")

    def topology(self, architecture: Architecture, name: str) -> None:
        """Branches, residual connections and shared layers on vectors."""
        designer, writer = self.designer, self.writer
        shape = vector_shape(architecture)
        source, x = self.names.new("inputs"), self.names.new("x")
        self.code.add(f"{source} = {self.input(shape)}")
        width = designer.width()
        self.code.add(f"{x} = {writer.layer(designer.dense(width))}({source})")
        for _ in range(self.random.randint(1, 3)):
            part = self.random.choice(
                (self._residual, self._branches, self._gate, self._shared, self._block, self._arithmetic)
            )
            part(x, width)
        self.chain(designer.head(architecture.classes), x, x)
        self.finish(source, x, name)

    def _residual(self, x: str, width: int) -> None:
        """``x = x + f(x)``."""
        skip = self.names.new("skip")
        self.code.add(f"{skip} = {x}")
        self.chain([self.designer.dense(), *self.designer.seasoning(), self.designer.dense(width)], x, x)
        self.code.add(f"{x} = {self.merge('add', [x, skip])}")

    def merge(self, kind: str, tensors: list[str]) -> str:
        """One of the ways to merge tensors of equal shape."""
        listed = f"[{', '.join(tensors)}]"
        ways = [
            f"{self.imports(f'layers.{kind}')}({listed})",
            f"{self.imports(f'layers.{kind.capitalize()}')}()({listed})",
        ]
        if kind == "add":
            ways += (
                [" + ".join(tensors), f"{self.imports('ops.add')}({', '.join(tensors)})"] if len(tensors) == 2 else []
            )
        if kind == "multiply":
            ways += [" * ".join(tensors)] if len(tensors) == 2 else []
        if kind == "concatenate":
            ways += [
                f"{self.imports('ops.concatenate')}({listed}, axis=-1)",
                f"{self.imports('layers.Concatenate')}(axis=-1)({listed})",
            ]
        return self.random.choice(ways)

    def _branches(self, x: str, width: int) -> None:
        """Two or three branches, merged."""
        count = self.random.randint(2, 3)
        kind = self.random.choice(("concatenate", "add", "multiply", "maximum", "average"))
        if self.chance(0.4):
            table = self.names.new("branches")
            self.code.add(f"{table} = []")
            header, bound, lines = self.writer.loop(Repeat(("units",), tuple((width,) for _ in range(count)), ()))
            self.code.add(*lines)
            with self.code.block(f"{header}:"):
                layer = self.designer.dense()
                made = layer._replace(args={**{k: v for k, v in layer.args.items() if k != "name"}, "units": width})
                self.code.add(f"{table}.append({self.writer.layer(made, bound)}({x}))")
            self.code.add(f"{x} = {self.imports(f'layers.{kind}')}({table})")
        else:
            tensors = []
            for _ in range(count):
                branch = self.names.new("branch")
                tensors.append(self.chain([*self.designer.vector(1), self.designer.dense(width)], x, branch))
            self.code.add(f"{x} = {self.merge(kind, tensors)}")
        self.code.add(f"{x} = {self.writer.layer(self.designer.dense(width))}({x})")

    def _gate(self, x: str, width: int) -> None:
        """A gate: the signal times a sigmoid of itself."""
        gate = self.names.new("gate")
        self.code.add(f"{gate} = {self.imports('layers.Dense')}({width}, activation='sigmoid')({x})")
        self.code.add(f"{x} = {self.merge('multiply', [x, gate])}")

    def _shared(self, x: str, width: int) -> None:
        """One layer object, called twice."""
        shared, left, right = (self.names.new(hint) for hint in ("shared", "left", "right"))
        self.code.add(f"{shared} = {self.writer.layer(self.designer.dense(width))}")
        self.code.add(f"{left} = {shared}({x})", f"{right} = {shared}({left})")
        self.code.add(f"{x} = {self.merge(self.random.choice(('add', 'concatenate')), [left, right])}")
        self.code.add(f"{x} = {self.writer.layer(self.designer.dense(width))}({x})")

    def _block(self, x: str, width: int) -> None:
        """A function that builds a block, called once or more."""
        block = self.names.new("block")
        units = self.random.choice(("units", "filters", "n"))
        default = self.random.choice((f"{units}", f"{units}={width}"))
        inner = [*self.designer.seasoning()]
        with self.code.block(f"def {block}(t, {default}, activation='relu'):"):
            self.code.add(f"t = {self.imports('layers.Dense')}({units})(t)")
            held, self.writer.values.parameters = self.writer.values.parameters, []
            self.chain(inner, "t", "t")
            self.writer.values.parameters = held
            self.code.add(f"return {self.imports('layers.Activation')}(activation)(t)")
        for _ in range(self.random.randint(1, 2)):
            ways = [
                f"{x}, {width}",
                f"{x}, {units}={width}",
                f"{x}, {width}, 'tanh'",
                f"{x}, activation='tanh', {units}={width}",
                f"t={x}, {units}={width}",
            ]
            if "=" in default:
                ways += [x, f"{x}, activation='elu'"]
            self.code.add(f"{x} = {block}({self.random.choice(ways)})")

    def _arithmetic(self, x: str, width: int) -> None:
        """Functions and operators on tensors."""
        names = ("ops.relu", "ops.tanh", "ops.square", "activations.tanh")
        ways = [f"{x} * 0.5", f"{x} + 1.0", f"1.0 - {x}", f"{x} / 2.0", f"-{x}", f"{x} ** 2"]
        ways += [f"{self.imports(name)}({x})" for name in names]
        self.code.add(f"{x} = {self.random.choice(ways)}")

    def multi(self, architecture: Architecture, name: str) -> None:
        """Several inputs, several outputs."""
        designer = self.designer
        one, other = self.names.new("input_a"), self.names.new("input_b")
        self.code.add(f"{one} = {self.input((8,))}", f"{other} = {self.input((5,))}")
        left = self.chain(designer.vector(2), one, self.names.new("a"))
        right = self.chain(designer.vector(2), other, self.names.new("b"))
        x = self.names.new("x")
        self.code.add(f"{x} = {self.merge('concatenate', [left, right])}")
        self.chain(designer.vector(1), x, x)
        heads = []
        for _ in range(self.random.randint(1, 2)):
            heads.append(self.names.new("head"))
            layer = Layer("Dense", {"units": architecture.classes, "activation": "sigmoid"})
            self.code.add(f"{heads[-1]} = {self.writer.layer(layer)}({x})")
        inputs = (
            self.random.choice((f"[{one}, {other}]", f"({one}, {other})")) if self.chance(0.3) else f"[{one}, {other}]"
        )
        self.finish(inputs, heads[0] if len(heads) == 1 else f"[{', '.join(heads)}]", name)

    def nested(self, architecture: Architecture, name: str) -> None:
        """A model inside another one."""
        inner = self.names.new("encoder")
        body, head = architecture.items[:-1], architecture.items[-1:]
        if not body:
            body = (self.designer.dense(),)
        part = architecture._replace(items=body)
        self.random.choice((self.in_list, self.by_add, self.functional))(part, inner)
        if self.chance(0.5):
            self.code.add(f"{name} = {self.imports('Sequential')}()")
            if self.chance(0.5):
                self.code.add(f"{name}.add({self.input(architecture.shape)})")
            self.code.add(f"{name}.add({inner})")
            self.statements(head, lambda text: self.code.add(f"{name}.add({text})"))
            return
        source, x = self.names.new("inputs"), self.names.new("x")
        self.code.add(f"{source} = {self.input(architecture.shape)}", f"{x} = {inner}({source})")
        if self.chance(0.25):
            again = self.names.new("again")
            self.code.add(f"{again} = {inner}({source})", f"{x} = {self.merge('add', [x, again])}")
        self.chain(head, x, x)
        self.finish(source, x, name)

    def transfer(self, architecture: Architecture, name: str) -> None:
        """A ready-made model with a new head."""
        base = self.names.new("base")
        pooled = self.chance(0.4)
        kind = self.random.choice(("MobileNetV2", "VGG16", "ResNet50"))
        options = [
            "weights=None",
            "include_top=False",
            "input_shape=(32, 32, 3)",
            *(["pooling='avg'"] if pooled else []),
        ]
        self.code.add(f"{base} = {self.imports(f'applications.{kind}')}({', '.join(options)})")
        if self.chance(0.6):
            self.code.add(f"{base}.trainable = False")
        tail: list[Item] = [] if pooled else [Layer("GlobalAveragePooling2D")]
        tail += [*self.designer.vector(1), *self.designer.head(architecture.classes)]
        if self.chance(0.4):
            entries = [entry for item in tail for entry in self._entries(item)]
            self.code.add(f"{name} = {self.imports('Sequential')}([{base}, {', '.join(entries)}])")
        elif self.chance(0.5):
            self.finish(f"{base}.input", self.chain(tail, f"{base}.output", self.names.new("x")), name)
        else:
            source = self.names.new("inputs")
            self.code.add(f"{source} = {self.input((32, 32, 3))}")
            x = self.names.new("x")
            self.code.add(f"{x} = {base}({source}{', training=False' if self.chance(0.5) else ''})")
            self.finish(source, self.chain(tail, x, x), name)

    # Classes.

    def subclass(self, architecture: Architecture, name: str) -> None:
        """A model class with ``__init__`` and ``call``."""
        cls = self.names.new("Net")
        held, self.writer.values.parameters = self.writer.values.parameters, []
        steps: list[tuple[str, str]] = []
        with self.code.block(f"class {cls}({self.imports('Model')}):"):
            extra = self.random.choice(("", ", units=16", ", **kwargs"))
            with self.code.block(f"def __init__(self{extra}):"):
                old = f"super({cls}, self).__init__" if self.chance(0.3) else "super().__init__"
                self.code.add(f"{old}({'**kwargs' if 'kwargs' in extra else ''})")
                for item in architecture.items:
                    steps += self._attributes(item)
            training = ", training=None" if self.chance(0.4) else ", training=False" if self.chance(0.3) else ""
            with self.code.block(f"def call(self, inputs{training}):"):
                self._call(steps, bool(training))
        self.writer.values.parameters = held
        self.code.add("", f"{name} = {cls}()")

    def _attributes(self, item: Item) -> list[tuple[str, str]]:
        """Write the attributes of an item in ``__init__``; returns them with how ``call`` uses each."""
        writer = self.writer
        if isinstance(item, Layer):
            attribute = f"self.{self.names.new(item.kind.lower())}"
            self.code.add(f"{attribute} = {writer.layer(item)}")
            return [(attribute, "dropout" if item.kind == "Dropout" else "layer")]
        table = f"self.{self.names.new('blocks')}"
        if isinstance(item, Either):
            self.code.add(f"{table} = []")
            self._alternatives(item, lambda text: self.code.add(f"{table}.append({text})"))
            return [(table, "list")]
        if len(item.body) == 1 and self.chance(0.5):
            header, bound, lines = writer.loop(item)
            self.code.add(*lines, f"{table} = [{writer.layer(item.body[0], bound)} {header}]")
        else:
            self.code.add(f"{table} = []")
            self._repeated(item, lambda text: self.code.add(f"{table}.append({text})"))
        return [(table, "list")]

    def _call(self, steps: list[tuple[str, str]], training: bool) -> None:
        if self.chance(0.15) and all(kind == "layer" for _, kind in steps):
            text = "inputs"
            for attribute, _ in steps:
                text = f"{attribute}({text})"
            self.code.add(f"return {text}")
            return
        current = "inputs"
        for attribute, kind in steps:
            if kind == "list":
                self.code.add(
                    *([] if current == "x" else ["x = inputs"]), f"for layer in {attribute}:", "    x = layer(x)"
                )
            else:
                self.code.add(
                    f"x = {attribute}({current}{', training=training' if training and kind == 'dropout' else ''})"
                )
            current = "x"
        self.code.add("return x")


def vector_shape(architecture: Architecture) -> tuple[int, ...]:
    """The shape of an architecture's data if they are vectors of numbers, otherwise a stand-in that is."""
    tokens = any(isinstance(item, Layer) and item.kind == "Embedding" for item in architecture.items)
    return architecture.shape if len(architecture.shape) == 1 and not tokens else (8,)
