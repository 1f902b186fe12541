# Part of the project.
from pathlib import Path


def top():
    here = Path(__file__).resolve()
    for folder in here.parents:
        if (folder / "setup.py").exists():
            return folder
    return Path.cwd()


ROOT = top()
PARAMS = ROOT / "params.yaml"
