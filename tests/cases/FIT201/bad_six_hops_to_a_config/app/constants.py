"""Where the settings lie."""

from pathlib import Path

PARAMS_FILE = Path("params.yaml")
