"""Typed settings."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TrainingConfig:
    rate: float
    epochs: int
