"""``python -m fitlint``."""

from __future__ import annotations

from fitlint.cli import entry

if __name__ == "__main__":
    entry()
