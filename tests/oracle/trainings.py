"""Ways to compile and train a model, as templates; see :class:`oracle.templates.Template`.

``MODEL`` is the model, ``INPUTS`` and ``TARGETS`` are its data.
"""

# ruff: noqa: E501 - the lines are those of scripts, alternatives included

from __future__ import annotations

from oracle.templates import Template

RATE = "<<@0.01:lr@|@0.5:lr@|1e-4>>"

TRAININGS = tuple(
    Template(name, (), text.replace("RATE", RATE))
    for name, text in (
        (
            "bound method",
            """
            MODEL.compile($optimizers.Adam(RATE), "mse")
            fit = <<MODEL.fit|getattr(MODEL, "fit")|lambda *a, **k: MODEL.fit(*a, **k)>>
            fit(INPUTS, TARGETS, epochs=@3:epochs@)
            """,
        ),
        (
            "fine tuning",
            """
            MODEL.compile(optimizer=$optimizers.Adam(learning_rate=RATE), loss="mse")
            MODEL.fit(INPUTS, TARGETS, epochs=@3:epochs@)
            MODEL.compile(optimizer=<<$optimizers.Adam(1e-5)|$optimizers.SGD(learning_rate=1e-4, momentum=0.9)|'sgd'>>, loss="mse")
            history = MODEL.fit(INPUTS, TARGETS, epochs=@5:epochs@, <<initial_epoch=3|batch_size=4>>)
            """,
        ),
        (
            "through keywords",
            """
            def run(network, optimizer="adam", **options):
                network.compile(optimizer=optimizer, loss="mse")
                return network.fit(INPUTS, TARGETS, **options)

            run(MODEL, <<epochs=@4:epochs@|optimizer=$optimizers.SGD(RATE), epochs=2, verbose=0|"rmsprop", batch_size=@8:batch@>>)
            """,
        ),
        (
            "several models",
            """
            candidates = <<{"first": MODEL}.items()|[("first", MODEL)]|zip(["first"], [MODEL])>>
            for name, candidate in candidates:
                candidate.compile(optimizer=$optimizers.RMSprop(RATE), loss="mae", metrics=["mse"])
                candidate.fit(INPUTS, TARGETS, epochs=2)
                print(name, candidate.evaluate(INPUTS, TARGETS))
            """,
        ),
        (
            "own loss",
            """
            def weighted(y_true, y_pred):
                return 2.0 * (y_true - y_pred) ** 2

            MODEL.compile(optimizer=$optimizers.Adam(RATE), loss=<<weighted|lambda a, b: weighted(a, b)>>, metrics=[<<weighted|"mae", weighted|$metrics.MeanAbsoluteError(name="error")>>])
            MODEL.fit(INPUTS, TARGETS, 4, @3:epochs@)
            """,
        ),
        (
            "debugging",
            """
            quick = <<True|False>>
            rounds = 1 if quick else 20
            group = @4:batch@ if not quick else 2
            MODEL.compile($optimizers.SGD(<<0.1 if quick else 0.01|RATE>>, momentum=0.9), loss="mse")
            MODEL.fit(INPUTS, TARGETS, epochs=rounds, batch_size=group)
            """,
        ),
        (
            "interrupted",
            """
            MODEL.compile("<<adam|Adam|sgd|nadam>>", "mse")
            try:
                MODEL.fit(INPUTS, TARGETS, epochs=@3:epochs@)
            except KeyboardInterrupt:
                print("stopped")
            finally:
                print("done")
            """,
        ),
        (
            "wrapper class",
            """
            class Experiment:
                defaults = {"epochs": @3:epochs@, "batch_size": 4}

                def __init__(self, net, lr=RATE, **overrides):
                    self.net, self.lr = net, lr
                    self.options = {**self.defaults, **overrides}

                def prepare(self):
                    self.net.compile(optimizer=$optimizers.Adam(self.lr), loss="mse")
                    return self

                def run(self):
                    return self.net.fit(INPUTS, TARGETS, **self.options)

            Experiment(MODEL<<|, 0.3|, epochs=9|, lr=0.2, verbose=0>>).prepare().run()
            """,
        ),
        (
            "context",
            """
            import contextlib
            with contextlib.suppress(ValueError), open(__file__) as source:
                MODEL.compile(optimizer=$optimizers.Adagrad(learning_rate=RATE), loss="mse")
                MODEL.fit(INPUTS, TARGETS, epochs=@2:epochs@)
            """,
        ),
        (
            "callbacks through a function",
            """
            def watchers(patience=2, *extra):
                found = [$callbacks.EarlyStopping(patience=patience)]
                if extra:
                    found.extend(extra)
                return found

            MODEL.compile($optimizers.Adam(RATE), "mse")
            MODEL.fit(INPUTS, TARGETS, validation_split=0.2, callbacks=watchers(<<|3|4, $callbacks.TerminateOnNaN()>>))
            """,
        ),
        (
            "epoch by epoch",
            """
            MODEL.compile($optimizers.Adam(RATE), "mse")
            best = float("inf")
            for epoch in range(@4:epochs@):
                history = MODEL.fit(INPUTS, TARGETS, epochs=1, verbose=0)
                loss = history.history["loss"][0]
                if loss < best:
                    best = loss
            """,
        ),
        (
            "grid",
            """
            import itertools
            for rate, size in <<itertools.product([0.1, 0.01], [4])|[(0.1, 4), (0.01, 8)]|zip((0.1, 0.01), (4, 8))>>:
                MODEL.compile($optimizers.Adam(learning_rate=rate), "mse")
                MODEL.fit(INPUTS, TARGETS, batch_size=size)
            """,
        ),
        (
            "rate by division",
            """
            base, batch = @0.1:lr@, @8:batch@
            rate = <<base / 2|base * batch / 256|base ** 2|base * (1 - 0.5)|max(base, 1e-3)|base if batch > 4 else base / 10|round(base / 3, 4)>>
            MODEL.compile(optimizer=$optimizers.SGD(learning_rate=rate), loss="mse")
            MODEL.fit(INPUTS, TARGETS, batch_size=batch)
            """,
        ),
        (
            "data pipeline",
            """
            import tensorflow
            source = (tuple(INPUTS) if isinstance(INPUTS, list) else INPUTS, TARGETS)
            batches = tensorflow.data.Dataset.from_tensor_slices(source)<<.shuffle(8)|.cache()|>>.batch(@4:batch@)<<|.prefetch(1)|.repeat()>>
            MODEL.compile($optimizers.Adam(RATE), "mse")
            MODEL.fit(batches, epochs=@3:epochs@, <<validation_data=batches|steps_per_epoch=2|verbose=0>>)
            """,
        ),
        (
            "gradient tape",
            """
            import tensorflow
            optimizer = <<$optimizers.SGD(RATE, momentum=0.9)|$optimizers.Adam(learning_rate=RATE)|$optimizers.RMSprop()>>

            def step():
                with tensorflow.GradientTape() as tape:
                    outputs = MODEL(INPUTS, training=True)
                    loss = tensorflow.add_n([tensorflow.reduce_mean(output) for output in tensorflow.nest.flatten(outputs)])
                gradients = tape.gradient(loss, MODEL.<<trainable_variables|trainable_weights>>)
                optimizer.apply_gradients(zip(gradients, MODEL.<<trainable_variables|trainable_weights>>))
                return loss

            for epoch in range(@2:epochs@):
                print(epoch, step())
            """,
        ),
        (
            "freeze all layers",
            """
            for layer in MODEL.layers:
                layer.trainable = False
            <<MODEL.trainable = True|MODEL.layers[-1].trainable = True|for layer in MODEL.layers[-2:]: layer.trainable = True|>>
            MODEL.compile($optimizers.Adam(RATE), "mse")
            MODEL.fit(INPUTS, TARGETS, epochs=@3:epochs@)
            for layer in MODEL.layers:
                layer.trainable = True
            MODEL.compile($optimizers.Adam(1e-5), "mse")
            MODEL.fit(INPUTS, TARGETS, epochs=@2:epochs@)
            """,
        ),
        (
            "schedule by function",
            """
            def schedule(start):
                return $optimizers.schedules.PiecewiseConstantDecay(boundaries=[10, 20], values=[start, start / 2, start / 4])

            MODEL.compile(optimizer=$optimizers.Adam(<<schedule(0.1)|learning_rate=schedule(start=0.1)>>), loss="mse")
            MODEL.fit(INPUTS, TARGETS)
            """,
        ),
    )
)
