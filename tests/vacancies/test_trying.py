"""A change of the policy tried on what the table holds."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib.clock import FixedClock
from chalicelib.errors import InvalidInput
from chalicelib.identifiers import new_identifier
from chalicelib.vacancies.model import State
from chalicelib.vacancies.table import item_of, load
from chalicelib.vacancies.trying import try_policy
from chalicelib.validation import policy
from chalicelib.validation.context import SourceKind
from chalicelib.validation.model import Severity
from tests.vacancies.samples import CONTENT, NOW, vacancy

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
CLOCK = FixedClock(NOW + timedelta(days=10))
AGED = msgspec.structs.replace(CONTENT, description="Melayani pembeli dan menata rak. Usia maksimal 25 tahun.")


def stored(**changes: object) -> str:
    made = vacancy(State.PUBLISHED, id=new_identifier("vac"), content=AGED, **changes)
    item_of(made).save()
    return made.id


@pytest.fixture
def strict(monkeypatch):
    """A policy 9 that rejects whoever asks for an age."""
    rows = {**policy.CURRENT.severities, "age_requirement": dict.fromkeys(SourceKind, Severity.REJECT)}
    made = msgspec.structs.replace(policy.CURRENT, version=9, severities=rows)
    known, load_version = policy.numbers(), policy.load
    monkeypatch.setattr(policy, "numbers", lambda: (*known, 9))
    monkeypatch.setattr(policy, "load", lambda number: made if number == 9 else load_version(number))


def test_only_those_of_the_time_are_tried_and_nothing_is_stored(strict):
    new, changed = stored(), stored(posted_at=NOW - timedelta(days=200))
    old = stored(posted_at=NOW - timedelta(days=200), updated_at=NOW - timedelta(days=100))
    found = try_policy(2, 9, clock=CLOCK)
    assert {new, changed} <= {each.id for each in found.changes}
    assert old not in {each.id for each in found.changes}
    assert load(new).vacancy.state is State.PUBLISHED
    assert not load(new).vacancy.findings
    longer = try_policy(2, 9, timedelta(days=150), CLOCK)
    assert old in {each.id for each in longer.changes}


@pytest.mark.parametrize(("pair", "field"), [((7, 2), "/from"), ((2, 0), "/to")])
def test_a_policy_that_is_not_there_is_refused_by_its_field(pair, field):
    with pytest.raises(InvalidInput) as refused:
        try_policy(*pair)
    assert [(each.pointer, each.code) for each in refused.value.errors] == [(field, "unknown_version")]
