"""What is taken for the same vacancy, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.duplicates.scoring import THRESHOLD, WEIGHTS, compare, same
from tests.duplicates.samples import OTHER_TEXT, TEXT, fingerprint

HERE = fingerprint(1, "contoh-a")

SAME = {
    "as it is": {},
    "without the legal form": {"employer_name": "PT Karya Sentosa Tbk"},
    "a letter wrong in the name": {"employer_name": "Karya Sentossa"},
    "title with a call": {"title": "Loker Kasir Minimarket URGENT"},
    "title with a word more": {"title": "Kasir Minimarket Malam"},
    "a wrong code": {"occupation": "8332"},
    "no code": {"occupation": None},
    "province only": {"region": "32"},
    "no place": {"region": None},
    "no pay": {"pay_minimum": None, "pay_maximum": None},
    "pay rounded": {"pay_minimum": 5_400_000, "pay_maximum": 6_000_000},
    "no text": {"description": ""},
    "an extract": {"description": " ".join(TEXT.split()[:20])},
    "a sentence more": {"description": f"{TEXT} Lamar melalui portal kami, gratis tanpa biaya apa pun."},
    "other text, all else the same": {"description": OTHER_TEXT, "pay_minimum": None, "pay_maximum": None},
    "name withheld, the same text": {"employer_name": "Perusahaan Dirahasiakan"},
}
DIFFERENT = {
    "another regency": {"region": "32.71"},
    "another province": {"region": "31.71"},
    "another level": {"title": "Kepala Kasir Minimarket"},
    "another trade with the same text": {"title": "Pramuniaga Toko"},
    "another employer with the same text": {"employer_name": "PT Umpama Lain"},
    "no place, no pay, no text": {"region": None, "pay_minimum": None, "pay_maximum": None, "description": ""},
    "name withheld, another text": {"employer_name": "Rahasia", "description": OTHER_TEXT},
    "name withheld, no text": {"employer_name": "", "description": ""},
}
# What agrees in all but the text is one vacancy only when nothing else is in doubt.
DIFFERENT["other text, all else the same"] = SAME.pop("other text, all else the same")


@pytest.mark.parametrize("case", SAME)
def test_one_vacancy_on_two_portals(case) -> None:
    other = fingerprint(2, "contoh-b", **SAME[case])
    assert same(HERE, other), compare(HERE, other)


@pytest.mark.parametrize("case", DIFFERENT)
def test_two_vacancies(case) -> None:
    other = fingerprint(2, "contoh-b", **DIFFERENT[case])
    assert not same(HERE, other), compare(HERE, other)


def test_one_portal_with_two_titles_means_two_jobs() -> None:
    assert not same(HERE, fingerprint(2, "contoh-a", title="Kasir Minimarket Malam"))
    assert same(HERE, fingerprint(2, "contoh-a"))


def test_remote_work_has_no_place() -> None:
    here = fingerprint(1, "contoh-a", remote=True)
    assert same(here, fingerprint(2, "contoh-b", remote=True, region="31.71"))
    assert not same(here, fingerprint(2, "contoh-b", region="31.71"))


def test_a_conflict_is_named_and_leaves_nothing() -> None:
    for change, name in (
        ({"region": "31.71"}, "place"),
        ({"employer_name": "PT Umpama Lain"}, "employer"),
        ({"title": "Kepala Kasir Minimarket"}, "level"),
        ({"title": "Sopir Truk"}, "title"),
        ({"employer_name": "", "description": ""}, "text"),
    ):
        found = compare(HERE, fingerprint(2, "contoh-b", **change))
        assert (found.conflict, found.total) == (name, 0.0)


def test_each_part_moves_the_total_by_its_weight() -> None:
    other = fingerprint(2, "contoh-b", pay_minimum=9_000_000, pay_maximum=9_500_000)
    assert compare(HERE, other).total == pytest.approx(1 - WEIGHTS["pay"])
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert 0.5 < THRESHOLD < 1


regions = st.sampled_from([None, "32", "32.73", "32.71", "31"])
pays = st.sampled_from([None, 5_000_000, 5_100_000, 6_000_000])
changes = st.fixed_dictionaries(
    {
        "title": st.sampled_from(["Kasir Minimarket", "Kasir", "Senior Kasir", "Kasir Minimarket Malam", "Sopir"]),
        "employer_name": st.sampled_from(["Karya Sentosa", "PT Karya Sentosa", "", "Umpama", "Karya Sentossa"]),
        "region": regions,
        "pay_minimum": pays,
        "pay_maximum": st.none(),
        "description": st.sampled_from(["", TEXT, OTHER_TEXT, TEXT[:150], "Singkat saja"]),
        "remote": st.booleans(),
    }
)
portals = st.sampled_from(["contoh-a", "contoh-b", ""])


@given(changes, changes, portals, portals)
def test_the_order_of_the_two_changes_nothing(one, other, here, there) -> None:
    first, second = fingerprint(1, here, **one), fingerprint(2, there, **other)
    assert compare(first, second) == compare(second, first)
    assert 0 <= compare(first, second).total <= 1


@given(changes, portals, portals)
def test_more_that_agrees_never_makes_less_alike(change, here, there) -> None:
    one, other = fingerprint(1, here, **change), fingerprint(2, there, **change)
    bare = fingerprint(2, there, **change | {"pay_minimum": None})
    found, less = compare(one, other), compare(one, bare)
    if found.conflict is None:
        assert found.total >= less.total
