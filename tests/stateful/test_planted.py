"""The machine of vacancies finds faults that are planted."""

import msgspec
import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from chalicelib import feed, indexing, vacancies
from chalicelib.feed import ChangeKind
from chalicelib.vacancies import closing
from tests.effort import effort
from tests.stateful.vacancy_machine import VacancyLives

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]

FIRST_FAULT = settings(effort(12, 30, shrink=False), report_multiple_bugs=False)


def feed_loses_removals(patch: pytest.MonkeyPatch) -> None:
    record = feed.record
    patch.setattr(
        feed, "record", lambda entries, clock: record([e for e in entries if e.kind is ChangeKind.UPSERT], clock)
    )


def index_forgets_what_is_gone(patch: pytest.MonkeyPatch) -> None:
    apply = indexing.apply_vacancies

    def applied(changes, index, clock):
        shown = [change for change in changes if change.content.state is vacancies.State.PUBLISHED]
        return apply(shown, index, clock)

    patch.setattr(indexing, "apply_vacancies", applied)


def withdrawing_rewrites_the_history(patch: pytest.MonkeyPatch) -> None:
    taken = closing.taken

    def forgetful(vacancy, step):
        after = taken(vacancy, step)
        return msgspec.structs.replace(after, history=after.history[-1:])

    patch.setattr(closing, "taken", forgetful)


@pytest.mark.parametrize(
    "plant",
    [feed_loses_removals, index_forgets_what_is_gone, withdrawing_rewrites_the_history],
    ids=lambda p: p.__name__,
)
def test_a_planted_fault_is_found(plant, monkeypatch):
    plant(monkeypatch)
    with pytest.raises((AssertionError, ExceptionGroup)):
        run_state_machine_as_test(VacancyLives, settings=FIRST_FAULT)
