"""Turns settings into typed settings."""

from app.common import read_yaml
from app.constants import *
from app.entity import TrainingConfig


class ConfigurationManager:
    def __init__(self, params_file=PARAMS_FILE):
        self.params = read_yaml(params_file)

    def training(self) -> TrainingConfig:
        return TrainingConfig(rate=self.params.LEARNING_RATE, epochs=self.params.EPOCHS)
