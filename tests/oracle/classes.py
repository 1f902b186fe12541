"""Models that are written as classes or by classes, as templates; see :class:`oracle.templates.Template`."""

from __future__ import annotations

from oracle.templates import Template

VECTOR = ((8,),)

CLASSES = (
    Template(
        "static methods",
        VECTOR,
        """
        class Factory:
            UNITS = @16:units@

            def __init__(self, rate=0.5):
                self.rate = rate

            @staticmethod
            def head(n=1):
                return $Dense(n)

            @classmethod
            def body(cls):
                return $Dense(cls.UNITS, activation="relu")

            @property
            def dropout(self):
                return $Dropout(self.rate)

            def build(self):
                return $Sequential([$Input((8,)), self.body(), self.dropout, Factory.head(<<|2|n=3>>)])

        MODEL = Factory(<<|0.25|rate=0.1>>).build()
        """,
    ),
    Template(
        "inheritance",
        VECTOR,
        """
        class Base:
            units = 8

            def __init__(self, depth=1):
                self.depth = depth

            def body(self, x):
                raise NotImplementedError

            def build(self):
                inputs = $Input((8,))
                return $Model(inputs, $Dense(1)(self.body(inputs)))

        class Wide(Base):
            units = @32:units@

            def __init__(self, *args, **kwargs):
                super().__init__(*args, **kwargs)
                self.activation = "relu"

            def body(self, x):
                for _ in range(self.depth):
                    x = $Dense(self.units, activation=self.activation)(x)
                return x

        MODEL = Wide(<<|2|depth=3>>).build()
        """,
    ),
    Template(
        "sequential subclass",
        VECTOR,
        """
        class Net($Sequential):
            def __init__(self, units=16):
                super().__init__(<<name="net"|>>)
                self.add($Input((8,)))
                self.add($Dense(units, activation="relu"))
                self.add($Dense(1))

        MODEL = Net(<<|8|units=4>>)
        """,
    ),
    Template(
        "functional subclass",
        VECTOR,
        """
        class Net($Model):
            def __init__(self, units=16, **kwargs):
                inputs = $Input((8,))
                x = $Dense(units, activation="relu")(inputs)
                outputs = $Dense(1)(x)
                super().__init__(inputs=inputs, outputs=outputs, **kwargs)

        MODEL = Net(<<|8|units=4, name='own'>>)
        """,
    ),
    Template(
        "nested subclasses",
        ((16, 16, 3),),
        """
        class Block($Model):
            def __init__(self, filters, stride=1):
                super().__init__()
                self.conv = $Conv2D(filters, 3, strides=stride, padding="same")
                self.norm = $BatchNormalization()
                self.short = $Conv2D(filters, 1, strides=stride) if stride > 1 else None

            def call(self, inputs, training=False):
                x = self.norm(self.conv(inputs), training=training)
                skip = self.short(inputs) if self.short is not None else inputs
                return $ops.relu(x + skip)

        class Net($Model):
            def __init__(self, widths=(8, 8)):
                super().__init__()
                self.stem = $Conv2D(8, 3, padding="same")
                self.blocks = [Block(w, <<1|stride=1>>) for w in widths]
                self.last = Block(12, stride=2)
                self.pool = $GlobalAveragePooling2D()
                self.out = $Dense(@2:classes@)

            def features(self, x):
                x = self.stem(x)
                for block in self.blocks:
                    x = block(x)
                return self.last(x)

            def call(self, x):
                return self.out(self.pool(self.features(x)))

        MODEL = Net(<<|(8,)|widths=[8, 8, 8]>>)
        """,
    ),
    Template(
        "subclass arithmetic",
        VECTOR,
        """
        class Net($Model):
            def __init__(self, hidden, out):
                super(Net, self).__init__()
                self.a = $Dense(hidden, activation='relu')
                self.b = $Dense(hidden)
                self.gate = $Dense(hidden, activation='sigmoid')
                self.out = $Dense(out)
                self.seq = $Sequential([$Dense(hidden), $Dropout(0.1)])

            def call(self, inputs, training=None):
                a = self.a(inputs)
                b = <<self.b(a) * self.gate(a)|self.gate(a) * self.b(a)|self.b(self.gate(a))>>
                c = <<$ops.concatenate([a, b])|a + b|a - b>>
                if training:
                    c = c * 1.0
                return self.out(self.seq(c))

        MODEL = Net(@8:hidden@, <<2|out=2>>)
        """,
    ),
    Template(
        "custom layer",
        VECTOR,
        """
        class Scale($Layer):
            def __init__(self, factor=1.0, **kwargs):
                super().__init__(**kwargs)
                self.factor = factor

            def build(self, input_shape):
                self.w = self.add_weight(shape=(input_shape[-1],), initializer="ones")

            def call(self, inputs):
                return inputs * self.w * self.factor

        MODEL = $Sequential([$Input((8,)), $Dense(@8:units@), Scale(<<|0.5|factor=2.0>>), $Dense(1)])
        """,
    ),
    Template(
        "enum",
        VECTOR,
        """
        from enum import Enum

        class Size(Enum):
            SMALL = 8
            LARGE = @16:units@

        MODEL = $Sequential([$Input((8,)), $Dense(Size.<<SMALL|LARGE>>.value), $Dense(1)])
        """,
    ),
)
