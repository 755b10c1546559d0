"""Recoding all vacancies: counted, resumed after any end, at a bounded rate, in races that lose nothing."""

from functools import partial

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clock import FixedClock
from chalicelib.jobs import Pace
from chalicelib.reference import BadTable
from chalicelib.reference.coding_versions import coding_version
from chalicelib.vacancies import recoding_job
from chalicelib.vacancies.model import Stated
from chalicelib.vacancies.recoding import recoded
from chalicelib.vacancies.recoding_job import Recoding
from chalicelib.vacancies.recoding_model import Became, Code, RecodingReport
from chalicelib.vacancies.recoding_store import FileCheckpoint, Reached
from chalicelib.vacancies.recoding_tally import LISTED, Tally
from tests.vacancies.recoding_samples import MemoryCheckpoint, MemoryStore, current, old
from tests.vacancies.samples import NOW, content

SMALL = Recoding(page=4, workers=2)
recode = partial(recoding_job.recode, clock=FixedClock(NOW))
CASHIER = Code(edition="2014", code="5230")


class Killed(BaseException):
    """The process ends."""


def mixed(count=30):
    """Vacancies of every kind: coded by old tables and by today's, stated, without a code, not to be coded."""
    kinds = (
        lambda number: old(number),
        lambda number: current(number),
        lambda number: old(number, stated=Stated(occupation=True), occupation_confidence=1.0),
        lambda number: old(number, content=content(title=f"Kasir {number}", occupation=None)),
        lambda number: old(number, content=content(title="Xqzzt wrrbl", occupation="2512")),
        lambda number: old(number, stated=Stated(occupation=True), occupation_version="1812"),
    )
    return [kinds[number % len(kinds)](number) for number in range(count)]


def expected(vacancies):
    return sorted((recoded(each, NOW).vacancy for each in vacancies), key=lambda each: each.id)


def test_every_vacancy_is_recoded_and_counted():
    store = MemoryStore(mixed())
    report = recode(SMALL, store=store)
    assert store.contents() == expected(mixed())
    assert (report.seen, report.written) == (30, store.saved)
    assert {each: getattr(report, each) for each in Became} == dict.fromkeys(Became, 0) | {
        "current": 5,
        "same": 5,
        "changed": 5,
        "coded": 5,
        "uncoded": 5,
        "kept": 5,
    }
    assert report.coded_with == coding_version()
    assert {each.vacancy_id for each in report.for_officers} == {each.id for each in mixed()[5::6]}


def test_the_second_run_changes_nothing():
    store = MemoryStore(mixed())
    recode(SMALL, store=store)
    before = dict(store.rows)
    again = recode(SMALL, store=store)
    assert store.rows == before
    assert (again.written, again.current, again.kept) == (0, 25, 5)


def test_a_dry_run_tells_the_same_and_stores_nothing():
    store, checkpoint = MemoryStore(mixed()), MemoryCheckpoint()
    before = dict(store.rows)
    told = recode(msgspec.structs.replace(SMALL, dry_run=True), checkpoint, store=store)
    assert store.rows == before
    assert (checkpoint.notes, told.written, told.dry_run) == (0, 0, True)
    done = recode(SMALL, checkpoint, store=store)
    same = {"dry_run": True, "written": 0, "seconds": told.seconds}
    assert msgspec.structs.replace(done, **same) == told


def test_the_commonest_changes_come_first_with_three_titles():
    often = [old(number) for number in range(5)]
    seldom = [old(9, content=content(title="Kasir", occupation=None))]
    report = recode(SMALL, store=MemoryStore([*seldom, *often]))
    first, second = report.moves
    assert (first.before, first.after, first.count) == (Code(edition="2014", code="2512"), CASHIER, 5)
    assert len(set(first.examples)) == 3
    assert set(first.examples) <= {each.content.title for each in often}
    assert (second.before, second.after, second.count, second.examples) == (None, CASHIER, 1, ("Kasir",))


@given(ends=st.lists(st.integers(min_value=1, max_value=12), max_size=8), page=st.integers(min_value=1, max_value=9))
def test_a_job_that_is_killed_anywhere_ends_where_one_run_does(ends, page):
    store, checkpoint, left = MemoryStore(mixed()), MemoryCheckpoint(), list(ends)
    how = Recoding(page=page, workers=1)
    done = 0

    def meddle(_):
        nonlocal done
        done += 1
        if left and done == left[0]:
            done = 0
            left.pop(0)
            raise Killed

    store.meddle = meddle
    for _ in range(len(ends) + 1):
        try:
            report = recode(how, checkpoint, store=store)
            break
        except Killed:
            continue
    assert store.contents() == expected(mixed())
    assert all(row.version <= 2 for row in store.rows.values())
    assert report.seen == 30
    assert checkpoint.reached is None


def test_a_job_goes_on_after_its_last_finished_page():
    store, checkpoint = MemoryStore(mixed()), MemoryCheckpoint()
    store.meddle = lambda _: (_ for _ in ()).throw(Killed) if store.saved == 9 else None
    with pytest.raises(Killed):
        recode(Recoding(page=5, workers=1), checkpoint, store=store)
    reached = checkpoint.reached
    store.meddle, store.pages = lambda _: None, []
    report = recode(Recoding(page=5, workers=1), checkpoint, store=store)
    assert store.pages[0] == reached.after
    assert reached.report.seen % 5 == 0
    assert report.seen == 30
    assert store.contents() == expected(mixed())


@pytest.mark.parametrize("change", ["tables", "every"])
def test_what_another_kind_of_run_reached_is_no_start(change):
    checkpoint, store = MemoryCheckpoint(), MemoryStore(mixed())
    tables = "job_titles=0" if change == "tables" else coding_version()
    checkpoint.note(Reached(after="~", every=False, report=RecodingReport(coded_with=tables, dry_run=False, seen=99)))
    report = recode(msgspec.structs.replace(SMALL, every=change == "every"), checkpoint, store=store)
    assert store.pages[0] is None
    assert report.seen == 30


def test_an_edit_in_the_middle_is_kept_and_recoded_too():
    before = old()
    store = MemoryStore([before])
    edits = ["Sopir Truk"]

    def meddle(vacancy_id):
        if edits:
            store.edit(vacancy_id, content=msgspec.structs.replace(before.content, title=edits.pop()))

    store.meddle = meddle
    report = recode(SMALL, store=store)
    (after,) = store.contents()
    assert after.content.title == "Sopir Truk"
    assert after.content.occupation == recoded(after, NOW, every=True).vacancy.content.occupation != "2512"
    assert (report.changed, report.written) == (1, 1)


def test_one_that_is_always_changed_is_left_to_the_next_run():
    store = MemoryStore([old(), old(2)])
    busy = old().id
    store.meddle = lambda vacancy_id: store.edit(vacancy_id, applications=7) if vacancy_id == busy else None
    report = recode(SMALL, store=store)
    assert (report.contended, report.changed, report.failures) == (1, 1, (busy,))
    store.meddle = lambda _: None
    assert recode(SMALL, store=store).changed == 1
    assert store.rows[busy].vacancy.applications == 7


def test_one_that_is_deleted_meanwhile_stays_deleted():
    store = MemoryStore([old()])
    store.meddle = lambda vacancy_id: store.rows.pop(vacancy_id, None)
    assert recode(SMALL, store=store).gone == 1
    assert store.rows == {}


def test_one_that_cannot_be_coded_does_not_stop_the_others():
    broken = old(7, content=content(title=None, occupation=None))
    store = MemoryStore([broken, old()])
    report = recode(SMALL, store=store)
    assert (report.failed, report.changed, report.failures) == (1, 1, (broken.id,))
    assert store.rows[broken.id].version == 1


def test_tables_that_cannot_be_read_end_the_run(monkeypatch):
    def unreadable(*_, **__):
        raise BadTable("skills 9: torn")

    checkpoint, store = MemoryCheckpoint(), MemoryStore(mixed())
    monkeypatch.setattr(recoding_job, "recoded", unreadable)
    with pytest.raises(BadTable, match="torn"):
        recode(SMALL, checkpoint, store=store)
    assert (store.saved, checkpoint.notes) == (0, 0)


def test_every_one_is_coded_again_when_that_is_wanted():
    wrong = msgspec.structs.replace(current(), content=old().content)
    store = MemoryStore([wrong])
    assert recode(SMALL, store=store).current == 1
    assert recode(msgspec.structs.replace(SMALL, every=True), store=store).changed == 1
    assert recode(msgspec.structs.replace(SMALL, every=True), store=store).written == 0


def test_progress_is_told_after_each_page_up_to_the_end():
    told = []
    recode(SMALL, progress=lambda done, total: told.append((done, total)), store=MemoryStore(mixed(10)))
    assert told == [(4, 10), (8, 10), (10, 10)]


def test_nothing_to_recode_is_soon_done():
    told = []
    report = recode(SMALL, progress=lambda *how_far: told.append(how_far), store=MemoryStore([]))
    assert (report.seen, report.rate, told) == (0, 0.0, [(0, 0)])


def test_writes_keep_their_distance_and_reads_do_not():
    slept, now = [], [100.0]

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    pace = Pace(4.0, lambda: now[0], sleep)
    recode(Recoding(workers=1), store=MemoryStore([*(old(number) for number in range(5)), current(99)]), pace=pace)
    assert slept == [0.25] * 4
    free = Pace(None, lambda: now[0], sleep)
    free.wait()
    free.wait()
    assert len(slept) == 4


def test_a_pause_is_no_credit():
    slept, now = [], [100.0]
    pace = Pace(10.0, lambda: now[0], slept.append)
    pace.wait()
    now[0] += 60
    pace.wait()
    pace.wait()
    assert slept == [pytest.approx(0.1)]


def test_the_lists_of_a_report_have_an_end_and_its_counts_do_not():
    tally = Tally(RecodingReport(coded_with="x", dry_run=False))
    left = recoded(old(stated=Stated(occupation=True), occupation_version="1812"), NOW)
    for number in range(LISTED + 5):
        tally.add(f"vac_{number}", left)
        tally.add(f"vac_{number}", Became.FAILED)
    report = tally.report(1.0)
    assert (report.kept, len(report.for_officers), report.failed, len(report.failures)) == (
        LISTED + 5,
        LISTED,
        LISTED + 5,
        LISTED,
    )


def test_a_tally_goes_on_from_its_report():
    whole, first = (Tally(RecodingReport(coded_with="x", dry_run=False)) for _ in range(2))
    results = [recoded(each, NOW) for each in mixed()]
    for result in results:
        whole.add(result.vacancy.id, result, written=True)
    for result in results[:13]:
        first.add(result.vacancy.id, result, written=True)
    second = Tally(msgspec.json.decode(msgspec.json.encode(first.report(1.0)), type=RecodingReport))
    for result in results[13:]:
        second.add(result.vacancy.id, result, written=True)
    assert second.report(2.0) == whole.report(3.0)


def test_a_checkpoint_is_in_its_file_until_it_is_cleared(tmp_path):
    kept = FileCheckpoint(tmp_path / "recoding.json")
    assert kept.read() is None
    reached = Reached(after="vac_1", every=True, report=recode(SMALL, store=MemoryStore(mixed())))
    kept.note(reached)
    assert FileCheckpoint(tmp_path / "recoding.json").read() == reached
    assert [file.name for file in tmp_path.iterdir()] == ["recoding.json"]
    kept.clear()
    kept.clear()
    assert kept.read() is None


@pytest.mark.parametrize("written", [b"", b"{", b'{"after": 1}'])
def test_a_checkpoint_that_cannot_be_read_counts_as_none(tmp_path, written):
    (tmp_path / "recoding.json").write_bytes(written)
    assert FileCheckpoint(tmp_path / "recoding.json").read() is None
