# Reads settings.
import yaml
from box import ConfigBox


def read_yaml(path) -> ConfigBox:
    with open(path) as file:
        return ConfigBox(yaml.safe_load(file))
