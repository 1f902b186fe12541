"""The worker process: how it starts, what it cannot do, and that its end costs one finding and leaves nothing."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from verify_cases import dense, request

from fitlint.verify import child as module
from fitlint.verify.child import Child, Died, installed

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups")
LONG: dict[str, Any] = request("FIT201", dense(64, 64, 64), checkpoints=[20_000, 40_000])
SHORT: dict[str, Any] = request("FIT201", dense(8), seeds=1, checkpoints=[10, 20])


@pytest.fixture(scope="module")
def shared() -> Iterator[Child]:
    with Child(installed() or "", "cpu") as worker:
        yield worker


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def pid_of(worker: Child) -> int:
    assert worker._process is not None
    return worker._process.pid


def test_it_says_what_it_runs_on(shared: Child) -> None:
    engine = shared.start()
    assert engine.backend == installed()
    assert (engine.device, engine.cuda in (True, False, None)) == ("cpu", True)


def test_an_experiment_that_takes_too_long_says_so(shared: Child) -> None:
    result = shared.ask(LONG, 1.0, lambda text: None)
    assert result["verdict"] == "inconclusive"
    assert "Not finished within its 1 s" in result["reason"]
    assert shared.ask(SHORT, 60, lambda text: None)["basis"] == "synthetic tasks", "the next one is not harmed"


def test_a_worker_that_is_killed_costs_one_experiment(shared: Child) -> None:
    def kill(text: str) -> None:
        os.kill(pid_of(shared), signal.SIGKILL)

    with pytest.raises(Died, match="SIGKILL"):
        shared.ask(LONG, 60, kill)
    assert shared.ask(SHORT, 60, lambda text: None)["verdict"]


def test_a_worker_that_falls_silent_is_stopped(shared: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    shared.start()
    monkeypatch.setattr(module, "GRACE", 0.5)
    pid = pid_of(shared)
    os.kill(pid, signal.SIGSTOP)
    with pytest.raises(Died, match="did not answer in time"):
        shared.ask(SHORT, 0.5, lambda text: None)
    assert not alive(pid)


def test_memory_is_limited(shared: Child) -> None:
    """Each layer is small enough to be tried; together with gradients and slots they are more than there is."""
    spec = dense(*[4096] * 1, inputs=4000)
    spec["layers"][0]["config"]["shape"] = [4000]
    spec["fit"]["batch_size"] = 2_000_000_000
    spec["layers"].insert(1, {"class": "RepeatVector", "config": {"n": 4000}, "inputs": [0]})
    for index, layer in enumerate(spec["layers"][2:], 2):
        layer["inputs"] = [index - 1]
    spec["output"] = 3
    result = shared.ask(request("FIT201", spec, seeds=1), 60, lambda text: None)
    assert (result["verdict"], result["reason"]) == ("not-verifiable", "The experiment ran out of memory.")


def test_a_specification_that_is_no_good_is_one_verdict(shared: Child) -> None:
    spec = dense(8)
    spec["layers"][1]["class"] = "Lambda"
    result = shared.ask(request("FIT201", spec), 60, lambda text: None)
    assert result["reason"] == "It cannot be rebuilt: the layer Lambda is not among those that are rebuilt."
    spec = dense(8)
    spec["layers"].insert(1, {"class": "Reshape", "config": {"target_shape": [7, 7]}, "inputs": [0]})
    spec["layers"][2]["inputs"], spec["layers"][3]["inputs"], spec["output"] = [1], [2], 3
    result = shared.ask(request("FIT201", spec), 60, lambda text: None)
    assert "Keras refuses the layer Reshape" in result["reason"]


def test_a_monster_is_refused_before_it_is_built(shared: Child) -> None:
    spec = dense(30_000, inputs=5_000)
    spec["layers"].insert(1, {"class": "Reshape", "config": {"target_shape": [5_000]}, "inputs": [0]})  # is not shrunk
    spec["layers"][2]["inputs"], spec["layers"][3]["inputs"], spec["output"] = [1], [2], 3
    result = shared.ask(request("FIT201", spec), 60, lambda text: None)
    assert "its layer Dense alone has 150,000,000 weights" in result["reason"]


def test_nothing_is_left_behind() -> None:
    with Child(installed() or "", "cpu") as worker:
        worker.start()
        pid, folder = pid_of(worker), worker._folder
        assert folder is not None
        assert Path(folder.name).is_dir()
        assert os.getpgid(pid) == pid != os.getpgid(0), "a group of its own, so that all of it can be killed"
    assert not alive(pid)
    assert not Path(folder.name).exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
def test_it_ends_with_its_parent() -> None:
    """However the parent ends: here by a signal that it cannot handle."""
    code = (
        "import os, sys\nfrom fitlint.verify.child import Child, installed\n"
        "worker = Child(installed(), 'cpu'); worker.start(); print(worker._process.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)"
    )
    import subprocess

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    pid = int(done.stdout)
    end = time.monotonic() + 10
    while alive(pid) and time.monotonic() < end and _state(pid) != "Z":
        time.sleep(0.05)
    assert not alive(pid) or _state(pid) == "Z"


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return "Z"


def test_its_environment_is_almost_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    environment = module._environment("jax", "cpu", "/folder")
    assert not {"SECRET_TOKEN", "PYTHONPATH", "PYTHONSTARTUP"} & environment.keys()
    assert environment["KERAS_HOME"] == environment["HOME"] == "/folder"
    assert environment["CUDA_VISIBLE_DEVICES"] == "-1"
    assert "CUDA_VISIBLE_DEVICES" not in module._environment("jax", "auto", "/folder")


def test_an_engine_that_cannot_be_loaded_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    with Child("theano", "cpu") as worker, pytest.raises(Died, match="the engine cannot be loaded"):
        worker.start()
