"""What the reader makes of compiles and trainings: arguments, callbacks, loops, evaluation, and how sure it is."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

import fitlint

if TYPE_CHECKING:
    from fitlint.program import Program, Training

HEAD = """\
import numpy as np
import tensorflow as tf
from tensorflow import keras
model = keras.Sequential([keras.layers.Dense(1)])
"""


def program_of(body: str, compiled: bool = True) -> Program:
    compiling = "model.compile('adam', 'mse')\n" if compiled else ""
    return fitlint.inspect_source(HEAD + compiling + dedent(body))


def training_of(body: str, compiled: bool = True) -> Training:
    (training,) = program_of(body, compiled).trainings
    return training


@pytest.mark.parametrize(
    "call",
    [
        "model.fit(a, b, 32, 5)",
        "model.fit(a, b, batch_size=32, epochs=5)",
        "model.fit(x=a, y=b, epochs=5, batch_size=32)",
        "model.fit(a, b, **{'batch_size': 32, 'epochs': 5})",
        "model.fit(*(a, b, 32, 5))",
        "fit = model.fit\nfit(a, b, 32, 5)",
        "def run(net, **options):\n    net.fit(a, b, **options)\nrun(model, epochs=5, batch_size=32)",
    ],
)
def test_arguments_by_position_and_by_name_are_the_same(call: str) -> None:
    training = training_of(call)
    assert {"x", "y", "batch_size", "epochs"} == set(training.args)
    assert (training.args["batch_size"].value, training.args["epochs"].value) == (32, 5)
    assert not training.open


@pytest.mark.parametrize("call", ["model.fit(a, b, **options())", "model.fit(*arguments())"])
def test_unknown_arguments_leave_the_call_open(call: str) -> None:
    training = training_of(call)
    assert training.open
    assert training.callbacks_open


@pytest.mark.parametrize(
    ("call", "method"),
    [
        ("model.fit(a, b)", "fit"),
        ("model.fit_generator(batches)", "fit_generator"),
        ("for i in range(100):\n    model.train_on_batch(a, b)", "train_on_batch"),
    ],
)
def test_every_way_to_train_counts(call: str, method: str) -> None:
    assert training_of(call).method == method


def test_a_gradient_tape_trains_the_model_whose_variables_it_updates() -> None:
    training = training_of(
        """
        optimizer = keras.optimizers.SGD(0.5)
        for step in range(1000):
            with tf.GradientTape() as tape:
                loss = keras.losses.MeanSquaredError()(b, model(a))
            grads = tape.gradient(loss, model.trainable_variables)
            optimizer.apply_gradients(zip(grads, model.trainable_variables))
        """,
        compiled=False,
    )
    assert training.method == "tape"
    assert [layer.kind for layer in training.model.layers] == ["Dense"]
    (optimizer,) = training.optimizers
    assert (optimizer.name, optimizer.rate and optimizer.rate.value) == ("SGD", 0.5)


LOOPS = {
    "list": ("for fold in [1, 2, 3]:\n    model.fit(a, b)", "list", 3),
    "short range": ("for i in range(3):\n    model.fit(a, b)", "list", 3),
    "long range": ("for i in range(10**9):\n    model.fit(a, b)", "range", None),
    "while": ("while better():\n    model.fit(a, b)", "while", None),
    "unknown": ("for part in parts():\n    model.fit(part, b)", "unknown", None),
}


@pytest.mark.parametrize(("body", "kind", "rounds"), LOOPS.values(), ids=LOOPS)
def test_loops_around_a_training(body: str, kind: str, rounds: int | None) -> None:
    (loop,) = training_of(body).loops
    assert (loop.kind, loop.rounds) == (kind, rounds)


def test_folds_are_recognized() -> None:
    training = training_of(
        """
        from sklearn.model_selection import KFold
        for train, test in KFold(5).split(a):
            model.fit(a[train], b[train])
        """
    )
    assert [loop.kind for loop in training.loops] == ["folds"]


def test_a_loop_inside_a_function_does_not_surround_its_caller() -> None:
    body = """
    def train(data):
        model.fit(data, b)

    for part in [a, c]:
        train(part)
    for _ in range(3):
        pass
    """
    assert all([loop.kind for loop in training.loops] == ["list"] for training in program_of(body).trainings)


@pytest.mark.parametrize(
    ("body", "evaluated"),
    [
        ("model.fit(a, b)\nmodel.evaluate(c, d)", True),
        ("model.fit(a, b)\nmodel.evaluate(a, b)", False),
        ("model.fit(a, b)", False),
        ("model.fit(a, b)\nother = keras.Sequential([keras.layers.Dense(1)])\nother.evaluate(c, d)", False),
    ],
)
def test_evaluation_on_other_data_is_seen(body: str, evaluated: bool) -> None:
    loads = "".join(f"{name} = np.load('{name}.npy')\n" for name in "abcd")
    assert training_of(loads + dedent(body)).evaluated is evaluated


def test_evaluation_inside_the_loop_is_seen() -> None:
    body = """
    a, c = np.load("a.npy"), np.load("c.npy")
    for epoch in range(100):
        model.fit(a, b)
        model.evaluate(c, b)
    """
    (loop,) = training_of(body).loops
    assert loop.evaluates


@pytest.mark.parametrize(
    ("body", "kinds", "more"),
    [
        ("model.fit(a, b)", [], False),
        ("model.fit(a, b, callbacks=[keras.callbacks.EarlyStopping()])", ["EarlyStopping"], False),
        ("model.fit(a, b, callbacks=keras.callbacks.EarlyStopping())", ["EarlyStopping"], False),
        ("model.fit(a, b, callbacks=[keras.callbacks.EarlyStopping(), mystery()])", ["EarlyStopping"], True),
        ("model.fit(a, b, callbacks=mystery())", [], True),
        ("model.fit(a, b, callbacks=None)", [], False),
        (
            "cbs = []\ncbs.append(keras.callbacks.TerminateOnNaN())\nmodel.fit(a, b, callbacks=cbs)",
            ["TerminateOnNaN"],
            False,
        ),
        ("cbs = [keras.callbacks.History()]\ncbs += extra()\nmodel.fit(a, b, callbacks=cbs)", ["History"], True),
        (
            "class Stop(keras.callbacks.EarlyStopping):\n    pass\nmodel.fit(a, b, callbacks=[Stop()])",
            ["EarlyStopping"],
            False,
        ),
    ],
)
def test_callbacks(body: str, kinds: list[str], more: bool) -> None:
    training = training_of(body)
    assert [callback.kind for callback in training.callbacks] == kinds
    assert training.callbacks_open is more


def test_an_own_callback_that_sets_the_rate_says_so() -> None:
    training = training_of(
        """
        class Decay(keras.callbacks.Callback):
            def on_epoch_end(self, epoch, logs=None):
                self.model.optimizer.learning_rate = 0.1 / (epoch + 1)

        model.fit(a, b, callbacks=[Decay()])
        """
    )
    (callback,) = training.callbacks
    assert not callback.keras
    assert "sets_learning_rate" in callback.traits


def test_a_training_that_may_be_skipped_is_not_certain() -> None:
    assert [
        training.certain for training in program_of("if wanted():\n    model.fit(a, b)\nmodel.fit(a, b)").trainings
    ] == [
        False,
        True,
    ]


def test_one_of_two_models_is_trained() -> None:
    trainings = program_of(
        """
        other = keras.Sequential([keras.layers.Dense(2)])
        other.compile("sgd", "mse")
        chosen = model if wanted() else other
        chosen.fit(a, b)
        """
    ).trainings
    assert [training.certain for training in trainings] == [False, False]
    assert {training.model.layers[0].args["units"].value for training in trainings} == {1, 2}


def test_a_compile_that_is_replaced_before_training_says_so() -> None:
    program = program_of("model.compile('sgd', 'mse')\nmodel.fit(a, b)")
    assert [(compiled.optimizers[0].name, compiled.replaced) for compiled in program.compiles] == [
        ("Adam", True),
        ("SGD", False),
    ]
    assert [optimizer.name for optimizer in program.trainings[0].optimizers] == ["SGD"]


def test_training_in_between_keeps_both_compiles() -> None:
    program = program_of("model.fit(a, b)\nmodel.compile('sgd', 'mse')\nmodel.fit(a, b)")
    assert [compiled.replaced for compiled in program.compiles] == [False, False]
    assert [training.optimizers[0].name for training in program.trainings] == ["Adam", "SGD"]


@pytest.mark.parametrize(
    ("expression", "name", "rate"),
    [
        ("'adam'", "Adam", None),
        ("'RMSprop'", "RMSprop", None),
        ("keras.optimizers.SGD()", "SGD", None),
        ("keras.optimizers.SGD(0.5)", "SGD", 0.5),
        ("tf.optimizers.Adam(lr=0.5)", "Adam", 0.5),
        ("keras.optimizers.get('nadam')", "Nadam", None),
        ("{'a': keras.optimizers.Adam, 'b': keras.optimizers.SGD}['b'](learning_rate=0.5)", "SGD", 0.5),
    ],
)
def test_optimizer(expression: str, name: str, rate: float | None) -> None:
    training = training_of(f"model.compile({expression}, 'mse')\nmodel.fit(a, b)", compiled=False)
    (optimizer,) = training.optimizers
    assert optimizer.name == name
    assert (optimizer.rate.value if optimizer.rate is not None else None) == rate


def test_a_schedule_is_no_rate() -> None:
    (optimizer,) = training_of(
        """
        s = keras.optimizers.schedules.ExponentialDecay(0.5, 10, 0.9)
        model.compile(keras.optimizers.SGD(s), "mse")
        model.fit(a, b)
        """,
        compiled=False,
    ).optimizers
    assert optimizer.rate is None
    assert optimizer.schedule is not None
    assert optimizer.schedule.kind == "ExponentialDecay"
    assert optimizer.schedule.args["initial_learning_rate"].value == 0.5


@pytest.mark.parametrize(
    "change",
    [
        "model.optimizer.learning_rate = 0.1",
        "model.optimizer.learning_rate.assign(0.1)",
        "keras.backend.set_value(model.optimizer.lr, 0.1)",
        "optimizer.learning_rate = 0.1",
    ],
)
def test_changes_of_the_rate_are_noted(change: str) -> None:
    (optimizer,) = training_of(
        f"optimizer = keras.optimizers.Adam(0.5)\nmodel.compile(optimizer, 'mse')\n{change}\nmodel.fit(a, b)",
        compiled=False,
    ).optimizers
    assert len(optimizer.rate_changes) == 1


def test_functions_nobody_calls_are_read_too() -> None:
    training = training_of("def train(a, b, epochs=3):\n    model.fit(a, b, epochs=epochs)")
    assert training.function == "train"
    assert training.args["epochs"].value == 3
    assert training.args["epochs"].overridable


@pytest.mark.parametrize("body", ["estimator.fit(a, b)", "from sklearn.svm import SVC\nSVC().fit(a, b)", "model.fit"])
def test_other_fits_are_no_trainings(body: str) -> None:
    assert program_of(body).trainings == ()


def test_the_training_data_again_are_no_test() -> None:
    head = "import keras\nimport tensorflow as tf\nfrom data import x, y, x_test, y_test\n"
    made = "train = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(100)\n"
    model = "model = keras.Sequential([keras.layers.Dense(1)])\nmodel.compile('adam', 'mse')\n"
    for evaluated, other in (
        ("train.batch(8).repeat()", False),
        ("train.batch(64)", False),
        ("train.take(9)", True),
        ("tf.data.Dataset.from_tensor_slices((x_test, y_test))", True),
    ):
        script = f"{head}{made}{model}model.fit(train.batch(32), epochs=9)\nmodel.evaluate({evaluated})\n"
        (training,) = fitlint.inspect_source(script, "train.py").trainings
        assert training.evaluated is other


TAPE = """
import numpy as np
import tensorflow as tf
from tensorflow import keras
from training_tools import extra

share = np.load("share.npy")
data = tf.data.Dataset.from_tensor_slices((np.load("x.npy"), np.load("y.npy"))).batch(32)
model = keras.Sequential([keras.Input((30,)), keras.layers.Dense(1)])
optimizer = keras.optimizers.Adam(1e-3)
one, two = keras.losses.MeanSquaredError(), keras.losses.MeanAbsoluteError()
scale = tf.Variable(1.0)
for x, y in data:
    with tf.GradientTape() as tape:
        out = model(x, training=True)
        {statement}
    slopes = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(slopes, model.trainable_variables))
"""
LOSSES = (
    "loss = one(y, out)",
    "loss = one(y, out) + two(y, out)",
    "loss = 0.3 * one(y, out) + share * keras.losses.log_cosh(y, out)",
    "loss = tf.add(tf.reduce_mean(one(y, out)), tf.multiply(0.5, tf.reduce_mean(tf.abs(y - out))))",
    "loss = tf.reduce_mean([one(y, out), two(y, out)]) / 2",
    "loss = sum([one(y_true=y, y_pred=out), two(y, out[:, 0])])",
    "loss = one(y, out); loss += tf.add_n([two(y, out), one(y, out)])",
    "loss = tf.reduce_mean(one(y, out) + two(y, tf.squeeze(out)))",
    "loss = -tf.reduce_mean(y * tf.math.log(out) + (1 - y) * tf.math.log(1 - out))",
    "loss = tf.reduce_mean(tf.square(y - out))",
)
SUMS_OF_OTHERS = (
    "loss = one(y, out) + 1e-3 * tf.add_n([tf.nn.l2_loss(w) for w in model.trainable_weights])",
    "loss = tf.add(one(y, out), sum(model.losses))",
    "loss = one(y, out) + 0.1 * one(tf.zeros((32, 1)), out)",
    "loss = one(y, out) + 0.1 * one(tf.zeros_like(out), out)",
    "loss = one(y, out) + tf.reduce_mean(tf.square(out))",
    "loss = one(y, out) + tf.constant(0.1) * tf.reduce_mean(tf.square(out))",
    "loss = tf.reduce_mean(one(y, out) + extra(model))",
    "loss = tf.reduce_mean([one(y, out), extra(y, model.get_weights())])",
    "loss = one(y, out) + one(model(x + 0.1), out)",
    "loss = one(y, out) + tf.reduce_mean(tf.square(tape.gradient(out, x) - y))",
    "loss = one(y, out) * scale + two(y, scale * out)",
)


def trained_by(statement: str) -> Training:
    (training,) = fitlint.inspect_source(TAPE.replace("{statement}", statement)).trainings
    return training


@pytest.mark.parametrize("statement", LOSSES)
def test_a_loss_of_targets_and_output_is_told(statement: str) -> None:
    assert "loss" in trained_by(statement).args


@pytest.mark.parametrize("statement", SUMS_OF_OTHERS)
def test_a_sum_that_may_hold_a_penalty_is_no_known_loss(statement: str) -> None:
    assert "loss" not in trained_by(statement).args


def test_only_a_loss_that_is_differentiated_as_it_is_counts_for_the_head() -> None:
    assert [bool(trained_by(statement).losses) for statement in LOSSES[:3]] == [True, False, False]
