"""Vacancies of every quality, and whole lives of them as the stream tells them."""

from datetime import timedelta
from itertools import pairwise

import msgspec

from chalicelib.identifiers import new_identifier
from chalicelib.vacancies.model import DIRECT, Channel, Source, State, Transition, Vacancy
from chalicelib.validation.model import Severity
from tests.sources.samples import new_source
from tests.vacancies.samples import NOW, content, finding
from tests.vacancies.samples import vacancy as usual

__all__ = ["DAY", "NOW", "Change", "changes_of", "content", "found", "handed_in", "life", "new_source", "next_of"]

DAY = timedelta(days=1)
Change = tuple[Vacancy | None, Vacancy | None]


def found(*codes: str):
    """Findings of these codes."""
    return tuple(finding(Severity.WARN, code=code) for code in codes)


def handed_in(source: str = "par_one", *, day: int = 0, **changes: object) -> Vacancy:
    """A vacancy of a partner that was published as it came, ``day`` days after the usual one."""
    at = NOW + day * DAY
    identifier = new_identifier("vac")
    history = (
        Transition(state=State.SUBMITTED, at=at, by=source),
        Transition(state=State.PUBLISHED, at=at, by="machine"),
    )
    made = usual(
        State.PUBLISHED,
        id=identifier,
        source=Source(partner=source, external_id=identifier),
        channel=Channel.EMPLOYER if source == DIRECT else Channel.PARTNER,
        content=content(expires_at=None),
        posted_at=at,
        published_at=at,
    )
    return msgspec.structs.replace(made, **{"history": history, **changes})


def next_of(
    before: Vacancy, state: State | None = None, *, after: timedelta = DAY, by: str = "machine", **changes: object
):
    """The vacancy one revision later."""
    at = before.history[-1].at + after
    history = (*before.history, Transition(state=state or before.state, at=at, by=by))
    return msgspec.structs.replace(
        before, state=state or before.state, history=history, revision=before.revision + 1, **changes
    )


def life(source: str, *, day: int = 0) -> list[Vacancy]:
    """One vacancy from its coming, in a poor form, over mending and linking to its end."""
    poor = handed_in(source, day=day, content=content(description="", pay_minimum=None), findings=found("pay_too_low"))
    mended = next_of(poor, by=source, content=content(education="sma"), findings=())
    linked = next_of(mended, canonical_id="vac_other")
    parted = next_of(linked, canonical_id=None)
    return [poor, mended, linked, parted, next_of(parted, State.EXPIRED, after=90 * DAY)]


def changes_of(lived: list[Vacancy]) -> list[Change]:
    """What the stream tells of a life."""
    return list(pairwise([None, *lived]))
