"""The ways to come by a constant: written out, computed, read from a store, or passed as a parameter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oracle.spelling import Names
from oracle.stores import STORES

if TYPE_CHECKING:
    from random import Random

    from oracle.spelling import Code, Imports


class Values:
    """Expressions for constants: mostly literals, otherwise read from one of the script's stores or computed."""

    def __init__(self, random: Random, names: Names, imports: Imports) -> None:
        self.random = random
        self.stores = [random.choice(STORES)(random, names, imports) for _ in range(random.randint(0, 2))]
        self.parameters: list[Parameters] = []

    def of(self, value: Any, hint: str) -> str:
        """An expression for ``value``; ``hint`` names what it is."""
        choice = self.random.random()
        if self.parameters and choice < 0.35 and (text := self.parameters[-1].put(hint, value)) is not None:
            return text
        if self.stores and choice < 0.6:
            text = self.random.choice(self.stores).put(hint, value)
            if text is not None:
                return text
        return self.computed(value) if choice > 0.9 else repr(value)

    def computed(self, value: Any) -> str:
        """An expression that computes ``value``."""
        choose = self.random.choice
        if isinstance(value, bool):
            return choose((f"not {not value}", f"bool({int(value)})", repr(value)))
        if isinstance(value, int) and value > 0:
            ways = [
                f"{value + 3} - 3",
                f"int({float(value)!r})",
                f"max({value}, 1)",
                f"min([{value}, {value + 5}])",
                f"len(range({value}))",
            ]
            ways += [f"{value // 2} * 2", f"int({value // 2} * 2.0)", f"2 * {value // 2}"] if value % 2 == 0 else []
            ways += (
                [f"2 ** {value.bit_length() - 1}", f"1 << {value.bit_length() - 1}"] if value & (value - 1) == 0 else []
            )
            ways += [
                f"{value * 3} // 3",
                f"[{value}, 1][0]",
                f"(0, {value})[-1]",
                f"({value} if True else 1)",
                f"(None or {value})",
                f"round({value}.2)",
            ]
            return choose(ways)
        if isinstance(value, float):
            return choose(
                (
                    f"float({str(value)!r})",
                    f"{value!r} * 1.0",
                    f"({value!r})",
                    f"max({value!r}, 0.0)",
                    f"[{value!r}][0]",
                    f"({value!r} + 0.0)",
                )
            )
        if isinstance(value, str):
            return (
                choose(
                    (
                        f"{value.upper()!r}.lower()",
                        f"f'{value}'",
                        f"{value[:2]!r} + {value[2:]!r}",
                        f"'%s' % {value!r}",
                        f"{value + ' '!r}.strip()",
                    )
                )
                if value.islower()
                else repr(value)
            )
        if isinstance(value, tuple) and len(value) == 2 and value[0] == value[1]:
            return choose((f"({value[0]!r},) * 2", f"tuple([{value[0]!r}, {value[1]!r}])", repr(value)))
        return repr(value)

    def declare(self, code: Code, files: dict[str, str]) -> None:
        """Write every store's declaration."""
        for store in self.stores:
            store.declare(code, files)


class Parameters:
    """Constants that reach a function through its parameters."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.names = Names()
        self.defaults: dict[str, str] = {}
        self.given: dict[str, str] = {}

    def put(self, hint: str, value: Any) -> str | None:
        """Make ``value`` a parameter: its default, or what the call gives."""
        if isinstance(value, (list, dict)):
            return None
        name = self.names.new(f"{hint}_")
        if self.random.random() < 0.6:
            self.defaults[name] = repr(value)
        else:
            self.given[name] = repr(value)
            if self.random.random() < 0.5:
                self.defaults[name] = "None" if not isinstance(value, int) else "1"
        return name

    def signature(self, first: str = "") -> str:
        """The parameter list; those without a default come first."""
        bare = [name for name in self.given if name not in self.defaults]
        return ", ".join(
            [*([first] if first else []), *bare, *(f"{name}={value}" for name, value in self.defaults.items())]
        )

    def call(self, first: str = "") -> str:
        """The argument list of a call."""
        bare = [name for name in self.given if name not in self.defaults]
        rest = [f"{name}={value}" for name, value in self.given.items() if name in self.defaults]
        positional = self.random.random() < 0.5
        found = [self.given[name] if positional else f"{name}={self.given[name]}" for name in bare]
        if rest and self.random.random() < 0.2:
            rest = [f"**dict({', '.join(rest)})"]
        return ", ".join([*([first] if first else []), *found, *rest])
