"""What people install: the wheel from a checkout, the wheel from the sdist, and an editable checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

import fitlint

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
SCRIPT = """\
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.5), loss="mse")
model.fit(x, y, validation_split=0.2)
"""


def run(*command: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command as a stranger would: no Python settings of this test run reach it."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "FITLINT"))}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=env, capture_output=True, text=True)


def build(*options: str, into: Path) -> Path:
    done = run(sys.executable, "-m", "build", "--no-isolation", "--outdir", into, *options, ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    (wheel,) = into.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("--wheel", into=tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def wheel_from_sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(into=tmp_path_factory.mktemp("sdist"))


def contents(archive: Path) -> set[str]:
    with zipfile.ZipFile(archive) as opened:
        return set(opened.namelist())


def test_the_wheel_holds_the_rules_and_the_types(wheel: Path) -> None:
    rules = {f"fitlint/rules/{path.name}" for path in (ROOT / "rules").iterdir()}
    assert any(name.endswith("FIT201-large-fixed-learning-rate.yaml") for name in rules)
    assert contents(wheel) >= rules | {"fitlint/py.typed", "fitlint/cli.py"}


def test_the_wheel_holds_nothing_but_the_package(wheel: Path) -> None:
    names = contents(wheel)
    assert {name.split("/")[0] for name in names} == {"fitlint", f"fitlint-{fitlint.__version__}.dist-info"}
    assert not [name for name in names if name.startswith(("fitlint/dev/", "fitlint/tests/")) or name.endswith(".pyc")]


def test_the_sdist_builds_the_same_wheel(wheel: Path, wheel_from_sdist: Path) -> None:
    assert contents(wheel_from_sdist) == contents(wheel)


def test_the_versions_agree(wheel: Path) -> None:
    assert wheel.name == f"fitlint-{fitlint.__version__}-py3-none-any.whl"


def test_the_readme_pins_this_version() -> None:
    pins = re.findall(r"fitlint@v([\d.]+)|rev: v([\d.]+)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert {pin for pair in pins for pin in pair if pin} == {fitlint.__version__}


@pytest.mark.parametrize("kind", ["wheel", "wheel_from_sdist", "editable"])
def test_it_lints_from_a_fresh_environment(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=False, symlinks=True)
    python = environment / "bin" / "python"
    site = sysconfig.get_path("purelib", vars={"base": str(environment)})
    # The dependencies come from the environment of this test run; its .pth files, and so its fitlint, do not.
    Path(site, "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    options = ["--no-build-isolation", "--editable"] if kind == "editable" else []
    target: Path = ROOT if kind == "editable" else request.getfixturevalue(kind)
    pip = run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", *options, target)
    assert pip.returncode == 0, pip.stdout + pip.stderr

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "train.py").write_text(SCRIPT, encoding="utf-8")
    done = run(environment / "bin" / "fitlint", "check", "--output-format", "concise", "train.py", cwd=elsewhere)
    assert done.returncode == 1, done.stderr
    assert done.stdout.startswith("train.py:4:37: FIT201 ")
    home = run(python, "-c", "import fitlint; print(fitlint.__file__)", cwd=elsewhere).stdout
    assert Path(home).is_relative_to(ROOT if kind == "editable" else environment)
