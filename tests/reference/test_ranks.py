"""Who leads a trade is in another group than those who do it."""

import pytest

from chalicelib import reference
from chalicelib.reference import files, ranks
from chalicelib.reference.model_occupations import Rank

GROUPS = reference.occupations()


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Head Baker", "3434"),
        ("Kepala Koki", "3434"),
        ("Chief Engineering", "2141"),
        ("Department Head PPIC", "1321"),
        ("Section Head Warehouse", "1324"),
        ("Kepala Divisi Hukum", "1349"),
        ("HRD Division Head", "1212"),
        ("General Manager Plantation", "1311"),
        ("General Manager", "1120"),
        ("R&D Manager", "1223"),
        ("Head of RnD", "1223"),
        ("Personal Assistant for Director", "3343"),
        ("Sekretaris Manager", "3343"),
        ("QC Supervisor", "3122"),
        ("Manager Sales (Mandarin Speaker)", "1221"),
    ],
)
def test_leaders_are_coded_by_what_they_lead(title, code):
    assert GROUPS.code_title(title).code == code


def test_a_head_of_a_kitchen_is_a_chef_and_its_manager_runs_the_restaurant():
    assert ranks.placed("5120", {Rank.HEAD}) == ("3434", ranks.LED)
    assert ranks.placed("5120", {Rank.MANAGER}) == ("1412", ranks.LED)


def test_a_head_without_a_group_of_heads_is_its_manager():
    assert ranks.placed("2431", {Rank.HEAD})[0] == ranks.placed("2431", {Rank.MANAGER})[0]


def test_the_managers_secretary_is_no_manager():
    assert ranks.placed("3343", {Rank.MANAGER}) == ("3343", ranks.LED)


def test_the_longest_beginning_of_a_code_counts():
    rows = ranks.groups()
    assert rows["75", Rank.MANAGER] == "1321"
    assert rows["7512", Rank.MANAGER] == "1412"
    assert ranks.placed("7512", {Rank.MANAGER})[0] == "1412"
    assert ranks.placed("7531", {Rank.MANAGER})[0] == "1321"


@pytest.mark.parametrize("rank", [Rank.MANAGER, Rank.SUPERVISOR, Rank.HEAD])
def test_every_leading_group_exists_and_leading_it_again_is_no_surprise(rank):
    for (trade, led_by), group in ranks.groups().items():
        if led_by is rank:
            assert group in GROUPS
            assert any(code.code.startswith(trade) for code in GROUPS)


def test_a_trade_and_rank_have_one_group():
    rows = files.read("rank_groups", ranks.VERSION).lines
    assert len({row[:2] for row in rows}) == len(rows)


@pytest.mark.parametrize("word", ["kordinator", "cordinator", "supervisior", "asistant", "kabag", "gm", "vice"])
def test_ranks_are_known_as_people_write_them(word):
    assert ranks.words()[word] is not Rank.STAFF
