"""``python -m fitlint``."""

from __future__ import annotations

import sys

from fitlint.cli import main

if __name__ == "__main__":
    sys.exit(main())
