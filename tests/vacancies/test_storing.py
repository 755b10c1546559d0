"""Changing a stored vacancy: revisions, races, the count of applications."""

import threading
from datetime import timedelta

import msgspec
import pytest

from chalicelib import vacancies
from chalicelib.errors import NotFound, PreconditionFailed
from chalicelib.vacancies import storing
from chalicelib.vacancies.model import Vacancy
from tests.vacancies.samples import NOW, pushed

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]


@pytest.fixture
def published(request: pytest.FixtureRequest) -> str:
    return vacancies.upsert_many([pushed(request.node.name, "par_store")], NOW)[0].vacancy_id


def longer(vacancy: Vacancy) -> Vacancy:
    return msgspec.structs.replace(vacancy, expires_at=vacancy.expires_at + timedelta(days=1))


def test_writers_at_the_same_time_all_count(published):
    before = vacancies.get(published)
    threads = [threading.Thread(target=storing.change, args=(published, longer)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    after = vacancies.get(published)
    assert (after.expires_at, after.revision) == (before.expires_at + timedelta(days=4), before.revision + 4)


def test_a_stale_revision_is_refused_and_nothing_is_written(published):
    storing.change(published, longer, expected=1)
    with pytest.raises(PreconditionFailed):
        storing.change(published, longer, expected=1)
    assert vacancies.get(published).revision == 2


def test_counting_moves_the_version_but_not_the_revision(published):
    before = vacancies.get(published)
    assert vacancies.count_applications(published, 3)
    versions = {vacancy.id: version for vacancy, version in vacancies.stored()}
    after = vacancies.get(published)
    assert (after.applications, after.revision) == (3, before.revision)
    assert versions[published] == 2
    storing.change(published, longer, expected=before.revision)
    assert vacancies.get(published).applications == 3


def test_a_late_count_changes_nothing(published):
    assert vacancies.count_applications(published, 5)
    assert not vacancies.count_applications(published, 4)
    assert not vacancies.count_applications(published, 5)
    assert not vacancies.count_applications("vac_" + "0" * 26, 1)
    assert vacancies.get(published).applications == 5


def test_a_change_that_changes_nothing_is_not_written(published):
    before = vacancies.get(published)
    assert storing.change(published, lambda vacancy: vacancy) == before
    assert vacancies.get(published) == before


def test_what_is_not_there_is_not_found():
    with pytest.raises(NotFound):
        storing.change("vac_" + "0" * 26, longer)
