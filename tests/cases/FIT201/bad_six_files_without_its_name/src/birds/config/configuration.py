# Hands the settings out.
from birds.entity.config_entity import ModelConfig
from birds.utils.common import read_yaml


class ConfigurationManager:
    def __init__(self, params="params.yaml"):
        self.params = read_yaml(params)

    def get_model_config(self) -> ModelConfig:
        return ModelConfig(classes=self.params.CLASSES, learning_rate=self.params.LEARNING_RATE)
