"""The bench of facts: how it counts, and what it does without the data."""

import pytest

from bench.facts import __main__ as command
from bench.facts import comparing, truth
from bench.facts.measuring import case, score
from bench.facts.second_look import Compared, Verdict, cells, looked, verdicts
from bench.recognition import FOLDER
from chalicelib.facts import facts
from chalicelib.reference import regions


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
    ("filed", "read", "taken"),
    [
        (["35.78"], ["35"], ["35.78"]),
        (["35"], ["35.78"], ["35"]),
        (["35"], ["31"], ["31"]),
        (["36.71", "36.03"], ["36.03"], ["36.71"]),
        (["36.71", "36.03"], ["36.74"], ["36.74"]),
    ],
)
def test_a_region_within_another_or_of_the_same_name_agrees(filed, read, taken):
    assert comparing._within(filed, read) == taken


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


def compared(identifier, read, agrees=False):
    return Compared(id=identifier, read=read, agrees=agrees)


def verdict(identifier, value, said, fact="region"):
    return Verdict(id=identifier, fact=fact, value=value, verdict=said)


def test_a_disagreement_is_right_only_for_the_value_that_was_judged():
    found = [compared("a", "31", agrees=True), compared("b", "32"), compared("c", "33"), compared("d", "34")]
    judged = [verdict("b", "32", "right"), verdict("c", "35", "right"), verdict("d", "34", "wrong")]
    seen = looked("region", found, judged)
    assert (seen.read, seen.agree, seen.right, seen.precision) == (4, 1, 1, 0.5)


def test_a_field_that_agrees_is_not_counted_twice():
    seen = looked("region", [compared("a", "31", agrees=True)], [verdict("a", "31", "right")])
    assert (seen.agree, seen.right, seen.precision) == (1, 0, 1)


def test_the_sample_stands_for_all_that_was_not_read():
    found = [compared(f"read{at}", "31", agrees=True) for at in range(8)] + [
        compared(f"no{at}", None) for at in range(20)
    ]
    judged = [verdict(f"no{at}", "32" if at < 1 else "-", "unread") for at in range(10)]
    seen = looked("region", found, judged)
    assert (seen.unread, seen.sample, seen.missed) == (20, 10, 1)
    assert seen.recall == pytest.approx(8 / 10)


def test_a_text_of_the_sample_that_is_read_by_now_is_no_longer_missed():
    judged = [verdict("a", "32", "unread"), verdict("b", "-", "unread")]
    seen = looked("region", [compared("a", "32"), compared("b", None)], judged)
    assert (seen.right, seen.missed, seen.sample, seen.recall) == (1, 0, 1, 1)
    wrongly = looked("region", [compared("a", "32", agrees=False), compared("b", "33")], judged)
    assert wrongly.precision == 0.5


def test_without_a_sample_there_is_no_recall_and_other_facts_are_left_aside():
    seen = looked("region", [compared("a", "31")], [verdict("a", "31", "right", fact="employment_type")])
    assert (seen.right, seen.recall, cells(seen)[-1]) == (0, None, "")


def test_verdicts_are_whole():
    told = verdicts()
    assert len({(each.id, each.fact) for each in told}) == len(told) > 200
    assert {each.verdict for each in told} == {"right", "wrong", "unread"}
    assert all(each.value in regions() for each in told if each.fact == "region" and each.value != "-")
    assert sum(each.verdict == "unread" for each in told) == 120


@pytest.mark.skipif(not FOLDER.is_dir(), reason="the development data is not beside the project")
def test_what_is_used_of_regions_and_contracts_is_right_nineteen_times_in_twenty():
    for seen in comparing.second_looks(FOLDER):
        assert seen.precision >= 0.95, seen
        assert seen.read > 50
