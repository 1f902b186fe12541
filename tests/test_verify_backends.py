"""The same experiment on every backend of Keras that is installed, and first weights that are the same on all."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from verify_cases import dense, request

from fitlint.verify.child import BACKENDS, Child, installed

pytestmark = pytest.mark.slow

SICK = request("FIT201", dense(16, head="linear", loss="MeanSquaredError", optimizer="SGD", rate=5.0), seeds=1)
WELL = request(
    "FIT201", dense(32, head="linear", loss="MeanSquaredError", optimizer="SGD", rate=0.1), seeds=1, checkpoints=[40]
)
DRAWN = """
import keras, numpy
from fitlint.verify.worker.initial import draw
random = numpy.random.default_rng(0)
for name in ("GlorotNormal", "GlorotUniform", "HeNormal", "HeUniform", "LecunNormal", "LecunUniform", "RandomNormal",
             "RandomUniform", "TruncatedNormal", "Orthogonal"):
    for shape in ((300, 200), (3, 3, 16, 64)):
        like = getattr(keras.initializers, name)(seed=1)
        theirs, ours = numpy.asarray(keras.ops.convert_to_numpy(like(shape))), draw(like, shape, random)
        assert abs(ours.std() / theirs.std() - 1) < 0.05, (name, shape, ours.std(), theirs.std())
        assert abs(ours.mean()) < 0.01, (name, shape)
print("equal")
"""


@pytest.mark.parametrize("backend", BACKENDS)
def test_every_installed_backend_gives_the_same_verdicts(backend: str) -> None:
    if installed(backend) is None:
        pytest.skip(f"{backend} is not installed")
    with Child(backend, "cpu") as worker:
        assert worker.start().backend == backend
        assert worker.ask(SICK, 3600, lambda text: None)["verdict"] == "confirmed"
        well = worker.ask(WELL, 3600, lambda text: None)
        assert well["verdict"] == "refuted"
        assert well["effect"]["median"] == pytest.approx(WELL_MEDIAN, rel=0.02)


WELL_MEDIAN = 0.4143
"""Loss at 0.1 to that at 0.01, measured with TensorFlow 2.21, JAX 0.10.2 and torch 2.13."""


def test_first_weights_have_the_distribution_of_keras() -> None:
    environment = {**os.environ, "KERAS_BACKEND": installed() or ""}
    done = subprocess.run([sys.executable, "-c", DRAWN], capture_output=True, text=True, env=environment)
    assert done.stdout == "equal\n", done.stderr[-500:]
