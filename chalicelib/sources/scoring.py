"""The trust in a source, 0..1, from what became of its vacancies. Pure; every part of it can be told to the source.

Each part is a share of bad outcomes among those that could have been. A source that we know little of is met halfway:
the share is drawn towards what is usual (``expected``) with the weight of `PRIOR` vacancies, so that one bad vacancy of
two ruins nobody and a thousand good ones tell. The score is the product of one minus the parts, each to the power of
its weight: a source that is bad in one way cannot make up for it by being good in the others.
"""

from collections.abc import Mapping

import msgspec

from chalicelib.texts import Text

PRIOR = 20
"""Vacancies that what is usual of all sources counts for."""


class Tally(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of a source's vacancies, counted as it happens.

    ``accepted``, ``held`` and ``rejected`` by the check; ``duplicates`` of the source's own; ``reports_upheld`` of
    users; ``stale``: taken off or found filled while the source still offered them; ``sampled`` by the monitor, of
    which ``wrong`` should not have been published.
    """

    accepted: int = 0
    held: int = 0
    rejected: int = 0
    duplicates: int = 0
    reports_upheld: int = 0
    stale: int = 0
    sampled: int = 0
    wrong: int = 0

    @property
    def offered(self) -> int:
        """All vacancies that were handed in."""
        return self.accepted + self.held + self.rejected + self.duplicates


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """One reason of a score: ``bad`` of ``of`` vacancies, the share that counts, and what it leaves of the score."""

    code: str
    bad: int
    of: int
    share: float
    factor: float
    explanation: Text


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """The trust in a source, 0..1, with its parts, the one that costs most first."""

    value: float
    offered: int
    parts: tuple[Part, ...]


class _Measure(msgspec.Struct, frozen=True):
    """A way to be bad: of what the bad are counted among, their usual share, how much it weighs, and its words."""

    of: str
    expected: float
    weight: float
    text: Text


_MEASURES: Mapping[str, _Measure] = {
    "rejected": _Measure("offered", 0.05, 1.0, Text("ditolak pemeriksaan", "rejected by the check")),
    "held": _Measure(
        "offered", 0.15, 0.5, Text("ditahan untuk diperbaiki atau ditinjau", "held to be mended or reviewed")
    ),
    "duplicates": _Measure(
        "offered", 0.05, 0.5, Text("sudah pernah dikirim oleh sumber yang sama", "sent before by the same source")
    ),
    "reports_upheld": _Measure(
        "accepted", 0.01, 3.0, Text("dilaporkan pengguna dan terbukti", "reported by users and found so")
    ),
    "stale": _Measure(
        "accepted", 0.10, 1.0, Text("masih ditawarkan padahal sudah berakhir", "still offered though they had ended")
    ),
    "wrong": _Measure("sampled", 0.03, 3.0, Text("dinilai keliru oleh pemantau", "found wrong by the monitor")),
}
"""By the count of the bad."""


def scored(tally: Tally) -> Score:
    """Return the trust that a source has earned, and why."""
    parts = sorted((_part(code, measure, tally) for code, measure in _MEASURES.items()), key=lambda part: part.factor)
    value = 1.0
    for part in sorted(parts, key=lambda part: part.code):
        value *= part.factor
    return Score(value=value, offered=tally.offered, parts=tuple(parts))


def added(one: Tally, other: Tally) -> Tally:
    """Return the counts of both together; the order in which counts come does not matter."""
    names = Tally.__struct_fields__
    return Tally(**{name: getattr(one, name) + getattr(other, name) for name in names})


def _part(code: str, measure: _Measure, tally: Tally) -> Part:
    bad, of = getattr(tally, code), getattr(tally, measure.of)
    # Counts come one by one: a report may be counted before the vacancy that it is about.
    share = min(1.0, (bad + PRIOR * measure.expected) / (max(of, bad) + PRIOR))
    factor = (1.0 - share) ** measure.weight
    explanation = Text(f"{bad} dari {of} {measure.text.id}.", f"{bad} of {of} {measure.text.en}.")
    return Part(code=code, bad=bad, of=of, share=share, factor=factor, explanation=explanation)
