"""Keras Tuner: what a search chooses is no number, what it chooses among is known, and its models are Keras models."""

from __future__ import annotations

from typing import TYPE_CHECKING

import fitlint
from fitlint.inspect.survey import Survey

if TYPE_CHECKING:
    from fitlint.program import Program

BUILDER = """
import keras
import keras_tuner as kt

def build_model(hp):
    optimizer = keras.optimizers.Adam({rate})
    model = keras.Sequential([keras.layers.Dense(hp.Int("units", 8, max_value=64)), keras.layers.Dense(1)])
    model.compile(optimizer, "mse")
    return model

tuner = kt.RandomSearch(build_model, objective="val_loss")
"""
RANGE = 'hp.Float("lr", min_value=1e-4, max_value=0.5, sampling="log")'


def read(rate: str, after: str = "") -> Program:
    return fitlint.inspect_source(BUILDER.format(rate=rate) + after)


def test_a_range_is_no_number() -> None:
    (compiled,) = read(RANGE).compiles
    (optimizer,) = compiled.optimizers
    assert optimizer.rate is not None
    assert optimizer.rate.options == ()
    assert optimizer.rate.why == "a search tries values from 0.0001 to 0.5"
    assert optimizer.rate.swept
    assert compiled.model.layers[0].args["units"].why == "a search tries values from 8 to 64"


def test_a_choice_is_one_of_the_written_values() -> None:
    (compiled,) = read('hp.Choice("lr", values=[0.5, 0.1])').compiles
    (optimizer,) = compiled.optimizers
    assert optimizer.rate is not None
    assert optimizer.rate.numbers == (0.5, 0.1)
    assert optimizer.rate.swept


def test_a_fixed_value_is_what_it_says() -> None:
    (compiled,) = read('hp.Fixed("lr", 0.1)').compiles
    (optimizer,) = compiled.optimizers
    assert optimizer.rate is not None
    assert optimizer.rate.value == 0.1
    assert not optimizer.rate.swept


def test_the_best_model_is_one_that_the_builder_makes() -> None:
    program = read(RANGE, "best = tuner.get_best_models(num_models=2)[0]\nbest.fit(x, y, epochs=7)\n")
    (training,) = program.trainings
    assert training.args["epochs"].value == 7
    assert [layer.kind for layer in training.model.layers] == ["Dense", "Dense"]


def test_the_best_hyperparameters_build_a_model() -> None:
    after = """
hps = tuner.get_best_hyperparameters()[0]
model = tuner.hypermodel.build(hps)
model.fit(x, y, epochs=hps.get("epochs"), batch_size=hps.Choice("batch", [8, 16]))
"""
    (training,) = read(RANGE, after).trainings
    assert training.model.layers[1].args["units"].value == 1
    assert training.args["epochs"].why == "a search tries several values"
    assert training.args["batch_size"].options == (8, 16)


def test_a_hypermodel_fits_what_it_builds() -> None:
    program = fitlint.inspect_source("""
import keras
import keras_tuner as kt

class Mine(kt.HyperModel):
    def __init__(self, outputs):
        self.outputs = outputs

    def build(self, hp):
        model = keras.Sequential([keras.layers.Dense(self.outputs)])
        model.compile(keras.optimizers.SGD(hp.Choice("lr", [0.3, 0.2])), "mse")
        return model

    def fit(self, hp, model, x, y, **kwargs):
        return model.fit(x, y, epochs=3, **kwargs)

tuner = kt.Hyperband(Mine(4), objective="val_loss")
best = tuner.get_best_models()[0]
best.fit(x, y, epochs=5)
""")
    assert program.lost == ()
    searched, best = sorted(program.trainings, key=lambda training: training.args["epochs"].value)
    assert best.model.layers[0].args["units"].value == 4
    assert searched.optimizers[0].rate is not None
    assert searched.optimizers[0].rate.numbers == (0.3, 0.2)


def test_a_file_whose_rate_is_searched_counts_as_understood() -> None:
    survey = Survey()
    survey.add(read(RANGE))
    survey.add(fitlint.inspect_source(BUILDER.replace("kt.RandomSearch", "other").format(rate=RANGE)))
    assert (survey.training, survey.resolved) == (2, 1)
