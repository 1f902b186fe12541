"""What a rule is: the records that ``rules/*.yaml`` is compiled into.

:mod:`fitlint.catalog` finds rules by code or name. These classes are loaded only when the texts or limits are wanted.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from fitlint.finding import Profile, Severity

Category = Literal["run", "data", "hyperparameters", "architecture", "evaluation"]
OptionType = Literal["integer", "number", "strings", "table"]
OptionValue = int | float | tuple[str, ...] | Mapping[str, float]
Parameter = int | float | str | tuple[int | float | str, ...]


class Option(NamedTuple):
    """A limit or list that users may change in their settings.

    ``type`` is ``"integer"``, ``"number"``, ``"strings"`` (a list) or ``"table"`` (names with a number each).
    ``minimum`` bounds every number in it. ``source`` says where the default comes from.
    """

    name: str
    type: OptionType
    default: OptionValue
    unit: str
    help: str
    source: str
    minimum: float | None = None


class Reference(NamedTuple):
    """A paper or a page of documentation."""

    title: str
    url: str


class Example(NamedTuple):
    """A short script that shows the rule, ``bad`` with expected findings marked by trailing comments, or good.

    ``files`` pairs the names of further files (a configuration) with their text; the script itself is ``train.py``.
    """

    name: str
    bad: bool
    code: str
    files: tuple[tuple[str, str], ...] = ()


class Recipe(NamedTuple):
    """How ``--verify`` tests a finding: the name of an experiment and its parameters."""

    experiment: str
    parameters: Mapping[str, Parameter]

    @property
    def trains(self) -> bool:
        """Whether it trains; a network's structure is told by its first weights."""
        return self.experiment != "structure-nonlinearity"


class Rule(NamedTuple):
    """One rule as its YAML file describes it.

    ``why``, ``fix`` and ``ignore_when`` are paragraphs: a blank line between two, no line breaks inside one. ``verify``
    is None for rules about the run itself.
    """

    code: str
    name: str
    category: Category
    severity: Severity
    profile: Profile
    summary: str
    why: str
    fix: str
    ignore_when: str
    options: tuple[Option, ...]
    references: tuple[Reference, ...]
    examples: tuple[Example, ...]
    verify: Recipe | None

    @property
    def reason(self) -> str:
        """The first paragraph of ``why``: what is printed below a finding."""
        return self.why.partition("\n\n")[0]

    @property
    def advice(self) -> str:
        """The first paragraph of ``fix``: what is printed as help."""
        return self.fix.partition("\n\n")[0]

    @property
    def limits(self) -> dict[str, OptionValue]:
        """A fresh mapping of every option to its default."""
        return {option.name: option.default for option in self.options}
