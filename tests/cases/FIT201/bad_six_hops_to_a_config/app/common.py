"""Reads settings."""

from pathlib import Path

import yaml
from box import ConfigBox


def read_yaml(path: Path) -> ConfigBox:
    try:
        with open(path) as stream:
            content = yaml.safe_load(stream)
        return ConfigBox(content)
    except Exception as error:
        raise error
