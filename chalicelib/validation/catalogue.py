"""The catalogue of rules: each a small pure function with a code, a version, a message and its legal basis."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

import msgspec

from chalicelib.texts import Text
from chalicelib.validation.model import Span
from chalicelib.validation.subject import Subject


class Observation(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule saw: a JSON pointer, the phrase in a text, and values that the rule's message names."""

    pointer: str
    phrase: str | None = None
    span: Span | None = None
    values: Mapping[str, str] = {}


Observe = Callable[[Subject], Iterable[Observation]]


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule. ``version`` grows with every change of what it finds; ``message`` may name an observation's values."""

    code: str
    version: int
    message: Text
    observe: Observe
    legal_basis: str | None = None

    def message_for(self, observation: Observation) -> Text:
        """Return the message about ``observation`` in both languages."""
        values = {"phrase": observation.phrase or "", **observation.values}
        return Text(self.message.id.format_map(values), self.message.en.format_map(values))


class Catalogue:
    """The rules in the order in which they were registered."""

    def __init__(self) -> None:
        """Begin empty."""
        self._rules: dict[str, Rule] = {}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule."""
        return tuple(self._rules.values())

    @cached_property
    def version(self) -> str:
        """A version of the whole that grows with every rule and every version of one."""
        return f"rules.{sum(rule.version for rule in self.rules)}"

    def rule(
        self, code: str, *, version: int, message: Text, legal_basis: str | None = None
    ) -> Callable[[Observe], Observe]:
        """Register a function as the rule ``code``; raises ``ValueError`` when the code is taken."""

        def register(observe: Observe) -> Observe:
            if code in self._rules:
                raise ValueError(f"there is a rule {code} already")
            self._rules[code] = Rule(
                code=code, version=version, message=message, observe=observe, legal_basis=legal_basis
            )
            return observe

        return register


CATALOGUE = Catalogue()
"""The platform's rules; `chalicelib.validation.rules` fills it."""
