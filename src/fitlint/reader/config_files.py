"""Configuration files that a script opens by a literal path.

Found inside the project, read safely, turned into values that know their place.
"""

from __future__ import annotations

import os.path
from typing import TYPE_CHECKING

from fitlint.reader import configs
from fitlint.reader.containers import from_config, update
from fitlint.reader.run import Call, Loaded, Run
from fitlint.reader.values import NONE, Const, Dict, OneOf, Opened, Text, Unknown, Value, one_of

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT_OF = {
    "yaml": "yaml",
    "json": "json",
    "tomllib": "toml",
    "tomli": "toml",
    "toml": "toml",
    "commentjson": "jsonc",
    "json5": "jsonc",
}


def load(run: Run, function: str, source: Value | None, call: Call) -> Value:
    """``yaml.safe_load(open(path))`` and its relatives."""
    path = source.path if isinstance(source, (Opened, Text)) else source
    if isinstance(source, OneOf):  # a text that is still empty cannot be parsed
        texts = [option for option in source.options if not (isinstance(option, Const) and option.value == "")]
        return one_of([load(run, function, option, call) for option in texts])
    if isinstance(path, OneOf):
        return one_of([load(run, function, option, call) for option in path.options])
    if isinstance(source, Const) and not function.endswith(("toml.load", "OmegaConf.load")):
        return Unknown("a text that is parsed at run time")
    if not isinstance(path, Const) or not isinstance(path.value, str):
        return Unknown("a configuration file whose path is not known")
    kind = "yaml" if function.endswith("OmegaConf.load") else FORMAT_OF.get(function.split(".")[-2], "")
    if kind == "json" and isinstance(source, Text):
        kind = "jsonc"  # what the script does to the text takes comments out of it
    return read(run, path, kind, call)


def read(run: Run, path: Const, kind: str, call: Call) -> Value:
    """The content of the file at a known path."""
    found = locate(run, path.value, call)
    if found is None:
        return run.unknown(call.node, f"{path.value} is not a file of this project")
    display = run.display(found)
    loaded = run.loaded.get(display)
    if loaded is None:
        try:
            entry = configs.load(found, run.root, kind or None)
        except configs.Refused as refused:
            return run.unknown(call.node, str(refused))
        loaded = run.loaded[display] = Loaded(display, found, entry, call.node, call.frame.qualname)
    return from_config(loaded.entry, display, configs.UNKNOWN_VALUE)


def locate(run: Run, path: str, call: Call) -> str | None:
    """A relative path is looked up from the folders of the file that opens it and of the script, then upwards.

    Users start scripts from any of them.
    """
    if os.path.isabs(path):
        return path if os.path.isfile(path) else None
    starts = dict.fromkeys(os.path.dirname(p) for p in (run.path_of(call.frame), os.path.abspath(run.path)))
    root = os.path.abspath(run.root)
    candidates = (os.path.join(folder, path) for start in starts for folder in _upwards(start, root))
    return next((candidate for candidate in candidates if os.path.isfile(candidate)), None)


def _upwards(folder: str, root: str) -> Iterator[str]:
    yield folder
    while folder != root and folder.startswith(os.path.join(root, "")):
        folder = os.path.dirname(folder)
        yield folder


def load_into(run: Run, owner: Dict, call: Call) -> Value:
    """``parser.read(path)`` of a ``ConfigParser``: its sections become entries."""
    path = call.first()
    path = path.path if isinstance(path, Opened) else path
    value = read(run, path, "ini", call) if isinstance(path, Const) and isinstance(path.value, str) else None
    update(run, owner, value if isinstance(value, Dict) else None, {}, not isinstance(value, Dict))
    return NONE
