"""What a run imports: most runs are hooks over files that do not train anything, and every import is felt."""

from __future__ import annotations

import ast
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = ("libcst", "yaml", "rich", "multiprocessing", "subprocess", "logging", "importlib.metadata", "pathspec")
MORE = (
    "tomllib",
    "tomli",
    "dataclasses",
    "json",
    "ast",
    "difflib",
    "pathlib",
    "shutil",
    "inspect",
    "unittest",
    "hashlib",
)
KERAS_HEAVY = ("rich", "libcst.matchers", "libcst.codemod", "multiprocessing", "logging", "pathspec", "yaml", "asyncio")
KERAS_LATE = (
    "fitlint.notebook",
    "fitlint.pool",
    "fitlint.explain",
    "fitlint.inspect",
    "fitlint.report.full",
    "fitlint.shapes",
)
SCRIPT = """\
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=0.5), "mse")
model.fit(x, y, validation_split=0.1)
"""
RUN = """\
import sys
{before}
known = set(sys.modules)
from fitlint.cli import main
status = main({arguments!r})
print()
print((status, set(sys.modules) - known))
"""


def imported(folder: Path, *arguments: str, before: str = "") -> tuple[int, set[str]]:
    """Run fitlint in ``folder`` and return its status and the modules it imported, beyond those of ``before``."""
    program = RUN.format(before=before, arguments=list(arguments))
    done = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True)
    status, modules = ast.literal_eval(done.stdout.splitlines()[-1])
    return status, modules


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Twenty scripts without Keras, settings for another tool, and a file for git."""
    for number in range(20):
        (tmp_path / f"module{number}.py").write_text("import numpy as np\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n", encoding="utf-8")
    (tmp_path / ".gitignore").write_text("*.pyc\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("named", [True, False], ids=["twenty files", "a folder"])
@pytest.mark.parametrize("options", [[], ["--force-exclude", "--output-format", "concise"]], ids=["bare", "hook"])
def test_a_run_with_nothing_to_parse_imports_nothing_heavy(plain: Path, named: bool, options: list[str]) -> None:
    paths = [path.name for path in plain.glob("*.py")] if named else ["."]
    status, modules = imported(plain, "check", *options, *paths)
    assert status == 0
    assert "fitlint.engine" in modules, "it must have run"
    assert modules.isdisjoint(HEAVY)
    assert modules.isdisjoint(MORE)
    assert modules.isdisjoint(
        {"fitlint.judge", "fitlint.reader", "fitlint.program", "fitlint.finding", "fitlint.catalog"}
    )


def test_the_version_is_told_without_the_machinery(tmp_path: Path) -> None:
    status, modules = imported(tmp_path, "--version")
    assert status == 0
    assert {name for name in modules if name.startswith("fitlint.")} == {
        "fitlint.cli",
        "fitlint.config",
        "fitlint.files",
    }
    assert modules.isdisjoint({*HEAVY, "argparse"})


def test_a_keras_script_imports_little_besides_the_parser(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(SCRIPT, encoding="utf-8")
    status, modules = imported(
        tmp_path, "check", "--output-format", "concise", "train.py", before="import libcst as _libcst"
    )
    assert status == 1
    assert "fitlint.reader.parse" in modules
    assert modules.isdisjoint(KERAS_HEAVY)
    assert modules.isdisjoint(KERAS_LATE)
    # LibCST imports these two for itself; nothing of ours may.
    assert modules.isdisjoint({"libcst.metadata", "subprocess", "importlib.metadata"})


def test_only_the_checks_in_force_are_imported(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(SCRIPT, encoding="utf-8")
    _, modules = imported(tmp_path, "check", "--select", "FIT201", "train.py")
    assert {name for name in modules if name.startswith("fitlint.checks.")} == {"fitlint.checks.fit201"}
