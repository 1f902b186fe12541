"""Ways of Python to say the same things, as templates; see :class:`oracle.templates.Template`."""

# ruff: noqa: E501 - the lines are those of scripts, alternatives included

from __future__ import annotations

from oracle.templates import Template

VECTOR = ((8,),)

IDIOMS = (
    Template(
        "reduce",
        VECTOR,
        """
        import functools
        inputs = $Input((8,))
        stack = [$Dense(n, activation="relu") for n in <<(16, 8)|[16, 8]|range(4, 13, 4)>>]
        MODEL = $Model(inputs, functools.reduce(lambda tensor, layer: layer(tensor), stack, inputs))
        """,
    ),
    Template(
        "partial",
        ((16, 16, 3),),
        """
        from functools import partial
        Conv = partial($Conv2D, kernel_size=@3:kernel@, padding="same", activation=<<"relu"|'elu'>>)
        MODEL = $Sequential([$Input((16, 16, 3)), Conv(filters=8), Conv(filters=16, <<strides=2|activation='tanh'|use_bias=False>>), $Flatten(), $Dense(1)])
        """,
    ),
    Template(
        "getattr",
        VECTOR,
        """
        from <<tensorflow.keras|keras>> import layers as zoo
        MODEL = $Sequential()
        MODEL.add($Input((8,)))
        for kind, units in [("Dense", 8), ("Dense", @4:units@)]:
            MODEL.add(getattr(zoo, kind)(units))
        """,
    ),
    Template(
        "layer classes",
        VECTOR,
        """
        def stack(layer, *units, **options):
            return [layer(n, **options) for n in units]

        MODEL = $Sequential([$Input((8,)), *stack($Dense, 16, @8:units@, activation='relu', use_bias=False)<<|[:2]|[:1]|[-1:]>>, $Dense(1)])
        """,
    ),
    Template(
        "keywords through",
        VECTOR,
        """
        def dense(units, **kwargs):
            <<kwargs.setdefault("activation", "relu")|kwargs = {"activation": "relu", **kwargs}|kwargs = dict(activation="relu", **kwargs)>>
            return $Dense(units, **kwargs)

        inputs = $Input((8,))
        x = dense(@16:units@)(inputs)
        x = dense(8, kernel_initializer="he_normal")(x)
        MODEL = $Model(inputs, dense(1, use_bias=False)(x))
        """,
    ),
    Template(
        "star arguments",
        VECTOR,
        """
        def mlp(*sizes, activation='relu', out=1):
            net = $Sequential()
            net.add($Input((8,)))
            for size in sizes:
                net.add($Dense(size, activation=activation))
            net.add($Dense(out))
            return net

        sizes = @[16, 8]:sizes@
        MODEL = mlp(<<*sizes|16, 8|*sizes, activation='tanh'|4, *sizes, out=2|*(8, 4), **{'out': 3}>>)
        """,
    ),
    Template(
        "recursion",
        VECTOR,
        """
        def deepen(x, depth):
            if depth == 0:
                return x
            return deepen($Dense(2 ** (depth + 2), activation='relu')(x), depth - 1)

        inputs = $Input((8,))
        MODEL = $Model(inputs, $Dense(1)(deepen(inputs, 2)))
        """,
    ),
    Template(
        "closures",
        VECTOR,
        """
        def maker(activation):
            count = 0

            def make(units):
                nonlocal count
                count += 1
                return $Dense(units, activation=activation, name=f"{activation}_{count}")

            return make

        relu, tanh = maker("relu"), maker("tanh")
        MODEL = $Sequential([$Input((8,)), relu(16), tanh(8), relu(@4:units@)])
        """,
    ),
    Template(
        "yield",
        VECTOR,
        """
        def layers_of(sizes):
            for size in sizes:
                yield $Dense(size, activation="relu")
            yield $Dense(1)

        MODEL = $Sequential([$Input((8,)), *layers_of([16, 8])])
        """,
    ),
    Template(
        "match",
        VECTOR,
        """
        def activation_for(kind):
            match kind:
                case "hidden":
                    return "relu"
                case "output":
                    return "sigmoid"
                case _:
                    raise ValueError(kind)

        MODEL = $Sequential([$Input((8,)), $Dense(@8:units@, activation=activation_for("hidden")), $Dense(1, activation=activation_for("output"))])
        """,
    ),
    Template(
        "breaks",
        VECTOR,
        """
        MODEL = $Sequential()
        MODEL.add($Input((8,)))
        for i, units in enumerate([16, 8, 4, 2], <<0|start=0>>):
            if i == @1:skipped@:
                continue
            if units < 4:
                break
            MODEL.add($Dense(units, activation="relu" if i else "tanh"))
        else:
            MODEL.add($Dropout(0.9))
        MODEL.add($Dense(1))
        """,
    ),
    Template(
        "shrinking",
        VECTOR,
        """
        inputs = $Input((8,))
        x, units = inputs, @32:units@
        while units > 4:
            x = $Dense(units, activation="relu")(x)
            units <<//= 2|= units // 2|= int(units / 2)>>
        MODEL = $Model(inputs, $Dense(1)(x))
        """,
    ),
    Template(
        "walrus",
        VECTOR,
        """
        MODEL = $Sequential([$Input((8,)), $Dense((width := @16:units@)), $Dense(width // 2), $Dense(<<width % 7|width - 8|min(width, 3)>>)])
        """,
    ),
    Template(
        "itertools",
        VECTOR,
        """
        import itertools
        MODEL = $Sequential([$Input((8,))])
        for units, rate in itertools.product([16, 8], [0.1]):
            MODEL.add($Dense(units))
            MODEL.add($Dropout(rate))
        for layer in itertools.chain([$Dense(4)], [$Dense(2)]):
            MODEL.add(layer)
        """,
    ),
    Template(
        "map",
        VECTOR,
        """
        MODEL = $Sequential(<<list(map($Dense, [8, 4]))|[*map(lambda n: $Dense(n, activation='relu'), [8, 4])]|list($Dense(n) for n in [8, 4])|[$Dense(n) for n in [8, 0, 4] if n]|[$Dense(a) for row in [[8], [4]] for a in row]>>)
        """,
    ),
    Template(
        "specs",
        VECTOR,
        """
        SPECS = [
            {"type": "dense", "units": 16, "activation": "relu"},
            {"type": "dropout", "rate": @0.5:rate@},
            {"type": "dense", "units": 1, "activation": None},
        ]
        KINDS = {"dense": $Dense, "dropout": $Dropout}
        MODEL = $Sequential([$Input((8,))])
        for spec in SPECS:
            <<kind = spec["type"]|kind = spec.get("type")>>
            rest = {k: v for k, v in spec.items() if k != "type"}
            MODEL.add(KINDS[kind](**rest))
        """,
    ),
    Template(
        "specs by branch",
        VECTOR,
        """
        x = inputs = $Input((8,))
        for kind, amount in <<[("dense", 16), ("drop", 0.5), ("dense", 4)]|(("drop", 0.25), ("dense", 8))|{"dense": 8, "drop": 0.1}.items()>>:
            if kind == "dense":
                x = $Dense(amount, activation="relu")(x)
            elif kind == "drop":
                x = $Dropout(amount)(x)
            else:
                raise ValueError(kind)
        MODEL = $Model(inputs, $Dense(1)(x))
        """,
    ),
    Template(
        "truncated",
        VECTOR,
        """
        whole = $Sequential([$Input((8,)), $Dense(16, activation='relu'), $Dense(@4:units@), $Dense(1)])
        MODEL = <<$Sequential(whole.layers[:-1])|$Model(whole.inputs, whole.layers[-2].output)|$Model(whole.inputs, whole.layers[1].output)|$Model(inputs=whole.inputs, outputs=$Dense(3)(whole.outputs[0]))|$Model(whole.inputs, $Dense(3)(whole.layers[-2].output))|$Sequential([*whole.layers[:2], $Dense(5)])|$Sequential(list(whole.layers) + [$Dense(2)])>>
        """,
    ),
    Template(
        "by name",
        VECTOR,
        """
        inputs = $Input((8,))
        x = $Dense(@16:units@, activation="relu", name="features")(inputs)
        whole = $Model(inputs, $Dense(1)(x))
        MODEL = $Model(whole.input, $Dense(2)(whole.get_layer("features").output))
        """,
    ),
    Template(
        "popped",
        VECTOR,
        """
        MODEL = $Sequential()
        MODEL.add($Input((8,)))
        MODEL.add($Dense(16))
        MODEL.add($Dense(@4:units@))
        MODEL.pop()
        MODEL.add($Dense(2, activation='softmax'))
        """,
    ),
    Template(
        "guarded import",
        VECTOR,
        """
        try:
            from <<tensorflow.keras.layers import Dense as FullyConnected|keras.layers import Dense as FullyConnected>>
        except ImportError:
            from keras.layers import Dense as FullyConnected
        MODEL = $Sequential([$Input((8,)), FullyConnected(@8:units@, activation='relu'), FullyConnected(1)])
        """,
    ),
    Template(
        "local import",
        VECTOR,
        """
        def build():
            from tensorflow import keras as K
            <<from keras.layers import Dense|Dense = K.layers.Dense|Dense = getattr(K.layers, "Dense")>>
            return K.Sequential([K.Input((8,)), Dense(@8:units@), K.layers.Dense(1)])

        MODEL = build()
        """,
    ),
    Template(
        "strategy",
        VECTOR,
        """
        import contextlib
        with <<contextlib.nullcontext()|contextlib.nullcontext() as scope>>:
            MODEL = $Sequential([$Input((8,)), $Dense(@8:units@, activation="relu"), $Dense(1)])
        """,
    ),
    Template(
        "tuple of models",
        VECTOR,
        """
        def pair():
            first = $Sequential([$Input((8,)), $Dense(4)])
            second = $Sequential([$Input((4,)), $Dense(1)])
            return <<first, second|[first, second]|{"a": first, "b": second}.values()>>

        head, tail = pair()
        MODEL = $Sequential([head, tail])
        """,
    ),
    Template(
        "cache of layers",
        VECTOR,
        """
        cache = {}

        def layer(name, units):
            if name not in cache:
                cache[name] = $Dense(units, activation="relu")
            return cache[name]

        inputs = $Input((8,))
        x = layer("a", 8)(inputs)
        x = layer("b", 8)(x)
        x = layer("a", 8)(x)
        MODEL = $Model(inputs, x)
        """,
    ),
    Template(
        "strings",
        VECTOR,
        """
        text = "16-8-4"
        MODEL = $Sequential([$Input((8,))])
        for units in <<[int(part) for part in text.split("-")]|map(int, text.split("-"))|sorted([4, 16, 8], reverse=True)|list(reversed([4, 8]))|{16, 16}>>:
            MODEL.add($Dense(units))
        """,
    ),
    Template(
        "default list",
        VECTOR,
        """
        def network(units=(16, 8), activation=@'relu':activation@, final=None, norm=False):
            net = $Sequential([$Input((8,))])
            for n in units:
                net.add($Dense(n, activation=activation))
                if norm:
                    net.add($BatchNormalization())
            if final is not None:
                net.add($Dense(1, activation=final))
            else:
                net.add($Dense(2))
            return net

        MODEL = network(<<|(4, 4)|units=[32], final='sigmoid'|norm=True|[8], 'tanh', None, True>>)
        """,
    ),
    Template(
        "two passes",
        VECTOR,
        """
        layers_ = {}
        for name, units in (("one", 8), ("two", @4:units@)):
            layers_[name] = $Dense(units, name=name)
        MODEL = $Sequential([$Input((8,)), <<*layers_.values()|layers_["one"], layers_["two"]|*[layers_[k] for k in sorted(layers_)]>>])
        """,
    ),
    Template(
        "tuple swap",
        VECTOR,
        """
        small, large = 4, 16
        small, large = large, small
        first, *rest = [small, large, @8:units@]
        MODEL = $Sequential([$Input((8,)), $Dense(first), *[$Dense(n) for n in rest], $Dense(<<len(rest)|sum(rest) % 5 + 1|rest[-1]|max(rest)>>)])
        """,
    ),
    Template(
        "cloned",
        VECTOR,
        """
        original = $Sequential([$Input((8,)), $Dense(@8:units@, activation="relu"), $Dense(1)])
        MODEL = <<original|$Sequential([original])|$Sequential([original, $Dense(3)])>>
        """,
    ),
)
