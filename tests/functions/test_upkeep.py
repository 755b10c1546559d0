"""The functions that ask employers and people whether they are still there, on the emulator's tables."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.identifiers import new_identifier
from chalicelib.outbox import OutboxItem
from chalicelib.vacancies import reminding
from chalicelib.vacancies.model import State
from chalicelib.vacancies.renewal import renewal_asked
from chalicelib.vacancies.table import item_of, load
from functions.upkeep import remind_employers
from local.http.context import LambdaContext
from tests.platform_fixtures import platform
from tests.vacancies.samples import vacancy

__all__ = ["platform"]
pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("platform")]

EVENT = json.loads((Path(__file__).parents[1] / "events" / "nightly.json").read_text(encoding="utf-8"))
CONTEXT = LambdaContext("schedule", 300)
TOMORROW = SYSTEM_CLOCK.now() + timedelta(days=1)


@pytest.mark.parametrize("open_now", [True, False])
def test_employers_are_reminded_while_offices_are_open(monkeypatch, open_now):
    monkeypatch.setattr(reminding, "is_open", lambda _: open_now)
    employer = new_identifier("emp")
    made = vacancy(State.PUBLISHED, id=new_identifier("vac"), employer_id=employer, expires_at=TOMORROW)
    item_of(made).save()
    remind_employers(EVENT, CONTEXT)
    told = [item.event for item in OutboxItem.scan() if item.event.subject == employer]
    assert [event.topic for event in told] == [reminding.TOPIC] * open_now
    assert bool(renewal_asked(load(made.id).vacancy)) is open_now
