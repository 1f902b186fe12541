"""The worker process: how it starts, what it cannot do, and that its end costs one finding and leaves nothing."""

from __future__ import annotations

import gzip
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from verify_cases import dense, ends, request

from fitlint.verify import child as module
from fitlint.verify import datasets, handing
from fitlint.verify.child import Child, Died, installed
from fitlint.verify.spec import arrays_in
from fitlint.verify.worker import downloads

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups"),
]
LONG: dict[str, Any] = request("FIT201", dense(64, 64, 64), checkpoints=[20_000, 40_000])
LONG_ENOUGH = 3600.0
"""Seconds; nothing here waits for them, however busy the machine is."""
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


def test_an_experiment_that_takes_too_long_says_so(shared: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "GRACE", LONG_ENOUGH)
    result = shared.ask(LONG, 1.0, lambda text: None)
    assert result["verdict"] == "inconclusive"
    assert "Not one seed was finished within its 1 s" in result["reason"]
    assert shared.ask(SHORT, LONG_ENOUGH, lambda text: None)["basis"] == "synthetic tasks", "the next one is not harmed"


def test_a_worker_that_is_killed_costs_one_experiment(shared: Child) -> None:
    def kill(text: str) -> None:
        os.kill(pid_of(shared), signal.SIGKILL)

    with pytest.raises(Died, match="SIGKILL"):
        shared.ask(LONG, LONG_ENOUGH, kill)
    assert shared.ask(SHORT, LONG_ENOUGH, lambda text: None)["verdict"]


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
    result = shared.ask(request("FIT201", spec, seeds=1), LONG_ENOUGH, lambda text: None)
    assert (result["verdict"], result["reason"]) == ("not-verifiable", "The experiment ran out of memory.")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc tells how much it holds")
def test_a_worker_that_holds_too_much_is_stopped(shared: Child, monkeypatch: pytest.MonkeyPatch) -> None:
    shared.start()
    pid = pid_of(shared)
    assert module.MOST_RESIDENT > module.resident(pid) > 50_000_000
    monkeypatch.setattr(module, "MOST_RESIDENT", 50_000_000)
    with pytest.raises(Died, match="took more than 0 GB of memory and was stopped"):
        shared.ask(LONG, LONG_ENOUGH, lambda text: None)
    assert not alive(pid)


def test_a_specification_that_is_no_good_is_one_verdict(shared: Child) -> None:
    spec = dense(8)
    spec["layers"][1]["class"] = "Lambda"
    result = shared.ask(request("FIT201", spec), LONG_ENOUGH, lambda text: None)
    assert result["reason"] == "It cannot be rebuilt: the layer Lambda is not among those that are rebuilt."
    spec = dense(8)
    spec["layers"].insert(1, {"class": "Reshape", "config": {"target_shape": [7, 7]}, "inputs": [0]})
    spec["layers"][2]["inputs"], spec["layers"][3]["inputs"], spec["output"] = [1], [2], 3
    result = shared.ask(request("FIT201", spec), LONG_ENOUGH, lambda text: None)
    refused = "Keras refuses the layer Reshape: a sample has another number of values before and after it"
    assert result["reason"] == f"It cannot be rebuilt: {refused}."


def test_a_monster_is_refused_before_it_is_built(shared: Child) -> None:
    spec = dense(30_000, inputs=5_000)
    spec["layers"].insert(1, {"class": "Reshape", "config": {"target_shape": [5_000]}, "inputs": [0]})  # is not shrunk
    spec["layers"][2]["inputs"], spec["layers"][3]["inputs"], spec["output"] = [1], [2], 3
    result = shared.ask(request("FIT201", spec), LONG_ENOUGH, lambda text: None)
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
    assert ends(pid)


WALLED = """
import os, socket, sys
sys.path += [sys.argv[1]]
from fitlint.verify.worker import walls

print("offline", walls.leave(network=False))
walls.limit_files()
print("confined", walls.confine(os.getcwd(), os.path.dirname(sys.argv[2]), network=False))


def tried(name, act):
    try:
        act()
        print(name, True)
    except OSError:
        print(name, False)


given = sys.argv[2]
tried("the data", lambda: open(given).read())
tried("another file", lambda: open(os.path.join(os.path.dirname(given), os.pardir, "other.csv")).read())
tried("the list of users", lambda: os.listdir(os.path.expanduser("~root")))
tried("the environment of the parent", lambda: open(f"/proc/{os.getppid()}/environ").read())
tried("changing the data", lambda: open(given, "a"))
tried("emptying the data", lambda: os.truncate(given, 0))
tried("a link in its place", lambda: os.symlink("own", given + ".link"))
tried("a signal to the parent", lambda: os.kill(os.getppid(), 0))
tried("a connection", lambda: socket.create_connection(("127.0.0.1", int(sys.argv[3])), 1))
tried("its own folder", lambda: (open("own", "w").close(), os.rename("own", "mine"), os.remove("mine")))
tried("nothing", lambda: open("/dev/null", "w").close())
os.truncate(os.open("large", os.O_CREAT | os.O_RDWR), walls.LARGEST_FILE)
tried("a larger file", lambda: os.truncate("large", walls.LARGEST_FILE + 1))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux has these walls")
def test_walls_stand(tmp_path: Path) -> None:
    import socket
    import subprocess

    own, data = tmp_path / "own", tmp_path / "given" / "data.csv"
    for folder in (own, data.parent):
        folder.mkdir()
    for path in (data, tmp_path / "other.csv"):
        path.write_text("1,2\n", encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as server:
        command = [sys.executable, "-I", "-c", WALLED, module.search_path()[0], str(data)]
        command.append(str(server.getsockname()[1]))
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=own)
    found = {name: answer == "True" for name, _, answer in (row.rpartition(" ") for row in done.stdout.splitlines())}
    if not found.pop("offline"):
        pytest.skip("the system grants no namespaces")
    if not found.pop("confined"):
        pytest.skip("the kernel has no Landlock")
    assert [name for name, could in found.items() if could] == ["the data", "its own folder", "nothing"]
    assert data.read_text(encoding="utf-8") == "1,2\n"


def test_the_worker_reads_what_it_is_handed_and_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"{n % 7},{n % 5},{n % 2}\n" for n in range(200))
    (tmp_path / "given.csv").write_text(f"a,b,y\n{rows}", encoding="utf-8")
    np.savez(tmp_path / "given.npz", x=np.zeros((100, 2)), y=np.arange(100) % 2)
    with Child(installed() or "", "cpu") as worker, open(tmp_path / "given.npz", "rb") as nameless:
        asked = request("FIT201", dense(8, inputs=2), seeds=1, checkpoints=[10, 20])
        given = worker.ask({**asked, "file": str(tmp_path / "given.csv")}, LONG_ENOUGH, lambda text: None)
        asked["spec"]["data"] = arrays_in(nameless.fileno())
        sampled = worker.ask(asked, LONG_ENOUGH, lambda text: None)
        asked["spec"]["data"] = arrays_in(str(tmp_path / "given.npz"))
        monkeypatch.setattr(handing, "opening", lambda spec: ())
        other = worker.ask(asked, LONG_ENOUGH, lambda text: None)
        confined = worker.start().confined
    assert (given["basis"], sampled["basis"]) == ("your data", "your data")
    assert ("the file may not be read" in str(other)) is confined


def test_an_engine_that_the_walls_keep_out_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some tools link packages from a store of their own, which no list can know."""
    code = """
import json, sys
settings = json.loads(sys.argv[1])
names = ["keras", "backend", "version", "device", "gpus", "cuda", "offline"]
ready = {**dict.fromkeys(names, ""), "confined": False}
print(json.dumps({"ready": ready} if not settings["walled"] else {"failed": "no", "confined": True}), flush=True)
sys.stdin.read()
"""
    monkeypatch.setattr(module, "_START", code)
    with Child("tensorflow", "cpu") as worker:
        assert not worker.start().confined


def test_its_environment_is_almost_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "hush")
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    environment = module._environment("jax", "cpu", "/folder")
    assert not {"SECRET_TOKEN", "PYTHONPATH", "PYTHONSTARTUP"} & environment.keys()
    assert environment["KERAS_HOME"] == environment["HOME"] == "/folder"
    assert environment["CUDA_VISIBLE_DEVICES"] == "-1"
    assert "CUDA_VISIBLE_DEVICES" not in module._environment("jax", "auto", "/folder")


def test_only_a_download_sees_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://proxy:8080")
    assert "https_proxy" not in module._environment("jax", "cpu", "/folder")
    assert module._environment("jax", "cpu", "/folder", download=True)["https_proxy"] == "http://proxy:8080"


def test_an_engine_that_cannot_be_loaded_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    with Child("theano", "cpu") as worker, pytest.raises(Died, match="the engine cannot be loaded"):
        worker.start()


@pytest.fixture
def downloaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's downloads: a small Fashion-MNIST, whose files Keras does not check, and half a MNIST."""
    folder = tmp_path / "home" / "datasets"
    (folder / "fashion-mnist").mkdir(parents=True)
    labels = np.arange(64, dtype=np.uint8) % 2
    images = labels.repeat(784)
    for part in ("train", "t10k"):
        for name, head, values in (("labels-idx1", 8, labels), ("images-idx3", 16, images)):
            with gzip.open(folder / "fashion-mnist" / f"{part}-{name}-ubyte.gz", "wb") as file:
                file.write(bytes(head) + values.tobytes())
    (folder / "mnist.npz").write_bytes(b"half of it")
    monkeypatch.setenv("KERAS_HOME", str(folder.parent))
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def learning(name: str) -> dict[str, Any]:
    """A request whose data are a data set of Keras."""
    loaded = {"step": "keras_dataset", "sources": [], "settings": {"name": name}}
    train = {"step": "entry", "sources": [loaded], "settings": {"key": 0}}
    x, y = ({"step": "entry", "sources": [train], "settings": {"key": key}} for key in (0, 1))
    spec = dense(8, inputs=784)
    spec["data"] = {"x": {"step": "reshape", "sources": [x], "settings": {"shape": [-1, 784]}}, "y": y}
    return request("FIT201", spec, seeds=1, checkpoints=[10, 20])


def test_data_sets_of_keras_are_read_and_left_as_they_are(downloaded: Path) -> None:
    before = contents(downloaded)
    with Child(installed() or "", "cpu") as worker:
        read = worker.ask(learning("fashion_mnist"), LONG_ENOUGH, lambda text: None)
        half = worker.ask(learning("mnist"), LONG_ENOUGH, lambda text: None)
        absent = worker.ask(learning("cifar10"), LONG_ENOUGH, lambda text: None)
    assert read["basis"] == "your data", read
    for name, result in (("mnist", half), ("cifar10", absent)):
        reason = f"the data set {name} of Keras was not downloaded yet; --allow-download fetches it"
        assert f"your data are left out: {reason}" in result["notes"]
    assert contents(downloaded) == before
    assert sorted(path.name for path in downloaded.iterdir()) == ["fashion-mnist", "mnist.npz"]


def test_a_download_that_fails_is_one_sentence(downloaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    with Child(installed() or "", "cpu", download=True) as worker:
        assert not worker.start().offline
        result = worker.ask(learning("imdb"), LONG_ENOUGH, lambda text: None)
    (note,) = [note for note in result["notes"] if "Keras" in note]
    assert note == "your data are left out: Keras cannot load its data set imdb: the download failed"


@pytest.fixture
def shown(downloaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the worker, in which Keras works."""
    monkeypatch.setenv("FITLINT_DATASETS", str(downloaded))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "worker"))
    monkeypatch.setattr(downloads, "fetched", [])
    return tmp_path / "worker" / "datasets"


def test_keras_works_on_copies_and_where_it_likes(
    downloaded: Path, shown: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A script that names another file as the place of a data set has nothing overwritten there."""
    keras = pytest.importorskip("keras")

    def load_data(path: str = "mnist.npz") -> str:
        (shown / path).write_bytes(b"fetched")
        (shown / "mnist_extracted").mkdir()
        return path

    diary = downloaded / "diary.txt"
    diary.write_bytes(b"mine")
    (downloaded / "mnist.npz").unlink()
    (downloaded / "mnist.npz").symlink_to(diary)
    before = contents(downloaded)
    monkeypatch.setattr(keras.datasets.mnist, "load_data", load_data)
    assert downloads.load("mnist", {"path": "../diary.txt"}) == "mnist.npz"
    assert contents(downloaded) == before
    assert not (shown / "mnist.npz").is_symlink()
    assert downloads.fetched == ["mnist.npz"]
    assert [path for path in shown.rglob("*") if path.is_file()] == [shown / "mnist.npz"], "no other set is copied"
    datasets.keep("mnist.npz", str(shown), str(downloaded))
    assert contents(downloaded) == {**before, "mnist.npz": b"fetched"}, "the link is replaced, not followed"


def test_what_is_downloaded_is_kept_under_its_own_name_only(downloaded: Path, shown: Path, tmp_path: Path) -> None:
    before = contents(downloaded)
    (shown / "fashion-mnist").mkdir(parents=True)
    (tmp_path / "secret").write_bytes(b"hush")
    for name in ("other.npz", "fashion-mnist/labels.gz", "imdb.npz"):
        (shown / name).write_bytes(b"fetched")
    (shown / "reuters.npz").symlink_to(tmp_path / "secret")
    for name in ("other.npz", "../datasets/imdb.npz", str(shown / "imdb.npz"), "reuters.npz", "imdb.txt"):
        with pytest.raises(OSError):  # noqa: PT011 - refused by us or by the system
            datasets.keep(name, str(shown), str(downloaded))
    assert contents(downloaded) == before
    for name in ("fashion-mnist/labels.gz", "imdb.npz"):
        datasets.keep(name, str(shown), str(downloaded))
    assert contents(downloaded) == {**before, "imdb.npz": b"fetched", "fashion-mnist/labels.gz": b"fetched"}
