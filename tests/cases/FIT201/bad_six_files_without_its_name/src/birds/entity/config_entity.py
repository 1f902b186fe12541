# What the parts are told.
from dataclasses import dataclass


@dataclass(frozen=True)
class ModelConfig:
    classes: int
    learning_rate: float
