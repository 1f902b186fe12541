"""What all tests share: a predictable environment, and printed outputs compared with files.

``pytest --update-snapshots`` rewrites ``tests/snapshots`` from what the tests print now; read the difference before
committing it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SNAPSHOTS = Path(__file__).parent / "snapshots"
STEERING = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "CI", "GITHUB_WORKSPACE", "FITLINT_OUTPUT_FORMAT")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="rewrite tests/snapshots from what is printed now")


@pytest.fixture(autouse=True)
def _predictable_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests, in whatever terminal or service, gets the same output."""
    for name in STEERING:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a function that compares a text with ``tests/snapshots/NAME.txt``."""

    def compare(name: str, text: str) -> None:
        path = SNAPSHOTS / f"{name}.txt"
        if request.config.getoption("--update-snapshots"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"there is no {path}; run pytest --update-snapshots"
        assert text == path.read_text(encoding="utf-8")

    return compare
