"""What is counted of vacancies."""

from datetime import timedelta

import pytest

from chalicelib.vacancies import measuring
from chalicelib.vacancies.measuring import measure_steps, step_taken
from chalicelib.vacancies.model import Source, State, Transition
from tests.measures import Measures
from tests.vacancies.samples import NOW, vacancy

_LATER = NOW + timedelta(hours=5)
_PUSHED = Source(partner="karir", external_id="1")


def _published(**changes):
    history = (Transition(state=State.DRAFT, at=NOW, by="per_1"), Transition(state=State.PUBLISHED, at=_LATER, by="x"))
    return vacancy(State.PUBLISHED, published_at=_LATER, history=history, **changes)


@pytest.fixture
def measures(monkeypatch):
    taken = Measures()
    monkeypatch.setattr(measuring, "measure", taken)
    return taken


def test_a_first_publication_tells_how_long_it_took():
    step = step_taken(vacancy(State.CHECKED), _published())
    assert (step.channel, step.state, step.waited) == ("direct", State.PUBLISHED, timedelta(hours=5))


def test_a_later_publication_is_counted_without_a_wait():
    step = step_taken(vacancy(State.HELD, published_at=NOW), _published())
    assert (step.state, step.waited) == (State.PUBLISHED, None)


@pytest.mark.parametrize(
    ("before", "after"),
    [(vacancy(State.DRAFT), vacancy(State.DRAFT)), (vacancy(State.CLOSED), None), (_published(), _published())],
)
def test_what_stays_or_goes_is_no_step(before, after):
    assert step_taken(before, after) is None


def test_a_batch_is_counted_by_channel_and_state(measures):
    pushed = _published(source=_PUSHED)
    measure_steps(
        [(None, pushed), (None, pushed), (None, vacancy()), (vacancy(), vacancy(State.REJECTED)), (pushed, None)]
    )
    assert measures.of("VacancyStep") == [
        (2, {"channel": "partner", "state": "published"}),
        (1, {"channel": "direct", "state": "draft"}),
        (1, {"channel": "direct", "state": "rejected"}),
    ]
    assert measures.taken[-1] == ("TimeToPublication", 5 * 3600, "Seconds", {"channel": "partner"})
    assert len(measures.of("TimeToPublication")) == 2


def test_an_empty_batch_measures_nothing(measures):
    measure_steps([])
    assert measures.taken == []
