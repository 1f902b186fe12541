"""Who may import whom: the contracts in pyproject.toml, and what import-linter cannot say."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
MODULES = sorted((ROOT / "src" / "fitlint").rglob("*.py"))
SLOW = ("libcst.codemod", "libcst.matchers", "libcst.metadata")


def imported(source: str) -> Iterator[str]:
    """The dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def slow(source: str) -> list[str]:
    return [name for name in imported(source) if f"{name}.".startswith(tuple(f"{module}." for module in SLOW))]


def test_the_contracts_hold() -> None:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache', '--no-logo'])"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken." in done.stdout


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(ROOT / "src").as_posix())
def test_no_module_imports_the_slow_parts_of_libcst(module: Path) -> None:
    """Each costs up to a quarter of a second, more than everything else together."""
    assert slow(module.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import libcst.matchers as m",
        "from libcst import matchers",
        "from libcst.codemod import CodemodContext",
        "def late():\n    from libcst.metadata import MetadataWrapper",
    ],
)
def test_every_spelling_of_a_slow_import_is_seen(source: str) -> None:
    assert slow(source)
