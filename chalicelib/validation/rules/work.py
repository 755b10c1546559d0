"""The work itself: how many are sought and how long they work."""

from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.subject import Subject

LEGAL_HOURS = 40
"""Weekly hours without overtime (Act 13/2003, article 77, as amended by Act 6/2023)."""

LONGEST_HOURS = 58
"""With the most overtime that the law allows: 18 hours a week (Government Regulation 35/2021, article 26)."""

MANY_OPENINGS = 1_000
_BASIS = "UU 13/2003 Pasal 77 jo. UU 6/2023; PP 35/2021 Pasal 21 dan 26"


@CATALOGUE.rule(
    "openings_implausible",
    version=1,
    message=Text("{openings} lowongan sekaligus perlu dikonfirmasi.", "{openings} openings at once must be confirmed."),
)
def openings_implausible(subject: Subject) -> Iterator[Observation]:
    """Very many openings are a slip, or a collection of personal data."""
    if subject.content.openings > MANY_OPENINGS:
        yield Observation(pointer="/openings", values={"openings": str(subject.content.openings)})


@CATALOGUE.rule(
    "hours_with_overtime",
    version=1,
    message=Text(
        "{hours} jam seminggu melebihi 40 jam: kelebihannya adalah lembur yang wajib disepakati dan dibayar.",
        "{hours} hours a week are more than 40: the rest is overtime, to be agreed and paid.",
    ),
    legal_basis=_BASIS,
)
def hours_with_overtime(subject: Subject) -> Iterator[Observation]:
    """More than the legal week, within what overtime allows."""
    hours = subject.content.hours
    if hours is not None and LEGAL_HOURS < hours <= LONGEST_HOURS:
        yield Observation(pointer="/hours", values={"hours": str(hours)})


@CATALOGUE.rule(
    "hours_unlawful",
    version=1,
    message=Text(
        "{hours} jam seminggu melebihi batas 40 jam kerja dan 18 jam lembur.",
        "{hours} hours a week are more than 40 hours of work and 18 of overtime.",
    ),
    legal_basis=_BASIS,
)
def hours_unlawful(subject: Subject) -> Iterator[Observation]:
    """More than the law allows even with overtime."""
    hours = subject.content.hours
    if hours is not None and hours > LONGEST_HOURS:
        yield Observation(pointer="/hours", values={"hours": str(hours)})
