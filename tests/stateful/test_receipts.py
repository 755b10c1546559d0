"""Pushes whose chunks come late, twice, at once, or die halfway: each item gets exactly one outcome, and sums agree."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from chalicelib import partners, vacancies
from chalicelib.errors import IdempotencyMismatch, Unavailable
from chalicelib.idempotency import IdempotencyKey
from chalicelib.identifiers import new_identifier
from chalicelib.partners import Chunk, ItemOutcome, ItemResult, PayloadForm, Receipt, ReceiptState, intake, pushing
from chalicelib.partners.intake import store_vacancies
from local.emulator import Emulator
from tests.effort import effort
from tests.own_stores import own_stores
from tests.partners.conftest import ndjson, posting
from tests.stateful.together import clock, done, together

pytestmark = pytest.mark.emulator
ITEMS_OF_A_CHUNK = 3


@pytest.fixture(scope="module")
def stores(emulator: Emulator, request: pytest.FixtureRequest) -> Iterator[str]:
    """Tables, queues and buckets that this module alone uses."""
    yield from own_stores(emulator, "stateful-", request.module.__name__)


def item(identifier: int, kind: str) -> object:
    """One item of a push."""
    if kind == "broken":
        return b'{"identifier":"K-%04d","title":"Kas' % identifier
    if kind == "wrong":
        return posting(identifier, title=7)
    changes: dict[str, object] = {"title": f"Staf Gudang {identifier} {kind}"}
    return posting(identifier, **changes)


items = st.lists(
    st.builds(item, st.integers(1, 6), st.sampled_from(("pagi", "pagi", "malam", "broken", "wrong"))),
    min_size=1,
    max_size=8,
)


class Pushed:
    """One push: its receipt, and the outcomes that were told by whoever worked on its chunks."""

    def __init__(self, receipt: Receipt, body: bytes, key: IdempotencyKey) -> None:
        self.receipt, self.body, self.key = receipt, body, key
        self.told: dict[int, tuple[ItemOutcome, ...]] = {}


class Pushes(RuleBasedStateMachine):
    """A partner that pushes and repeats, and workers that come as they like."""

    pushes: Bundle[Pushed] = Bundle("pushes")

    @initialize()
    def begin(self) -> None:
        self.partner = partners.add_partner(f"Portal {new_identifier('par')}").id
        self.clock = clock()
        self.all: list[Pushed] = []

    @rule(target=pushes, wanted=items)
    def push(self, wanted: list[object]) -> Pushed:
        self.clock.advance(timedelta(seconds=1))
        key = IdempotencyKey(operation="push", owner=self.partner, key=new_identifier("key"), digest="one")
        body = ndjson(*wanted)
        progress = partners.push(self.partner, body, PayloadForm.LINES, key, self.clock)
        assert (progress.state, progress.receipt.items) == (ReceiptState.QUEUED, len(wanted))
        self.all.append(Pushed(progress.receipt, body, key))
        return self.all[-1]

    @rule(pushed=pushes)
    def push_again(self, pushed: Pushed) -> None:
        self.clock.advance(timedelta(seconds=1))
        again = partners.push(self.partner, pushed.body, PayloadForm.LINES, pushed.key, self.clock)
        assert again.receipt == pushed.receipt

    @rule(pushed=pushes)
    def push_another_under_the_same_key(self, pushed: Pushed) -> None:
        other = IdempotencyKey(operation="push", owner=self.partner, key=pushed.key.key, digest="two")
        with pytest.raises(IdempotencyMismatch):
            partners.push(self.partner, ndjson(posting(1)), PayloadForm.LINES, other, self.clock)

    @rule(pushed=pushes, which=st.integers(0, 2))
    def work(self, pushed: Pushed, which: int) -> None:
        chunk = which % pushed.receipt.chunks
        self._note(pushed, chunk, intake.work(Chunk(receipt=pushed.receipt.id, chunk=chunk), clock=self.clock))

    @rule(pushed=pushes, which=st.integers(0, 2))
    def two_work_at_once(self, pushed: Pushed, which: int) -> None:
        chunk = Chunk(receipt=pushed.receipt.id, chunk=which % pushed.receipt.chunks)
        results = together([lambda: intake.work(chunk, clock=self.clock)] * 2)
        assert done(results), results

    @rule(pushed=pushes, which=st.integers(0, 2), before=st.booleans())
    def die_halfway(self, pushed: Pushed, which: int, before: bool) -> None:
        chunk = which % pushed.receipt.chunks
        recorded = partners.progress_of(self.partner, pushed.receipt.id).chunks_done

        def dies(wanted: Sequence[Any], receipt: Receipt) -> Sequence[Any]:
            if not before:
                store_vacancies(wanted, receipt)
            raise Unavailable

        try:
            intake.work(Chunk(receipt=pushed.receipt.id, chunk=chunk), dies, self.clock)
        except Unavailable:
            assert partners.progress_of(self.partner, pushed.receipt.id).chunks_done == recorded

    @rule()
    def look(self) -> None:
        for pushed in self.all:
            self._sums_agree(pushed)

    def teardown(self) -> None:
        for pushed in getattr(self, "all", ()):
            for chunk in range(pushed.receipt.chunks):
                intake.work(Chunk(receipt=pushed.receipt.id, chunk=chunk), clock=self.clock)
            self._sums_agree(pushed)
            assert partners.progress_of(self.partner, pushed.receipt.id).state is ReceiptState.DONE
        if hasattr(self, "all"):
            self._created_once()

    def _note(self, pushed: Pushed, chunk: int, outcomes: tuple[ItemOutcome, ...]) -> None:
        if outcomes:
            assert chunk not in pushed.told, "one chunk was told twice"
            pushed.told[chunk] = outcomes

    def _outcomes(self, pushed: Pushed) -> list[ItemOutcome]:
        found: list[ItemOutcome] = []
        cursor = None
        while True:
            page = partners.page(self.partner, pushed.receipt.id, 2, cursor)
            found += page.items
            if page.next is None:
                return found
            cursor = page.next

    def _sums_agree(self, pushed: Pushed) -> None:
        progress = partners.progress_of(self.partner, pushed.receipt.id)
        found = self._outcomes(pushed)
        numbers = [outcome.number for outcome in found]
        assert numbers == sorted(set(numbers))
        assert set(numbers) <= set(range(1, pushed.receipt.items + 1))
        tally = Counter(outcome.result for outcome in found)
        assert {result: getattr(progress.counts, result.value) for result in ItemResult} == {
            result: tally[result] for result in ItemResult
        }
        if progress.state is ReceiptState.DONE:
            assert len(found) == pushed.receipt.items
        by_number = {outcome.number: outcome for outcome in found}
        for outcomes in pushed.told.values():
            assert all(by_number[outcome.number] == outcome for outcome in outcomes)

    def _created_once(self) -> None:
        """A number of the partner's is one vacancy, and of all its outcomes at most one says that it was created."""
        vacancies_of: dict[str, set[str]] = {}
        created: Counter[str] = Counter()
        for outcome in (found for pushed in self.all for found in self._outcomes(pushed)):
            if outcome.vacancy_id is not None:
                vacancies_of.setdefault(str(outcome.external_id), set()).add(outcome.vacancy_id)
                created[str(outcome.external_id)] += outcome.result is ItemResult.CREATED
        assert all(len(found) == 1 for found in vacancies_of.values()), vacancies_of
        assert all(number <= 1 for number in created.values()), created
        for external, (identifier,) in ((name, tuple(found)) for name, found in vacancies_of.items()):
            assert vacancies.get(identifier).source.external_id == external


@pytest.mark.usefixtures("stores")
def test_each_item_has_one_outcome(monkeypatch):
    monkeypatch.setattr(pushing, "CHUNK", ITEMS_OF_A_CHUNK)
    run_state_machine_as_test(Pushes, settings=effort(6, 15))
