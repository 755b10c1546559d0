"""The bench of facts: how it counts, and what it does without the data."""

import pytest

from bench.facts import __main__ as command
from bench.facts import comparing, truth
from bench.facts.measuring import case, score
from bench.recognition import FOLDER
from chalicelib.facts import facts


def test_absent_data_leaves_the_bench_out(tmp_path, capsys):
    assert command.main([str(tmp_path / "nowhere")]) == 0
    assert "left out: " in capsys.readouterr().out


def test_scores_count_values_of_all_vacancies():
    found = score([case(["a"], ["a"]), case(["b"], ["c"]), case([], ["d"]), case(["e", "f"], ["e"])])
    assert (found.precision, found.recall) == (pytest.approx(2 / 4), pytest.approx(2 / 4))
    assert found.f1 == pytest.approx(0.5)
    assert found.low <= found.f1 <= found.high
    assert (found.count, found.stated) == (4, 4)


def test_nothing_to_count_scores_nothing():
    assert score([]).f1 == 0
    assert score([case([], [])]).f1 == 0


def test_more_vacancies_make_the_interval_narrower():
    few = score([case(["a"], ["a"]), case(["a"], ["b"])] * 10)
    many = score([case(["a"], ["a"]), case(["a"], ["b"])] * 200)
    assert many.high - many.low < (few.high - few.low) / 2


def test_judgements_are_whole_and_each_of_another_vacancy():
    judged = truth.judged()
    assert len({each.id for each in judged}) == len(judged) >= 30
    assert all(
        len(comparing._judged("region", each.region)) == (each.region != "-") for each in judged if each.region != "?"
    )
    assert {each.drawn for each in judged} == {"first", "second", "third"}


def test_values_come_in_the_form_of_the_truth():
    found = facts("", "Gaji 5-7jt. Bisa bahasa Inggris")
    assert comparing.values("pay", found) == ["5000000-7000000"]
    assert comparing.values("languages", found) == ["en"]
    assert comparing.values("hours", found) == []


@pytest.mark.parametrize(
    ("code", "read", "taken"), [("35.78", ["35"], ["35.78"]), ("35", ["35.78"], ["35"]), ("35", ["31"], ["31"])]
)
def test_a_region_within_another_agrees(code, read, taken):
    assert comparing._within(code, read) == taken


def test_a_comparison_without_statements_is_left_out():
    assert not comparing.is_told(comparing.Row("group", "hours", (case([], []),)))
    assert comparing.is_told(comparing.Row("group", "hours", (case([], ["40"]),)))


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the development data is not beside the project")
def test_judged_texts_are_of_the_test_part_and_education_is_read_from_them():
    found = truth.described(FOLDER)
    assert {truth.part_of(found[each.id]) for each in truth.judged()} == {truth.TEST}
    rows = {(row.group, row.kind): row for row in comparing._by_hand(found)}
    for group in ("judged, unseen", "judged, looked at"):
        assert score(rows[group, "education"].cases).f1 > 0.9
        assert score(rows[group, "experience_months"].cases).f1 > 0.9
