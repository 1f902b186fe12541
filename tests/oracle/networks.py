"""Well-known network shapes as people write them, as templates; see :class:`oracle.templates.Template`."""

# ruff: noqa: E501 - the lines are those of scripts, alternatives included

from __future__ import annotations

from oracle.templates import Template

IMAGE = (16, 16, 3)

NETWORKS = (
    Template(
        "resnet",
        (IMAGE,),
        """
        def conv_block(x, filters, stride=1, <<activation="relu"|activation='tanh'>>):
            shortcut = x
            if stride != 1 or x.shape[-1] != filters:
                shortcut = $Conv2D(filters, 1, strides=stride, padding="same")(x)
            y = $Conv2D(filters, 3, strides=stride, padding="same")(x)
            y = $BatchNormalization()(y)
            y = $Activation(activation)(y)
            y = $Conv2D(filters, (3, 3), padding="same")(y)
            y = <<$Add()([y, shortcut])|$add([y, shortcut])|y + shortcut>>
            return $Activation(activation)(y)

        inputs = $Input(<<shape=|>>(16, 16, 3))
        x = $Conv2D(@8:filters@, 3, padding="same")(inputs)
        filters = @8:filters@
        for stage in range(@2:stages@):
            for block in range(2):
                x = conv_block(x, filters, stride=2 if stage > 0 and block == 0 else 1)
            filters <<*= 2|= filters * 2>>
        x = $GlobalAveragePooling2D()(x)
        MODEL = $Model(inputs, $Dense(10, activation="softmax")(x))
        """,
    ),
    Template(
        "identity blocks",
        (IMAGE,),
        """
        def identity_block(tensor, filters, kernel_size=3):
            f1, f2 = filters
            out = $Conv2D(f1, kernel_size, padding='same', activation='relu')(tensor)
            out = $Conv2D(f2, kernel_size, padding='same')(out)
            out = $Add()([out, tensor])
            return $ReLU()(out)

        inp = $Input(shape=(16, 16, 3))
        net = $Conv2D(@8:filters@, 3, padding='same')(inp)
        for f in <<[(4, 8), (6, 8)]|((4, 8),)|[(i, 8) for i in (4, 6)]>>:
            net = identity_block(net, f)
        net = $Flatten()(net)
        net = $Dense(2)(net)
        MODEL = $Model(inputs=inp, outputs=net)
        """,
    ),
    Template(
        "unet",
        (IMAGE,),
        """
        def double_conv(x, n):
            x = $Conv2D(n, 3, padding="same", activation=@'relu':activation@)(x)
            return $Conv2D(n, 3, padding="same", activation="relu")(x)

        inputs = $Input((16, 16, 3))
        skips = []
        x = inputs
        for filters in <<[4, 8]|(4, 8)|[4 * 2 ** i for i in range(2)]>>:
            x = double_conv(x, filters)
            skips.append(x)
            x = $MaxPooling2D(<<|2|(2, 2)>>)(x)
        x = double_conv(x, 16)
        for filters, skip in zip([8, 4], <<reversed(skips)|skips[::-1]>>):
            x = $Conv2DTranspose(filters, 2, strides=2, padding="same")(x)
            x = $concatenate([x, skip])
            x = double_conv(x, filters)
        outputs = $Conv2D(1, 1, activation="sigmoid")(x)
        MODEL = $Model(inputs, outputs, name="unet")
        """,
    ),
    Template(
        "unet by pop",
        (IMAGE,),
        """
        inputs = $Input(shape=(16, 16, 3))
        c1 = $Conv2D(4, (3, 3), padding='same')(inputs)
        p1 = $MaxPooling2D((2, 2))(c1)
        c2 = $Conv2D(@8:filters@, (3, 3), padding='same')(p1)
        stack = [c1, c2]
        x = $MaxPooling2D((2, 2))(c2)
        while <<stack|len(stack) > 0>>:
            x = $UpSampling2D(<<size=2|(2, 2)>>)(x)
            x = $Concatenate(<<|axis=-1|axis=3>>)([x, stack.pop()])
            x = $Conv2D(4, 3, padding='same', activation='relu')(x)
        MODEL = $Model(inputs=[inputs], outputs=[x])
        """,
    ),
    Template(
        "densenet",
        (IMAGE,),
        """
        growth = @4:growth@
        inputs = $Input((16, 16, 3))
        x = $Conv2D(2 * growth, 3, padding="same")(inputs)
        features = [x]
        for i in range(@3:layers@):
            y = $BatchNormalization()(x)
            y = $Conv2D(growth, 3, padding="same", activation="relu", name=f"conv_{i}")(y)
            <<features.append(y)|features += [y]|features = features + [y]>>
            x = $Concatenate()(features)
        x = $GlobalAveragePooling2D()(x)
        MODEL = $Model(inputs, $Dense(3, "softmax")(x))
        """,
    ),
    Template(
        "inception",
        (IMAGE,),
        """
        def inception(x, f1, f3, f5, pool):
            a = $Conv2D(f1, 1, padding='same', activation='relu')(x)
            b = $Conv2D(f3[0], 1, padding='same', activation='relu')(x)
            b = $Conv2D(f3[1], 3, padding='same', activation='relu')(b)
            c = $Conv2D(f5[0], 1, padding='same', activation='relu')(x)
            c = $Conv2D(f5[-1], 5, padding='same', activation='relu')(c)
            d = $MaxPooling2D(3, strides=1, padding='same')(x)
            d = $Conv2D(pool, 1, padding='same', activation='relu')(d)
            return $concatenate([a, b, c, d], axis=-1)

        inputs = $Input(shape=(16, 16, 3))
        x = inception(inputs, 4, (4, 8), (2, 4), 4)
        x = inception(x, <<f1=4, f3=[2, 3], f5=[2, 2], pool=5|*(4, [2, 3]), f5=(1, 2), pool=3|pool=2, f5=[1, 1], f3=[3, 4], f1=6>>)
        x = $GlobalMaxPooling2D()(x)
        MODEL = $Model(inputs, $Dense(4, activation=@'softmax':activation@)(x))
        """,
    ),
    Template(
        "siamese",
        ((8,), (8,)),
        """
        encoder = $Sequential([$Input((8,)), $Dense(@16:units@, activation="relu"), $Dense(4)])
        left = $Input(shape=(8,), name="left")
        right = $Input(shape=(8,), name="right")
        a, b = encoder(left), encoder(right)
        distance = <<$ops.abs(a - b)|$Subtract()([a, b])|$subtract([a, b])|a - b|$ops.square(a - b)>>
        prediction = $Dense(1, activation="sigmoid")(distance)
        MODEL = $Model([left, right], prediction)
        """,
    ),
    Template(
        "autoencoder",
        ((20,),),
        """
        code_size = @3:code@
        encoder_input = $Input((20,))
        h = $Dense(12, activation='relu')(encoder_input)
        code = $Dense(code_size)(h)
        encoder = $Model(encoder_input, code, name='encoder')
        decoder_input = $Input((code_size,))
        h = $Dense(12, activation='relu')(decoder_input)
        restored = $Dense(20, activation='sigmoid')(h)
        decoder = $Model(decoder_input, restored, name='decoder')
        whole = $Input((20,))
        MODEL = $Model(<<encoder_input, decoder(code)|whole, decoder(encoder(whole))|encoder.input, decoder(encoder.output)|encoder_input, decoder(encoder(encoder_input))>>)
        """,
    ),
    Template(
        "gan",
        ((6,),),
        """
        discriminator = $Sequential([$Input((20,)), $Dense(8), $LeakyReLU(0.2), $Dense(1, activation='sigmoid')])
        discriminator.compile(optimizer=$optimizers.Adam(@0.0002:lr@, 0.5), loss='binary_crossentropy')
        generator = $Sequential()
        generator.add($Input((6,)))
        for width in (8, 12):
            generator.add($Dense(width))
            generator.add($LeakyReLU(0.2))
            generator.add($BatchNormalization(momentum=0.8))
        generator.add($Dense(20, activation='tanh'))
        discriminator.trainable = False
        z = $Input(shape=(6,))
        MODEL = $Model(z, discriminator(generator(z)))
        """,
    ),
    Template(
        "transformer",
        ((6, 8),),
        """
        def encoder_block(x, heads=2, size=@4:size@, dropout=0.1):
            attended = $MultiHeadAttention(<<num_heads=heads, key_dim=size|heads, size|key_dim=size, num_heads=heads>>)(<<x, x|query=x, value=x|x, value=x>>)
            attended = $Dropout(dropout)(attended)
            x = $LayerNormalization(epsilon=1e-6)(<<x + attended|$Add()([x, attended])>>)
            ff = $Dense(16, activation="relu")(x)
            ff = $Dense(x.shape[-1])(ff)
            return $LayerNormalization(epsilon=1e-6)(x + ff)

        inputs = $Input((6, 8))
        x = inputs
        for _ in range(@2:blocks@):
            x = encoder_block(x<<|, heads=1|, 3>>)
        x = $GlobalAveragePooling1D()(x)
        MODEL = $Model(inputs, $Dense(2, activation="softmax")(x))
        """,
    ),
    Template(
        "seq2seq",
        ((5, 4), (3, 4)),
        """
        encoder_inputs = $Input(shape=(5, 4))
        <<_, state_h, state_c|encoder_outputs, state_h, state_c>> = $LSTM(@6:units@, return_state=True)(encoder_inputs)
        states = [state_h, state_c]
        decoder_inputs = $Input(shape=(3, 4))
        decoder = $LSTM(@6:units@, return_sequences=True, return_state=True)
        decoder_outputs, _, _ = decoder(decoder_inputs, initial_state=states)
        decoder_outputs = $Dense(4, activation='softmax')(decoder_outputs)
        MODEL = $Model([encoder_inputs, decoder_inputs], decoder_outputs)
        """,
    ),
    Template(
        "heads by name",
        ((10,),),
        """
        inputs = $Input((10,))
        x = $Dense(@16:units@, activation='relu')(inputs)
        <<outputs = {name: $Dense(size, activation='softmax', name=name)(x) for name, size in [('digit', 10), ('colour', 3)]}|outputs = {'digit': $Dense(10)(x), 'colour': $Dense(3)(x)}|outputs = [$Dense(n)(x) for n in (10, 3)]>>
        MODEL = $Model(inputs=inputs, outputs=outputs)
        """,
    ),
    Template(
        "inputs by name",
        {"text": (6,), "meta": (3,)},
        """
        fields = {'text': $Input((6,), name='text'), 'meta': $Input((3,), name='meta')}
        t = $Embedding(50, @8:size@)(fields['text'])
        t = $GlobalAveragePooling1D()(t)
        joined = $concatenate([t, fields['meta']])
        MODEL = $Model(fields, $Dense(1)(joined))
        """,
    ),
    Template(
        "wide and deep",
        ((8,),),
        """
        wide = $Input(shape=(8,))
        deep = wide
        for units in @[16, 8]:units@:
            deep = $Dense(units, activation=@'relu':activation@)(deep)
            deep = $Dropout(0.2)(deep)
        both = <<$concatenate([wide, deep])|$Concatenate()([wide, deep])|$ops.concatenate([wide, deep], axis=1)>>
        MODEL = $Model(inputs=[wide], outputs=[$Dense(1)(both)])
        """,
    ),
    Template(
        "text cnn",
        ((9,),),
        """
        tokens = $Input(shape=(9,), dtype='int32')
        embedded = $Embedding(input_dim=@100:vocabulary@, output_dim=8)(tokens)
        pooled = []
        for size in <<[2, 3, 4]|range(2, 5)|(2, 3)>>:
            convolved = $Conv1D(4, size, activation='relu')(embedded)
            pooled.append($GlobalMaxPooling1D()(convolved))
        merged = <<$concatenate(pooled, axis=1)|$Concatenate(axis=-1)(pooled)>>
        MODEL = $Model(tokens, $Dense(2, activation='softmax')($Dropout(@0.5:rate@)(merged)))
        """,
    ),
    Template(
        "squeeze and excite",
        (IMAGE,),
        """
        def squeeze_excite(tensor, ratio=4):
            channels = tensor.shape[-1]
            s = $GlobalAveragePooling2D(<<keepdims=True|>>)(tensor)
            s = $Dense(channels // ratio, activation='relu')(s)
            s = $Dense(channels, activation='sigmoid')(s)
            <<s = $Reshape((1, 1, channels))(s)|s = $Reshape([1, 1, channels])(s)>>
            return $Multiply()([tensor, s])

        inputs = $Input((16, 16, 3))
        x = $Conv2D(@8:filters@, 3, padding='same', activation='relu')(inputs)
        x = squeeze_excite(x)
        x = squeeze_excite(x, ratio=2)
        MODEL = $Model(inputs, $Dense(2)($Flatten()(x)))
        """,
    ),
    Template(
        "fine tuning",
        ((32, 32, 3),),
        """
        base = $applications.MobileNetV2(input_shape=(32, 32, 3), include_top=False, weights=None)
        base.trainable = <<False|True>>
        MODEL = $Sequential()
        MODEL.add(base)
        MODEL.add($GlobalAveragePooling2D())
        MODEL.add($Dense(@8:units@, activation='relu'))
        MODEL.add($Dense(1, activation='sigmoid'))
        MODEL.compile($optimizers.Adam(@0.001:lr@), 'binary_crossentropy')
        MODEL.fit(np.zeros((4, 32, 32, 3)), np.zeros((4, 1)), epochs=@2:epochs@)
        base.trainable = True
        """,
    ),
    Template(
        "frozen layers",
        ((8,),),
        """
        MODEL = $Sequential([$Input((8,)), $Dense(16, activation='relu'), $Dense(8, activation='relu'), $Dense(1)])
        for layer in MODEL.layers<<[:-1]|[:2]|[:1]|>>:
            layer.trainable = False
        """,
    ),
)
