"""What was read and is not what the field says, looked at by a reader: is the text wrong, or is it filed elsewhere?

A portal files a vacancy under the town of its branch while the text says where the work is, and knows no internships: a
disagreement with the field is then no mistake of the reading. So all disagreements of the test part were read at one
time, and of the vacancies of which nothing was read two random samples of sixty. Verdicts are about a value: where
another one is read today, nobody has judged it and it counts as wrong.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

JUDGED = Path(__file__).with_name("second_look.tsv")
HEAD = (
    "fact",
    "read",
    "as the field",
    "text is right",
    "wrong",
    "precision",
    "sample unread",
    "of it stated",
    "recall",
)
NONE = "-"


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """A reader's word about one vacancy: ``right`` or ``wrong`` of a ``value`` that was read; ``unread`` of one of
    which nothing was read, with the value that its text states, ``-`` for none."""

    id: str
    fact: str
    value: str
    verdict: str


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One vacancy with a field: the value that is read of its text, None for none, and whether the field agrees."""

    id: str
    read: str | None
    agrees: bool


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """How many values were read, agree with the field, are right all the same; and of the sample of unread texts.

    ``missed`` of ``sample`` texts state a value and none is read; ``unread`` is how many vacancies they stand for.
    """

    fact: str
    read: int
    agree: int
    right: int
    unread: int
    sample: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of what is read that is right, where a field that agrees is taken to be right."""
        return (self.agree + self.right) / self.read if self.read else 0.0

    @property
    def recall(self) -> float | None:
        """The share of what the texts state that is read, by the sample; None without one."""
        if not self.sample:
            return None
        found = self.agree + self.right
        stated = found + self.unread * self.missed / self.sample
        return found / stated if stated else 0.0


def verdicts() -> tuple[Verdict, ...]:
    """Return every verdict; all are of the test part."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return msgspec.convert(list(csv.DictReader(file, delimiter="\t")), tuple[Verdict, ...])


def looked(fact: str, compared: Iterable[Compared], judged: Iterable[Verdict]) -> Looked:
    """Return the counts of one fact over vacancies whose field is known."""
    every = {each.id: each for each in compared}
    own = [each for each in judged if each.fact == fact and each.id in every]
    unread = {each.id: each.value for each in own if each.verdict == "unread" and every[each.id].read is None}
    return Looked(
        fact=fact,
        read=sum(each.read is not None for each in every.values()),
        agree=sum(each.read is not None and each.agrees for each in every.values()),
        right=sum(_is_right(every[each.id], each) for each in own),
        unread=sum(each.read is None for each in every.values()),
        sample=len(unread),
        missed=sum(value != NONE for value in unread.values()),
    )


def _is_right(found: Compared, judged: Verdict) -> bool:
    said = judged.verdict in ("right", "unread") and found.read == judged.value
    return said and not found.agrees


def cells(found: Looked) -> Sequence[str]:
    """Return the row of a table under `HEAD`."""
    wrong = found.read - found.agree - found.right
    recall = "" if found.recall is None else f"{found.recall:.3f}"
    counts: Mapping[str, int] = {"read": found.read, "agree": found.agree, "right": found.right, "wrong": wrong}
    sampled = (f"{found.sample}", f"{found.missed}") if found.sample else ("", "")
    name = found.fact.replace("_", " ")
    return (name, *(f"{count:,}" for count in counts.values()), f"{found.precision:.3f}", *sampled, recall)
