"""Tools of the project itself, left out of the wheel: ``python -m fitlint.dev``."""
