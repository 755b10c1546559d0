"""What happens to vacancies in a machine of `tests.stateful.vacancy_machine`, and what is held to be true of it."""

import itertools
from collections.abc import Callable, Sequence

import msgspec

from chalicelib import employers, feed, indexing, vacancies
from chalicelib.employers.model import EmployerDetails, Verification
from chalicelib.errors import PadanError, Unavailable
from chalicelib.feed import table as log
from chalicelib.feed.model import PARTITIONS, ChangeKind, Entry
from chalicelib.identifiers import new_identifier
from chalicelib.indexing import is_open
from chalicelib.vacancies import Source, State, Vacancy, table
from chalicelib.vacancies.lifecycle import ALLOWED
from chalicelib.vacancies.model import DIRECT
from search.embedded.vacancies import EmbeddedVacancyIndex
from security.principal import Audience, Principal
from tests.stateful import lives
from tests.stateful.together import clock

OFFICER = Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}), regions=("32",))


class Streamed(msgspec.Struct, frozen=True):
    """A change on its way to the index and the feed."""

    before: Vacancy | None
    after: Vacancy
    version: int


class VacancyWorld:
    """One employer, one partner, their vacancies as they were last seen, an index, and the log of changes."""

    def __init__(self, *, verified: bool) -> None:
        self.clock = clock()
        self.owner = Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER, Audience.EMPLOYER}))
        details = EmployerDetails(name=f"Karya {self.owner.id[-8:]}", region="32.73")
        self.employer = employers.register(self.owner, details, clock=self.clock).employer.id
        if verified:
            employers.verify(OFFICER, self.employer, Verification.VERIFIED)
        self.partner = new_identifier("par")
        self.known: dict[str, Vacancy] = {}
        self.versions: dict[str, int] = {}
        self.waiting: list[Streamed] = []
        self.index = EmbeddedVacancyIndex()
        self.begun = log.counts()

    def source(self, external: int) -> Source:
        """The partner's own number of a vacancy."""
        return Source(partner=self.partner, external_id=str(external))

    def of_source(self, source: Source) -> list[str]:
        """Vacancies that are known from ``source``."""
        return [identifier for identifier, vacancy in self.known.items() if vacancy.source == source]

    def poster(self, which: str) -> Principal:
        """Who may change a vacancy: a member of its employer, for a partner's the office."""
        return self.owner if self.known[which].source.partner == DIRECT else OFFICER

    def act(self, name: str, which: str, work: Callable[[], object], *, may_refuse: bool = False) -> None:
        """Take an action: either it is taken as the model says, or it is refused and nothing has changed."""
        state = self.known[which].state
        may_be_taken = state in self.steps(which)[name]
        refusal = _refusal(work)
        if refusal is not None:
            assert self._stands(which), f"{name} was refused ({refusal}) and changed something"
            assert may_refuse or not may_be_taken, f"{name} from {state} was refused: {refusal}"
            return
        assert name in lives.IDLE or may_be_taken, f"{name} was taken from {state}"
        self.became(name, which)

    def steps(self, which: str) -> dict[str, lives.Steps]:
        """What may become of a vacancy, by action."""
        partners = {"renew": {}, "amend": {}, "submit": {}, "remind": {}, **lives.PARTNERS}
        return dict(lives.OWN if self.known[which].source.partner == DIRECT else partners)

    def became(self, name: str, which: str) -> None:
        """Hold what became of a vacancy to the model, and let the change go on its way."""
        before, item = self.known.get(which), table.load(which)
        after = item.vacancy
        if before == after:
            return
        if before is None:
            assert (after.state in lives.VERDICTS | {State.DRAFT}, after.revision) == (True, 1)
        else:
            assert after.state in self.steps(which)[name].get(before.state, ()), (
                f"{name}: {before.state}, {after.state}"
            )
            assert after.revision == before.revision + 1
            assert after.history[: len(before.history)] == before.history
        assert int(item.version) == self.versions.get(which, 0) + 1
        _history_is_whole(after)
        self.streamed(which, after, int(item.version))

    def streamed(self, which: str, after: Vacancy, version: int) -> None:
        """Note a change that was seen."""
        self.waiting.append(Streamed(self.known.get(which), after, version))
        self.known[which], self.versions[which] = after, version

    def deliver(self, batch: Sequence[Streamed]) -> None:
        """Let the workers of index and feed have ``batch``, in its order."""
        changes = [indexing.Change(id=one.after.id, version=one.version, content=one.after) for one in batch]
        indexing.apply_vacancies(changes, self.index, self.clock)
        entries = (feed.entry_of(one.before, one.after, self.clock.now()) for one in batch)
        feed.record([entry for entry in entries if entry is not None], self.clock)

    def index_agrees(self) -> None:
        """When nothing is on its way, what is open is found as it is, and what is not published is not found."""
        self.index.refresh()
        for which, vacancy in self.known.items():
            found = self.index.get(which)
            if is_open(vacancy, self.clock.now()):
                assert found is not None, f"{which} is open and not found"
                assert found.version == self.versions[which]
            if vacancy.state is not State.PUBLISHED:
                assert found is None, f"{which} is {vacancy.state} and found"

    def feed_agrees(self) -> None:
        """Who follows the feed has exactly what is published; of each vacancy the changes come in order."""
        last: dict[str, Entry] = {}
        for entry in self._logged():
            known = last.get(entry.vacancy_id)
            assert known is None or known.revision < entry.revision
            last[entry.vacancy_id] = entry
        shown = {which for which, entry in last.items() if entry.kind is ChangeKind.UPSERT}
        published = {which: one for which, one in self.known.items() if one.state is State.PUBLISHED}
        assert shown == set(published)
        assert all(last[which].revision == one.revision for which, one in published.items())

    def end(self) -> None:
        """Take everything off, so that the schedules of the next machine have nothing of this one."""
        for which, vacancy in self.known.items():
            if vacancy.state is State.PUBLISHED:
                vacancies.withdraw(self.poster(which), which, clock=self.clock)
        self.index.close()

    def _logged(self) -> list[Entry]:
        found = []
        for partition in range(PARTITIONS):
            name, count = str(partition), self.begun[partition]
            while page := log.entries_after(name, count, 100):
                found += [entry for _, entry in page if entry.vacancy_id in self.known]
                count = page[-1][0]
        return found

    def _stands(self, which: str) -> bool:
        item = table.load(which)
        return (item.vacancy, int(item.version)) == (self.known[which], self.versions[which])


def _refusal(work: Callable[[], object]) -> PadanError | None:
    try:
        work()
    except Unavailable:
        raise
    except PadanError as error:
        return error
    return None


def _history_is_whole(vacancy: Vacancy) -> None:
    """The history ends in the state, no step of it is impossible, and it never goes back in time."""
    states = [entry.state for entry in vacancy.history]
    assert states[-1] is vacancy.state
    assert all(after in ALLOWED[before] for before, after in itertools.pairwise(states)), states
    times = [entry.at for entry in vacancy.history]
    assert times == sorted(times)
    assert all(entry.by for entry in vacancy.history)
