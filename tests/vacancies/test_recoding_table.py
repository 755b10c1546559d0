"""Recoding the table itself: killed and taken up again, beside partners' pushes and posters' edits."""

import os
import pathlib
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from pynamodb.expressions.operand import Path

from chalicelib import vacancies
from chalicelib.errors import PreconditionFailed
from chalicelib.feed import entry_of
from chalicelib.feed.model import ChangeKind
from chalicelib.reference.coding_versions import coding_version
from chalicelib.vacancies import storing, table
from chalicelib.vacancies.model import State, Stated, Vacancy
from chalicelib.vacancies.planning import UpsertKind
from chalicelib.vacancies.recoding import recoded
from chalicelib.vacancies.recoding_store import FileCheckpoint, Numbered, TableStore
from tests.vacancies.recoding_samples import OLD, old
from tests.vacancies.samples import NOW, pushed

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("any_store")]
HOUSE = pathlib.Path(__file__).parents[2]
DEADLINE = 60.0


@pytest.fixture(autouse=True)
def _empty():
    """Begin with an empty table."""
    for item in table.every():
        item.delete()


def put(vacancy: Vacancy) -> Vacancy:
    table.item_of(vacancy).save()
    return vacancy


def contents() -> dict[str, Numbered]:
    return {item.pk: Numbered(item.vacancy, int(item.version)) for item in table.every()}


def test_an_item_from_before_is_read_and_recoded():
    before = put(old())
    since = ("coded_with", "stated", "recoded_from")
    table.load(before.id).update([Path(f"vacancy.{name}").remove() for name in since])
    read = vacancies.get(before.id)
    assert (read.coded_with, read.stated, read.recoded_from) == ("", None, None)
    assert vacancies.recode(vacancies.Recoding()).changed == 1
    after = vacancies.get(before.id)
    assert (after.content.occupation, after.coded_with) == ("5230", coding_version())


def test_killed_and_taken_up_again_it_is_the_same_table(tmp_path):
    rows = [put(old(number)) for number in range(80)]
    wanted = {each.id: Numbered(_timeless(recoded(each, NOW).vacancy), 2) for each in rows}
    kept = tmp_path / "recoding.json"
    script = [sys.executable, "-m", "tests.vacancies.recode_script", str(kept)]
    process = subprocess.Popen(script, cwd=HOUSE, env=dict(os.environ))
    try:
        _until(lambda: kept.exists() or process.poll() is not None)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(DEADLINE)
    assert process.returncode == -signal.SIGKILL
    done = sum(item.version == 2 for item in contents().values())
    assert 0 < done < len(rows)
    report = vacancies.recode(vacancies.Recoding(page=5), FileCheckpoint(kept))
    assert {key: Numbered(_timeless(row.vacancy), row.version) for key, row in contents().items()} == wanted
    assert report.seen == len(rows)
    assert not kept.exists()
    again = vacancies.recode(vacancies.Recoding())
    assert (again.written, again.current) == (0, len(rows))


def test_two_runs_at_once_write_each_vacancy_once():
    rows = [put(old(number)) for number in range(40)]
    with ThreadPoolExecutor(2) as pool:
        how = vacancies.Recoding(page=7, workers=2)
        reports = list(pool.map(lambda _: vacancies.recode(how), range(2)))
    assert {row.version for row in contents().values()} == {2}
    assert sum(report.written for report in reports) == len(rows)
    assert [report.seen for report in reports] == [len(rows)] * 2


def test_a_push_in_the_middle_loses_nothing():
    one, other = (vacancies.upsert_many([pushed(name, occupation=None)], NOW)[0].vacancy_id for name in ("a", "b"))
    for each in (one, other):
        _age(each)

    class Pushing(TableStore):
        """A partner pushes another text just before one of its vacancies is stored."""

        def save(self, vacancy, version):
            if vacancy.id == one and version == 2:
                text = "Menjaga kasir pada malam hari dan menghitung uang setiap pagi di toko kami."
                (outcome,) = vacancies.upsert_many([pushed("a", occupation=None, description=text)], NOW)
                assert outcome.kind is UpsertKind.UPDATED
            return super().save(vacancy, version)

    report = vacancies.recode(vacancies.Recoding(), store=Pushing())
    assert (report.current, report.changed) == (1, 1)
    assert "malam hari" in vacancies.get(one).content.description
    for each in (one, other):
        assert vacancies.get(each).content.occupation == "5230"
    unchanged = vacancies.upsert_many([pushed("b", occupation=None)], NOW)[0]
    assert (unchanged.kind, unchanged.vacancy_id) == (UpsertKind.UNCHANGED, other)


def test_a_poster_who_read_it_before_may_still_change_it_and_only_once():
    before = put(old())
    vacancies.recode(vacancies.Recoding())
    after = vacancies.get(before.id)
    assert (after.revision, after.recoded_from) == (before.revision + 1, before.revision)
    edited = storing.change(before.id, _longer, expected=before.revision)
    assert (edited.revision, edited.recoded_from) == (before.revision + 2, None)
    for stale in (before.revision, before.revision + 1):
        with pytest.raises(PreconditionFailed):
            storing.change(before.id, _longer, expected=stale)


def test_what_was_read_before_an_edit_stays_refused_after_recoding():
    before = put(old())
    edited = storing.change(before.id, _longer)
    vacancies.recode(vacancies.Recoding())
    with pytest.raises(PreconditionFailed):
        storing.change(before.id, _longer, expected=before.revision)
    assert storing.change(before.id, _longer, expected=edited.revision).revision == edited.revision + 2


def test_a_push_ends_what_was_only_recoded():
    known = vacancies.upsert_many([pushed("c", occupation=None)], NOW)[0].vacancy_id
    _age(known)
    vacancies.recode(vacancies.Recoding())
    assert vacancies.get(known).recoded_from == 1
    vacancies.upsert_many([pushed("c", occupation=None, benefits="Makan siang")], NOW)
    assert vacancies.get(known).recoded_from is None


def test_copies_of_the_vacancies_learn_of_it():
    before = put(old())
    vacancies.recode(vacancies.Recoding())
    entry = entry_of(before, vacancies.get(before.id), NOW)
    assert entry is not None
    assert (entry.kind, entry.keys.occupation) == (ChangeKind.UPSERT, "5230")


def test_the_table_tells_about_how_many_there_are():
    for number in range(3):
        put(old(number))
    told = []
    vacancies.recode(vacancies.Recoding(page=2), progress=lambda done, total: told.append(done))
    assert told == [2, 3]
    assert TableStore().load("vac_" + "0" * 26) is None


def _timeless(vacancy: Vacancy) -> Vacancy:
    return msgspec.structs.replace(vacancy, recoded_at=None)


def _age(vacancy_id: str) -> None:
    """Make a vacancy one that other tables took for another occupation."""
    item = table.load(vacancy_id)
    wrong = msgspec.structs.replace(item.vacancy.content, occupation="2512")
    aged = msgspec.structs.replace(item.vacancy, content=wrong, coded_with=OLD, stated=Stated())
    assert item.vacancy.state is State.PUBLISHED
    assert table.replace(aged, int(item.version))


def _longer(vacancy: Vacancy) -> Vacancy:
    return msgspec.structs.replace(vacancy, content=msgspec.structs.replace(vacancy.content, benefits="Makan siang"))


def _until(true):
    deadline = time.monotonic() + DEADLINE
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
