"""The catalogue of rules: each a small pure function with a code, a version, a message and its legal basis.

Every version of a rule that was ever published stays here beside the newer ones, so that a check can be done again
under the rules of its day. The newest of each code runs unless an edition says otherwise.
"""

from collections.abc import Callable, Iterable, Mapping

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
    """One version of a rule. ``version`` grows with every change of what it finds.

    ``message`` may name an observation's values.
    """

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
    """The rules in the order in which their codes were first registered, each in all its versions."""

    def __init__(self) -> None:
        """Begin empty."""
        self._rules: dict[str, dict[int, Rule]] = {}

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The newest version of every rule."""
        return tuple(versions[max(versions)] for versions in self._rules.values())

    @property
    def every(self) -> tuple[Rule, ...]:
        """Every version of every rule, the oldest of each first."""
        return tuple(versions[number] for versions in self._rules.values() for number in sorted(versions))

    def versions(self, code: str) -> tuple[int, ...]:
        """Return which versions there are of the rule ``code``, the oldest first; none of an unknown one."""
        return tuple(sorted(self._rules.get(code, ())))

    def chosen(self, versions: Mapping[str, int]) -> tuple[Rule, ...]:
        """Return the named version of each named rule; raises ``KeyError`` when one is not kept here."""
        return tuple(kept[versions[code]] for code, kept in self._rules.items() if code in versions)

    def rule(
        self, code: str, *, version: int, message: Text, legal_basis: str | None = None
    ) -> Callable[[Observe], Observe]:
        """Register a function as a version of the rule ``code``; raises ``ValueError`` when there is one already."""

        def register(observe: Observe) -> Observe:
            kept = self._rules.setdefault(code, {})
            if version in kept:
                raise ValueError(f"there is a version {version} of rule {code} already")
            kept[version] = Rule(code=code, version=version, message=message, observe=observe, legal_basis=legal_basis)
            return observe

        return register


CATALOGUE = Catalogue()
"""The platform's rules; `chalicelib.validation.rules` fills it."""
