"""Vacancies of a source of a test's own, at some point of their life."""

import msgspec

from chalicelib.identifiers import new_identifier
from chalicelib.vacancies.model import Source, State, Transition, Vacancy
from tests.vacancies.samples import NOW, content
from tests.vacancies.samples import vacancy as usual

HELD, REJECTED, PUBLISHED = State.HELD, State.REJECTED, State.PUBLISHED


def new_source() -> str:
    """A partner that no other test knows."""
    return new_identifier("par")


def lived(*states: State, source: str = "par_one", by: str = "machine", **changes: object) -> Vacancy:
    """A vacancy that went through ``states``; its revision is how many those were."""
    history = tuple(Transition(state=state, at=NOW, by=by) for state in states)
    identifier = new_identifier("vac")
    origin = Source(partner=source, external_id=identifier)
    made = usual(
        states[-1],
        id=identifier,
        source=origin,
        content=content(expires_at=None),
    )
    return msgspec.structs.replace(made, history=history, revision=len(states), **changes)


def after(before: Vacancy, *states: State, **changes: object) -> Vacancy:
    """The same vacancy some steps later."""
    more = tuple(Transition(state=state, at=NOW, by="machine") for state in states)
    state = states[-1] if states else before.state
    return msgspec.structs.replace(
        before, state=state, history=(*before.history, *more), revision=before.revision + 1, **changes
    )
