"""What is wrong with a file that is brought in: where, which row, in both languages; and no more than people read."""

import msgspec

from chalicelib.reference.importing.wording import worded
from chalicelib.texts import Text

SHOWN = 200
"""How many problems are told one by one; of the rest only how many there are."""
_LONGEST = 80


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong.

    ``line`` counts from 1 in the file as an editor shows it, None when no line is to blame; ``column`` is the heading
    that the file itself has, or the table's column where it has none; ``key`` is the code of the row, ``code`` the kind
    of problem.
    """

    line: int | None
    column: str
    code: str
    key: str
    text: Text


class Problems:
    """The problems of one file: the first ones in full, the others counted."""

    def __init__(self) -> None:
        """Begin with none."""
        self._found: list[Problem] = []
        self._keys: set[str] = set()
        self.total = 0

    def add(self, code: str, *, line: int | None = None, column: str = "", key: str = "", **facts: object) -> None:
        """Note a problem of kind ``code`` (of ``wording``); ``facts`` are the parts of its text."""
        self.total += 1
        self._keys.add(key)
        text = worded(code, {name: shown(str(fact)) for name, fact in facts.items()})
        self._found.append(Problem(line=line, column=shown(column), code=code, key=shown(key), text=text))
        if len(self._found) > SHOWN * 2:
            self._found = _in_order(self._found)[:SHOWN]

    def concern(self, key: str) -> bool:
        """Whether anything is wrong with the row ``key``."""
        return key in self._keys

    @property
    def first(self) -> tuple[Problem, ...]:
        """The first `SHOWN` problems in the order of the file; those of the whole file at the end."""
        return tuple(_in_order(self._found)[:SHOWN])

    @property
    def more(self) -> int:
        """How many there are beside the first ones."""
        return self.total - len(self.first)


def shown(text: str) -> str:
    """Return ``text`` so that it can be printed on a line: short, and without characters that do something."""
    plain = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"


def _in_order(found: list[Problem]) -> list[Problem]:
    return sorted(found, key=lambda problem: (problem.line is None, problem.line or 0))
