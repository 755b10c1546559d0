"""What the platform tells the tallies: the stream of vacancies, and the monitor's opinion."""

import pytest

from chalicelib import monitoring, sources
from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.identifiers import new_identifier
from chalicelib.monitoring import Saying, table
from chalicelib.monitoring.model import Origin, Step
from chalicelib.monitoring.sampling import sampled
from chalicelib.sources.scoring import Tally
from chalicelib.vacancies.table import item_of, load
from functions.feed import record
from local.http.context import LambdaContext
from security.principal import Audience, Principal
from tests.functions.events import stream_event
from tests.sources.samples import PUBLISHED, REJECTED, lived, new_source

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
MONITOR = Principal(id=new_identifier("per"), roles=frozenset({Audience.MONITOR}))
WRONG = Saying(right=False, erred=Step.MACHINE)


def stored(*states, source: str):
    made = lived(*states, source=source)
    item_of(made).save()
    return made


def test_what_the_stream_tells_twice_is_counted_once(monkeypatch):
    monkeypatch.setattr("chalicelib.duplicates.announce", lambda changes: 0)
    source = new_source()
    made = [stored(state, source=source) for state in (PUBLISHED, PUBLISHED, REJECTED)]
    told = stream_event("vacancies", [(None, load(each.id).serialize()) for each in made])
    for _ in range(2):
        assert record(told, LambdaContext("record_changes", 60)) == {"batchItemFailures": []}
    assert sources.quality(source)[0] == Tally(accepted=2, rejected=1)


@pytest.mark.parametrize(
    ("origin", "saying", "tally"),
    [
        (Origin.DRAWN, Saying(right=True), Tally(sampled=1)),
        (Origin.DRAWN, WRONG, Tally(sampled=1, wrong=1)),
        (Origin.REPORTED, Saying(right=True), Tally()),
        (Origin.REPORTED, WRONG, Tally(reports_upheld=1)),
    ],
)
def test_an_opinion_of_the_monitor_is_counted_with_it(origin, saying, tally):
    source = new_source()
    drawn = sampled(stored(PUBLISHED, source=source), origin, 0.5, SYSTEM_CLOCK)
    assert table.add(drawn)
    monitoring.judge(MONITOR, drawn.id, saying)
    assert sources.quality(source)[0] == tally
    with pytest.raises(Exception, match="judged"):
        monitoring.judge(MONITOR, drawn.id, saying)
    assert sources.quality(source)[0] == tally
