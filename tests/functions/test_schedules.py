"""The functions that a schedule calls, on the emulator's tables: what is due is done, the rest is left alone."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib import settings
from chalicelib.clock import SYSTEM_CLOCK, epoch_seconds
from chalicelib.identifiers import new_identifier
from chalicelib.people.table import PendingAccountItem
from chalicelib.uniqueness import UniquenessMarker
from chalicelib.vacancies import upsert_many
from chalicelib.vacancies.model import Source, State
from chalicelib.vacancies.storing import TEXT, text_key
from chalicelib.vacancies.table import VacancyItem, item_of, load
from chalicelib.validation.model import Severity
from functions.indexing import reconcile_indices
from functions.posting import take_off
from functions.registration import sweep_abandoned_accounts
from local.http.context import LambdaContext
from search import engine
from security.accounts import accounts
from security.cognito import CODE_SUFFIX
from tests.platform_fixtures import platform
from tests.vacancies.samples import content, finding, pushed, vacancy

__all__ = ["platform"]
pytestmark = pytest.mark.emulator

EVENT = json.loads((Path(__file__).parents[1] / "events" / "nightly.json").read_text(encoding="utf-8"))
CONTEXT = LambdaContext("schedule", 300)
YESTERDAY = SYSTEM_CLOCK.now() - timedelta(days=1)
NEXT_MONTH = SYSTEM_CLOCK.now() + timedelta(days=30)


@pytest.fixture
def index(monkeypatch):
    """Empty indices in memory."""
    monkeypatch.setenv("PADAN_SEARCH_ENGINE", "embedded")
    monkeypatch.setenv("PADAN_SEARCH_FOLDER", "")
    settings.forget()
    engine.close()
    yield engine
    engine.close()


def published(until, **changes):
    """A stored vacancy of a partner that nobody else's text is like, open ``until`` then; its identifier."""
    name = new_identifier("tst")
    source = Source(partner="par_one", external_id=name)
    made = vacancy(
        State.PUBLISHED,
        id=new_identifier("vac"),
        employer_name=name,
        source=source,
        expires_at=until,
        posted_at=YESTERDAY,
        **changes,
    )
    item_of(made).save()
    UniquenessMarker(f"{TEXT}#{text_key(made)}", owner=made.id).save()
    return made.id


def exists(platform, person):
    """Whether the user pool has the account of ``person``."""
    accounts_of = platform.client("cognito-idp")
    try:
        accounts_of.admin_get_user(UserPoolId=platform.identifiers.user_pool_id, Username=person + CODE_SUFFIX)
    except accounts_of.exceptions.UserNotFoundException:
        return False
    return True


def test_a_vacancy_is_taken_off_on_its_day_and_its_text_may_come_again(platform):
    over, open_still = published(YESTERDAY), published(NEXT_MONTH)
    held = f"{TEXT}#{text_key(load(over).vacancy)}"
    take_off(EVENT, CONTEXT)
    assert load(over).vacancy.state is State.EXPIRED
    assert load(open_still).vacancy.state is State.PUBLISHED
    assert not list(UniquenessMarker.query(held))


def test_a_phrase_that_was_not_mended_in_time_is_looked_for_again(platform):
    overdue = finding(Severity.MEND, code="age_requirement", mend_by=(YESTERDAY - timedelta(days=5)).date().isoformat())
    asks = content(title="Kasir Kelontong", description="Melayani pembeli di toko. Usia maksimal 25 tahun.")
    kept = published(NEXT_MONTH, findings=(overdue,), content=asks)
    mended = published(NEXT_MONTH, findings=(overdue,), content=content(title="Kasir Kelontong Malam"))
    take_off(EVENT, CONTEXT)
    assert load(kept).vacancy.state is State.HELD
    assert load(mended).vacancy.state is State.PUBLISHED
    assert not load(mended).vacancy.findings


def test_an_abandoned_account_is_swept_and_one_under_way_is_not(platform):
    old, new = new_identifier("per"), new_identifier("per")
    for person, since in ((old, YESTERDAY), (new, SYSTEM_CLOCK.now())):
        accounts().create(person, groups=["seeker"])
        PendingAccountItem(person, since=epoch_seconds(since), swept=False).save()
    sweep_abandoned_accounts(EVENT, CONTEXT)
    assert not list(PendingAccountItem.query(old))
    assert list(PendingAccountItem.query(new))
    assert not exists(platform, old)
    assert exists(platform, new)


def test_the_nightly_comparison_brings_what_the_index_missed(platform, index):
    missed = upsert_many([pushed(new_identifier("tst"))], YESTERDAY)[0].vacancy_id
    assert load(missed).vacancy.state is State.PUBLISHED
    reconcile_indices(EVENT, CONTEXT)
    index.vacancy_index().refresh()
    assert missed in {entry.id for entry in index.vacancy_index().versions()}
    assert VacancyItem.count(missed) == 1
