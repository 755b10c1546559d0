"""What the head of a title tells of its kind."""

import pytest

from search.coding.heads import FLOOR, KIND
from search.coding.phrases import Phrase
from tests.search.coding.samples import DRIVER, MANAGER, WEAVER, phrases


def raised(words, kind):
    """By how much heads at the ends of ``words`` make ``kind`` likelier than those of another kind do."""
    other = ("manajer", "x") if kind != MANAGER else ("sopir", "x")
    heads = phrases().heads
    return heads.likely(words)[kind[:KIND]] / heads.likely(other)[kind[:KIND]]


def test_the_first_word_tells_the_kind_of_an_indonesian_title():
    assert raised(("operator", "mesin", "bordir"), WEAVER) > 1.5
    assert raised(("manajer", "gudang"), MANAGER) > 1.5
    assert raised(("sopir", "tenun"), WEAVER) < 1.1


def test_the_last_word_tells_the_kind_of_an_english_title():
    assert raised(("forklift", "driver"), DRIVER) > 1.1
    assert phrases().heads.likely(("driver", "forklift")) is None


def test_a_word_tells_nothing_where_no_head_stands():
    assert phrases().heads.likely(("tenun", "truk")) is None
    assert phrases().heads.likely(()) is None


@pytest.mark.parametrize("words", [("sopir",), ("operator", "driver"), ("manajer", "x")])
def test_the_kinds_sum_to_one_and_none_is_excluded(words):
    likely = phrases().heads.likely(words)
    assert sum(likely.values()) == pytest.approx(1)
    assert min(likely.values()) >= FLOOR / len(likely)


def test_more_evidence_is_surer():
    once = phrases((Phrase("sopir a", DRIVER, 1.0, head_first=True), Phrase("guru b", "2341", 1.0, head_first=True)))
    often = phrases(
        (
            *(Phrase(f"sopir {at}", DRIVER, 1.0, head_first=True) for at in "abcdef"),
            *(Phrase(f"guru {at}", "2341", 1.0, head_first=True) for at in "abcdef"),
        )
    )
    assert often.heads.likely(("sopir",))["83"] > once.heads.likely(("sopir",))["83"] > 0.5


def test_described_work_has_no_head():
    assert phrases().heads.likely(("mengemudikan",)) is None
