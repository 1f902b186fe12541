"""Re-exports the builder."""

from .dense import build_model
