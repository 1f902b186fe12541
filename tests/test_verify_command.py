"""``--verify`` on the command line: verdicts in all formats, exit status, refusals, and that no user code runs."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator

from fitlint import cli
from fitlint.verify import child

pytestmark = pytest.mark.slow

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
SCRIPT = """\
import os, socket, pathlib
pathlib.Path("canary-file").write_text("ran")
os.system("touch canary-system")
socket.create_connection(("127.0.0.1", {port}), 1)
import keras
from keras import layers

class Trap(keras.callbacks.Callback):
    pathlib.Path("canary-class").write_text("ran")

def boom(x, path=pathlib.Path("canary-default").write_text("ran")):
    return x

model = keras.Sequential([
    keras.Input((8,)),
    layers.Dense(32, activation="relu"),
    layers.Dense(1),
])
model.compile(keras.optimizers.SGD({rate}), "mse")
model.fit(x, y, epochs=3, validation_split=0.1)
"""


class Ran(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    return tmp_path


def write(folder: Path, rate: float, name: str = "train.py", port: int = 9) -> None:
    (folder / name).write_text(SCRIPT.format(rate=rate, port=port), encoding="utf-8")


def fitlint(*arguments: str, **environment: str) -> Ran:
    done = subprocess.run(
        [sys.executable, "-m", "fitlint", *arguments], capture_output=True, text=True, env={**os.environ, **environment}
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one sentence with which the command line is refused."""
    assert cli.main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


def test_nothing_of_the_users_code_runs_and_the_page_is_whole(project: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        write(project, 50.0, port=server.getsockname()[1])
        (project / "keras.py").write_text("open('canary-keras', 'w')\n", encoding="utf-8")
        (project / "sitecustomize.py").write_text("open('canary-site', 'w')\n", encoding="utf-8")
        result = fitlint("verify", "--verify-report", "page.html", "--output-format", "json")
        with pytest.raises(BlockingIOError):  # nobody has called
            server.accept()
    assert result.status == 1, result.err
    assert sorted(path.name for path in project.iterdir()) == [
        ".git", "keras.py", "page.html", "sitecustomize.py", "train.py"
    ]  # fmt: skip
    (found,) = json.loads(result.out)
    Draft202012Validator(SCHEMA).validate([found])
    verification = found["verification"]
    assert (verification["verdict"], verification["basis"], verification["device"]) == (
        "confirmed", "synthetic tasks", "cpu"
    )  # fmt: skip
    page = (project / "page.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "<svg" in page
    assert not re.search(r"<script|\bon\w+=|https?://|url\(|@import|<link|<img", page)


def test_no_file_of_the_project_is_quoted(project: Path) -> None:
    """Whoever sends the script names the file it reads, and whoever reads the report is not whom the file is for."""
    canary = "ghp_000canary000"
    (project / ".git" / "config").write_text(f"[remote]\n\turl = https://{canary}@example.org/\n", encoding="utf-8")
    rows = "".join(f"{number},{canary},{canary}\n" for number in range(100))
    (project / "staff.csv").write_text(f"n,name,{canary}\n{rows}", encoding="utf-8")
    (project / "settings.yaml").write_text(f"path: {canary}\n", encoding="utf-8")
    files = ("'.git/config', sep='=', header=None", "'staff.csv'", "yaml.safe_load(open('settings.yaml'))['path']")
    for number, file in enumerate(files):
        (project / f"train{number}.py").write_text(
            "import keras, yaml\nimport pandas as pd\nfrom keras import layers\n"
            f"x = pd.read_csv({file}).astype('float32')\ny = x\n"
            "model = keras.Sequential([keras.Input((2,)), layers.Dense(8, activation='relu'), layers.Dense(1)])\n"
            "model.compile(keras.optimizers.SGD(50.0), 'mse')\nmodel.fit(x, y, epochs=2)\n",
            encoding="utf-8",
        )
    arguments = ("verify", "--output-format", "github", "--verify-report", "page.html")
    result = fitlint(*arguments, GITHUB_STEP_SUMMARY=str(project / "summary"))
    page = (project / "page.html").read_text(encoding="utf-8")
    assert result.out.count("FIT201") >= 3, result.err
    assert "column 2 of 3 holds something else than numbers" in page
    for text in (result.out, result.err, page, *(p.read_text(encoding="utf-8") for p in project.glob("summary"))):
        assert canary not in text


def test_the_page_is_not_written_through_a_link(project: Path) -> None:
    (project / "diary").write_text("mine", encoding="utf-8")
    (project / "page.html").symlink_to("diary")
    write(project, 0.1)
    result = fitlint("verify", "--verify-report", "page.html", "--verify-budget", "1", "train.py")
    assert (result.status, result.err.count("page.html cannot be written: it is a link")) == (2, 1)
    assert "FIT201" in result.out, "the findings are told all the same"
    assert (project / "diary").read_text(encoding="utf-8") == "mine"


def test_a_refuted_finding_is_listed_and_does_not_fail_the_run(project: Path) -> None:
    write(project, 0.1)
    result = fitlint("check", "--verify", "--output-format", "concise")
    assert result.status == 0, result.err
    assert re.search(r"train\.py:\d+:\d+: FIT201 .* \[refuted\]\n", result.out)
    assert "Verified: 1 refuted." in result.out
    assert "train.py:19:36: FIT201 refuted" in result.err
    assert re.search(r"Verified with Keras .* ran on cpu, .*network.*, other files (not )?closed to it\.", result.err)


def test_the_full_format_shows_both_arms(project: Path) -> None:
    write(project, 0.1)
    out = fitlint("check", "--verify", "--color", "never").out
    assert "= verify: refuted on synthetic tasks: The rate as written learns faster" in out
    assert re.search(r"as written +[▁▂▃▄▅▆▇█]{16}\n", out)
    assert re.search(r"a tenth of the rate +[▁▂▃▄▅▆▇█]{16}\n", out)
    assert re.search(r"\(training loss, 3 seeds, cpu, \d+\.\d s\)", out)


def test_a_budget_that_is_spent_loses_no_finding(project: Path) -> None:
    for number in range(3):
        write(project, 0.1 + number, f"train{number}.py")
    result = fitlint("check", "--verify", "--verify-budget", "1", "--output-format", "json")
    verdicts = [finding["verification"]["verdict"] for finding in json.loads(result.out)]
    assert len(verdicts) == 3
    assert set(verdicts) <= {"inconclusive", "not-verifiable"}
    assert "--verify-budget" in result.out


def test_equal_models_are_tested_once(project: Path) -> None:
    write(project, 0.1, "one.py")
    write(project, 0.1, "two.py")
    one, two = json.loads(fitlint("check", "--verify", "--output-format", "json").out)
    assert one["verification"] == two["verification"]


def test_a_file_of_samples_is_used(project: Path) -> None:
    rows = "".join(f"{','.join(str((n * k) % 7) for k in range(1, 9))},{n % 7}\n" for n in range(200))
    (project / "data.csv").write_text(f"a,b,c,d,e,f,g,h,y\n{rows}", encoding="utf-8")
    write(project, 0.1)
    result = fitlint("verify", "--verify-data", "data.csv", "--output-format", "json")
    assert json.loads(result.out)[0]["verification"]["basis"] == "your data"


def test_the_network_is_there_only_for_downloads(project: Path) -> None:
    write(project, 0.1)
    assert "network not cut off" in fitlint("verify", "--allow-download").err


def test_without_an_engine_the_findings_are_printed_and_what_to_install(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write(project, 0.1)
    monkeypatch.setattr(child, "find_spec", lambda name: None)
    assert cli.main(["check", "--verify", "--output-format", "concise", "."]) == 2
    out, err = capsys.readouterr()
    assert re.search(r"^train\.py:19:36: FIT201 ", out, re.M)
    assert re.fullmatch(r"fitlint: .*`pip install keras tensorflow\S*`\n", err)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--verify-data", "none.csv"], "none.csv is not a file"),
        (["--verify-data", "train.py"], "train.py is neither csv, npz nor npy"),
    ],
)
def test_wishes_that_cannot_be_met(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    write(project, 0.1)
    assert sentence in refused(capsys, "verify", "train.py", "-q", *arguments)


def test_an_unknown_backend_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KERAS_BACKEND", "theano")
    assert "KERAS_BACKEND=theano" in refused(capsys, "verify", ".")


def test_a_gpu_that_is_not_there_is_one_sentence(project: Path) -> None:
    write(project, 0.1)
    result = fitlint("verify", "--device", "gpu", "--output-format", "concise", CUDA_VISIBLE_DEVICES="-1")
    assert result.status == 2
    assert "FIT201" in result.out, "the finding stands all the same"
    assert "--device gpu" in result.err
    assert "sees no GPU" in result.err


def test_a_clean_project_waits_for_no_engine(project: Path) -> None:
    write(project, 0.001)
    result = fitlint("check", "--verify", "--output-format", "json")
    assert (result.status, result.out) == (0, "[]\n")
    assert "Keras" not in result.err


def test_the_parent_never_imports_an_engine(project: Path) -> None:
    write(project, 0.1)
    code = (
        "import sys; from fitlint.cli import main\n"
        "status = main(['check', '--verify', '-q', '-o', 'out.txt', 'train.py'])\n"
        "print(status, sorted({'keras', 'tensorflow', 'numpy', 'jax', 'torch'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0 []\n"


def test_linting_alone_knows_nothing_of_the_verifier(project: Path) -> None:
    write(project, 0.1)
    code = (
        "import sys; from fitlint.cli import main; main(['check', '-q', '-o', 'out.txt', 'train.py'])\n"
        "print(sorted(name for name in sys.modules if name.startswith('fitlint.verify')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_what_was_reached_is_printed_when_the_run_is_ended(project: Path, number: signal.Signals) -> None:
    """The linear block is told at once, when the training has hardly begun."""
    write(project, 0.1)
    script = (project / "train.py").read_text(encoding="utf-8")
    (project / "train.py").write_text(script.replace('activation="relu"', "").replace("Dense(32, )", "Dense(32)"))
    command = [sys.executable, "-m", "fitlint", "verify", "--verify-budget", "9000", "--output-format", "concise"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        first = running.stderr.readline()
        running.send_signal(number)
        out, err = running.communicate()
    assert "FIT303 confirmed" in first
    assert running.returncode == 128 + number
    assert re.search(r"FIT303 .* \[confirmed\]$", out, re.M)
    assert re.search(r"FIT201 ", out)
    assert re.search(r"^fitlint: ended after [12] of 2 findings were tested$", err, re.M)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc lists the children")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_run_leaves_nothing(project: Path, number: signal.Signals) -> None:
    write(project, 0.1)
    folder = project / "temporary"
    folder.mkdir()
    with subprocess.Popen(
        [sys.executable, "-m", "fitlint", "verify", "train.py"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True, text=True, env={**os.environ, "TMPDIR": str(folder)},
    ) as running:  # fmt: skip
        children: list[int] = []
        listed = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        while not children and running.poll() is None:
            children = [int(pid) for pid in listed.read_text(encoding="ascii").split()] if listed.exists() else []
        assert list(folder.iterdir()), "what must go again"
        running.send_signal(number)
        running.communicate()
    assert running.returncode == 128 + number
    assert children, "the worker had started"
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)
    assert not list(folder.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals")
def test_a_terminal_sees_how_far_it_is(project: Path) -> None:
    import pty

    write(project, 0.1)
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "fitlint", "verify", "train.py"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=follower) as running:
        os.close(follower)
        seen = b""
        while True:
            try:
                part = os.read(leader, 4096)
            except OSError:  # Linux: the other side is closed
                break
            if not part:
                break
            seen += part
        running.communicate()
    os.close(leader)
    text = seen.decode("utf-8")
    assert "starting the engine" in text
    assert "as written, a random teacher, s" in text  # a seed or a step: what is said last, at most so many a second
    assert text.count("\r\x1b[2K") > 2
    assert "refuted (" in text


def test_engines_are_looked_for_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"keras", "torch"}
    monkeypatch.setattr(child, "find_spec", lambda name: name if name in there else None)
    assert child.installed() == "torch"
    assert child.installed("jax") is None
    there.add("jax")
    assert child.installed() == "jax"
    assert child.installed("torch") == "torch"
