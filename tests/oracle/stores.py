"""Where a generated script keeps its constants: module constants, mappings, classes, the command line, files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from oracle.spelling import INDENT, Names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from oracle.spelling import Code, Imports


class Store:
    """A place that holds named constants, declared in the head of a script."""

    def __init__(self, random: Random, names: Names, imports: Imports) -> None:
        self.random = random
        self.imports = imports
        self.names = Names()
        self.name = names.new(self.HINT)
        self.values: dict[str, Any] = {}

    HINT = "config"

    def put(self, hint: str, value: Any) -> str | None:
        """Keep a value; returns the expression that reads it, None when this store does not hold such values."""
        key = self.names.new(hint)
        self.values[key] = value
        return self.read(key)

    def read(self, key: str) -> str:
        """The expression that reads an entry."""
        return f'{self.name}["{key}"]'

    def declare(self, code: Code, files: dict[str, str]) -> None:
        """Write the declaration."""
        raise NotImplementedError


class Mapping(Store):
    """A dict literal, ``dict(...)``, a merge of two, or filled key by key."""

    HINT = "config"

    def declare(self, code: Code, files: dict[str, str]) -> None:
        items = list(self.values.items())
        style = self.random.choice(("literal", "call", "merged", "filled", "updated"))
        if style == "call":
            code.add(f"{self.name} = dict({', '.join(f'{k}={v!r}' for k, v in items)})")
        elif style == "merged":
            code.add(
                f"defaults_of_{self.name} = {{'verbose': 0, {items[0][0]!r}: None}}" if items else "",
                f"{self.name} = {{}}",
            )
            if items:
                code.add(f"{self.name} = {{**defaults_of_{self.name}, {', '.join(f'{k!r}: {v!r}' for k, v in items)}}}")
        elif style == "filled":
            code.add(f"{self.name} = {{}}", *(f"{self.name}[{k!r}] = {v!r}" for k, v in items))
        elif style == "updated":
            code.add(
                f"{self.name} = {{'seed': 1}}",
                f"{self.name}.update({{{', '.join(f'{k!r}: {v!r}' for k, v in items)}}})",
            )
        else:
            code.add(f"{self.name} = {{", *(f"{INDENT}{k!r}: {v!r}," for k, v in items), "}")

    def read(self, key: str) -> str:
        return self.random.choice(
            (
                f'{self.name}["{key}"]',
                f"{self.name}['{key}']",
                f'{self.name}.get("{key}")',
                f'{self.name}.get("{key}", None)',
            )
        )


class Nested(Store):
    """A dict of dicts."""

    HINT = "settings"

    def read(self, key: str) -> str:
        return f'{self.name}["model"]["{key}"]'

    def declare(self, code: Code, files: dict[str, str]) -> None:
        code.add(f"{self.name} = {{'name': 'run', 'model': {self.values!r}}}")


class Constants(Store):
    """Module constants, sometimes unpacked from a tuple or annotated."""

    HINT = "CONSTANTS"

    def put(self, hint: str, value: Any) -> str | None:
        return super().put(hint.upper(), value)

    def read(self, key: str) -> str:
        return key

    def declare(self, code: Code, files: dict[str, str]) -> None:
        items = list(self.values.items())
        if len(items) > 1 and self.random.random() < 0.3:
            (one, first), (other, second), *items = items
            code.add(f"{one}, {other} = {first!r}, {second!r}")
        for key, value in items:
            noted = isinstance(value, int) and not isinstance(value, bool) and self.random.random() < 0.2
            code.add(f"{key}: int = {value!r}" if noted else f"{key} = {value!r}")


class ClassAttributes(Store):
    """A config class, used through the class or an instance."""

    HINT = "Config"

    def __init__(self, random: Random, names: Names, imports: Imports) -> None:
        super().__init__(random, names, imports)
        self.instance = random.random() < 0.5
        self.assigned = self.instance and random.random() < 0.5

    def read(self, key: str) -> str:
        return f"{self.name.lower()}_.{key}" if self.instance else f"{self.name}.{key}"

    def declare(self, code: Code, files: dict[str, str]) -> None:
        with code.block(f"class {self.name}:"):
            code.add('"""Settings."""')
            if self.assigned:
                with code.block("def __init__(self):"):
                    code.add("self.seed = 1", *(f"self.{k} = {v!r}" for k, v in self.values.items()))
            else:
                code.add(*(f"{k} = {v!r}" for k, v in self.values.items()))
        if self.instance:
            code.add("", f"{self.name.lower()}_ = {self.name}()")


class DataClass(Store):
    """A dataclass with defaults; some of them replaced when it is made."""

    HINT = "Options"

    def read(self, key: str) -> str:
        return f"{self.name.lower()}.{key}"

    def declare(self, code: Code, files: dict[str, str]) -> None:
        self.imports.need("from dataclasses import dataclass, field")
        given = []
        code.add("", "@dataclass")
        with code.block(f"class {self.name}:"):
            code.add("seed: int = 1")
            for key, value in self.values.items():
                if isinstance(value, (list, dict)):
                    code.add(f"{key}: object = field(default_factory=lambda: {value!r})")
                elif self.random.random() < 0.25 and isinstance(value, (int, float, str)):
                    code.add(f"{key}: {type(value).__name__} = {type(value)()!r}")
                    given.append(f"{key}={value!r}")
                else:
                    code.add(f"{key}: {type(value).__name__ if value is not None else 'object'} = {value!r}")
        code.add("", f"{self.name.lower()} = {self.name}({', '.join(given)})")


class CommandLine(Store):
    """argparse defaults."""

    HINT = "args"

    def put(self, hint: str, value: Any) -> str | None:
        return (
            super().put(hint, value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else None
        )

    def read(self, key: str) -> str:
        return f"{self.name}.{key}"

    def declare(self, code: Code, files: dict[str, str]) -> None:
        self.imports.need("import argparse")
        parser = f"parser_of_{self.name}" if self.random.random() < 0.5 else "parser"
        code.add(f"{parser} = argparse.ArgumentParser()")
        for key, value in self.values.items():
            option = key.replace("_", "-") if self.random.random() < 0.5 else key
            short = f"'-{key[0]}{len(key)}{key[-1]}', " if self.random.random() < 0.1 else ""
            kind = type(value).__name__
            code.add(f"{parser}.add_argument({short}'--{option}', type={kind}, default={value!r}, help='a setting')")
        code.add(f"{self.name} = {parser}.parse_args()")
        if self.random.random() < 0.15:
            code.add(f"{self.name} = argparse.Namespace(**vars({self.name}))")


class SimpleNamespace(Store):
    """``types.SimpleNamespace``."""

    HINT = "hp"

    def read(self, key: str) -> str:
        return f"{self.name}.{key}"

    def declare(self, code: Code, files: dict[str, str]) -> None:
        self.imports.need("from types import SimpleNamespace")
        code.add(f"{self.name} = SimpleNamespace({', '.join(f'{k}={v!r}' for k, v in self.values.items())})")


class ConfigFile(Store):
    """A YAML or JSON file beside the script."""

    HINT = "params"

    def __init__(self, random: Random, names: Names, imports: Imports) -> None:
        super().__init__(random, names, imports)
        self.section = random.choice(("", "model", "train"))
        self.kind = random.choice(("json", "yaml"))

    def put(self, hint: str, value: Any) -> str | None:
        return None if isinstance(value, tuple) else super().put(hint, value)

    def read(self, key: str) -> str:
        return f'{self.name}["{self.section}"]["{key}"]' if self.section else f'{self.name}["{key}"]'

    def declare(self, code: Code, files: dict[str, str]) -> None:
        values = {self.section: self.values} if self.section else self.values
        filename = f"{self.name}.{self.kind}"
        self.imports.need(f"import {self.kind}")
        load = (
            "json.load({})"
            if self.kind == "json"
            else self.random.choice(("yaml.safe_load({})", "yaml.load({}, Loader=yaml.SafeLoader)"))
        )
        files[filename] = json.dumps(values, indent=2)
        if self.kind == "yaml":
            files[filename] = "".join(_yaml(values, 0))
        style = self.random.choice(("with", "inline", "function"))
        if style == "inline":
            code.add(f"{self.name} = {load.format(f'open({filename!r})')}")
        elif style == "with":
            with code.block(f"with open({filename!r}) as handle:"):
                code.add(f"{self.name} = {load.format('handle')}")
        else:
            with code.block(f"def load_{self.name}(path):"), code.block("with open(path, 'r') as f:"):
                code.add(f"return {load.format('f')}")
            code.add("", f"{self.name} = load_{self.name}({filename!r})")


def _yaml(values: dict[str, Any], depth: int) -> Iterator[str]:
    for key, value in values.items():
        if isinstance(value, dict):
            yield f"{'  ' * depth}{key}:\n"
            yield from _yaml(value, depth + 1)
        else:
            yield f"{'  ' * depth}{key}: {_yaml_scalar(value)}\n"


def _yaml_scalar(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_yaml_scalar, value))}]"
    if isinstance(value, float) and "e" in repr(value):  # YAML takes 1e-05 for a string
        return f"{value:.1e}"
    return json.dumps(value)


class Environment(Store):
    """Environment variables with defaults."""

    HINT = "ENVIRONMENT"

    def put(self, hint: str, value: Any) -> str | None:
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            return None
        self.imports.need("import os")
        key = f"FITLINT_ORACLE_{self.names.new(hint).upper()}"
        text = f"os.environ.get({key!r}, {str(value)!r})"
        return text if isinstance(value, str) else f"{type(value).__name__}({text})"

    def declare(self, code: Code, files: dict[str, str]) -> None:
        return


class Tuple(Store):
    """``collections.namedtuple`` or ``typing.NamedTuple``."""

    HINT = "Params"

    def put(self, hint: str, value: Any) -> str | None:
        return super().put(hint, value) if isinstance(value, (int, float, str)) else None

    def read(self, key: str) -> str:
        return f"{self.name.lower()}_.{key}"

    def declare(self, code: Code, files: dict[str, str]) -> None:
        if self.random.random() < 0.5:
            self.imports.need("from collections import namedtuple")
            code.add(f"{self.name} = namedtuple({self.name!r}, {list(self.values)!r})")
            code.add(f"{self.name.lower()}_ = {self.name}({', '.join(f'{k}={v!r}' for k, v in self.values.items())})")
        else:
            self.imports.need("from typing import NamedTuple")
            code.add("")
            with code.block(f"class {self.name}(NamedTuple):"):
                code.add(
                    *(f"{k}: {type(v).__name__} = {v!r}" for k, v in self.values.items()),
                    *([] if self.values else ["seed: int = 1"]),
                )
            code.add("", f"{self.name.lower()}_ = {self.name}()")


class Module(Store):
    """A module of the project beside the script."""

    HINT = "settings_module"

    def __init__(self, random: Random, names: Names, imports: Imports) -> None:
        super().__init__(random, names, imports)
        self.style = random.choice(("import", "as", "from", "star"))

    def put(self, hint: str, value: Any) -> str | None:
        return super().put(f"{self.name}_{hint}".upper(), value)

    def read(self, key: str) -> str:
        if self.style in ("from", "star"):
            self.imports.need(f"from {self.name} import {key if self.style == 'from' else '*'}")
            return key
        self.imports.need(f"import {self.name}{' as sm' if self.style == 'as' else ''}")
        return f"{'sm' if self.style == 'as' else self.name}.{key}"

    def declare(self, code: Code, files: dict[str, str]) -> None:
        files[f"{self.name}.py"] = "".join(f"{key} = {value!r}\n" for key, value in self.values.items())


STORES: tuple[type[Store], ...] = (
    Constants,
    Constants,
    Mapping,
    Mapping,
    Nested,
    ClassAttributes,
    DataClass,
    CommandLine,
    SimpleNamespace,
    ConfigFile,
    ConfigFile,
    Environment,
    Tuple,
    Module,
)
