"""What is measured of a push: outcomes by partner, once, and how long it waited."""

from datetime import timedelta

import pytest

from chalicelib import partners
from chalicelib.partners import Chunk, PayloadForm, intake
from tests.measures import Measures
from tests.partners.conftest import ndjson, posting

pytestmark = pytest.mark.emulator


class LaterClock:
    """The time a while after a moment."""

    def __init__(self, moment, seconds):
        self._now = moment + timedelta(seconds=seconds)

    def now(self):
        return self._now


@pytest.mark.usefixtures("queue")
def test_outcomes_are_measured_by_partner_when_they_are_recorded(signing_partner, monkeypatch):
    measures = Measures()
    monkeypatch.setattr(intake, "measure", measures)
    items = [posting(1), posting(2), posting(3, title=7)]
    receipt = partners.push(signing_partner.id, ndjson(*items), PayloadForm.LINES, None).receipt
    clock = LaterClock(receipt.received_at, 42)
    intake.work(Chunk(receipt=receipt.id, chunk=0), clock=clock)
    of_partner = {"partner": signing_partner.id}
    by_outcome = sorted(measures.of("PushedItems"), key=lambda taken: taken[1]["outcome"])
    assert by_outcome == [(2, {**of_partner, "outcome": "created"}), (1, {**of_partner, "outcome": "rejected"})]
    assert measures.of("PushDelay") == [(42.0, {})]
    intake.work(Chunk(receipt=receipt.id, chunk=0), clock=clock)
    assert len(measures.taken) == 3
