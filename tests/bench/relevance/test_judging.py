"""Judgements from structured fields."""

import msgspec
import pytest

from bench.relevance.judging import NEAR, RIGHT, WRONG, gain
from bench.relevance.model import TUNE, Posting, Sort, Wanted
from tests.search.builders import vacancy

SHOP = Sort("Ritel", "Asisten")
SHOPS = Wanted(sorts=frozenset({SHOP}), groups=frozenset({"Ritel"}))
SKILLS = Wanted(tags=frozenset({"php", "mysql"}))


def _posting(sort: Sort = SHOP, tags: tuple[str, ...] = (), **fields: object) -> Posting:
    return Posting(document=vacancy(1, **fields), sort=sort, part=TUNE, tags=frozenset(tags))


@pytest.mark.parametrize(
    ("sort", "worth"), [(SHOP, RIGHT), (Sort("Ritel", "Manajemen"), NEAR), (Sort("Hukum", "Asisten"), WRONG)]
)
def test_work_by_its_class(sort: Sort, worth: int) -> None:
    assert gain(SHOPS, _posting(sort)) == worth


@pytest.mark.parametrize(
    ("asked", "where", "worth"),
    [
        ("32.75", "32.75", RIGHT),
        ("32", "32.75", RIGHT),
        ("32.75", "32.16", NEAR),
        ("32.75", "32", NEAR),
        ("32.75", "31.74", WRONG),
        ("3", "32.75", WRONG),
        ("32.75", None, WRONG),
        (None, None, RIGHT),
    ],
)
def test_place(asked: str | None, where: str | None, worth: int) -> None:
    assert gain(msgspec.structs.replace(SHOPS, region=asked), _posting(region=where)) == worth


@pytest.mark.parametrize(
    ("low", "high", "worth"),
    [
        (4_000_000, 6_000_000, RIGHT),
        (5_000_000, None, RIGHT),
        (None, 5_000_000, RIGHT),
        (4_000_000, 4_900_000, WRONG),
        (4_000_000, None, WRONG),
        (None, None, NEAR),
    ],
)
def test_pay(low: int | None, high: int | None, worth: int) -> None:
    paid = _posting(pay_minimum=low, pay_maximum=high)
    assert gain(msgspec.structs.replace(SHOPS, pay=5_000_000), paid) == worth


@pytest.mark.parametrize(
    ("tags", "worth"), [(("php", "mysql", "css"), RIGHT), (("php",), NEAR), (("css",), WRONG), ((), WRONG)]
)
def test_skills(tags: tuple[str, ...], worth: int) -> None:
    assert gain(SKILLS, _posting(tags=tags)) == worth


def test_the_worst_of_all_counts() -> None:
    asked = msgspec.structs.replace(SHOPS, region="32.75", pay=5_000_000)
    assert gain(asked, _posting(region="32.16", pay_minimum=9_000_000)) == NEAR
    assert gain(asked, _posting(region="32.75", pay_minimum=1_000_000)) == WRONG


def test_words_of_the_title_say_nothing() -> None:
    assert gain(SHOPS, _posting(title="Asisten Ritel", sort=Sort("Hukum", "Litigasi"))) == WRONG
