"""Reading the collections."""

from pathlib import Path

import pytest

from bench.agreement import half_of
from bench.relevance import corpus
from bench.relevance.model import TEST, TUNE, Posting
from tests.bench.relevance import collection

ABSENT = pytest.mark.skipif(not corpus.FOLDER.is_dir(), reason="the development data is not beside the project")


def test_each_identifier_is_there_once(filed: list[Posting]) -> None:
    assert len(filed) == len({posting.document.id for posting in filed}) == 2 * 4 * len(collection.WORK)


def test_parts_are_by_employer(filed: list[Posting], ticked: list[Posting]) -> None:
    for posting in (*filed, *ticked):
        assert posting.part == half_of(posting.document.employer_name)
    assert {posting.part for posting in filed} == {TUNE, TEST}


def test_no_employer_is_in_both_parts(filed: list[Posting], ticked: list[Posting]) -> None:
    sides = {
        part: {posting.document.employer_id for posting in (*filed, *ticked) if posting.part == part}
        for part in (TUNE, TEST)
    }
    assert not sides[TUNE] & sides[TEST]


def test_vacancies_are_converted_and_coded_as_a_partners(filed: list[Posting]) -> None:
    cashiers = [posting for posting in filed if posting.document.title == "Kasir"]
    assert {posting.document.occupation for posting in cashiers} == {"5230"}
    assert {posting.document.region for posting in cashiers} >= {"31.74"}
    assert {(posting.document.pay_minimum, posting.document.pay_maximum) for posting in cashiers} == {
        (4_000_000, 5_000_000)
    }
    assert {posting.sort.subgroup for posting in cashiers} == {"Asisten Ritel"}


def test_search_does_not_see_what_is_judged_by(filed: list[Posting]) -> None:
    for posting in filed:
        assert posting.sort.group not in str(posting.document)
        assert posting.sort.subgroup == posting.document.title or posting.sort.subgroup not in str(posting.document)


def test_ticked_skills_are_kept_normalised(ticked: list[Posting]) -> None:
    assert {"php", "mysql", "javascript"} in [set(posting.tags) for posting in ticked]
    assert all(posting.document.skills for posting in ticked)


def test_nothing_has_expired_on_the_day_of_the_searches(filed: list[Posting], ticked: list[Posting]) -> None:
    moment = corpus.NOW.timestamp()
    assert all(posting.document.posted_at <= moment < posting.document.expires_at for posting in (*filed, *ticked))


def test_a_missing_collection_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        corpus.filed(tmp_path)


def test_what_the_platform_refuses_is_left_out() -> None:
    (raw,) = [
        corpus.Raw(posting={"@type": "JobPosting", "identifier": "1"}, employer="PT Contoh", sort=corpus.Sort("", ""))
    ]
    assert corpus.converted([("1", raw)]) == []


@ABSENT
def test_the_development_data_is_read() -> None:
    found = corpus.ticked()
    assert len(found) > 1_000
    assert {posting.part for posting in found} == {TUNE, TEST}
