"""What words are about though they name no occupation, by the reference tables."""

import pytest

from chalicelib import reference
from chalicelib.finding import world
from chalicelib.finding.world import LEAST_LIKELY, MOST_LINKS, ReferenceKnowledge


@pytest.fixture(scope="module")
def knowledge() -> ReferenceKnowledge:
    return ReferenceKnowledge()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("nagih utang", "4214"),
        ("potong rambut", "5141"),
        ("pembantu rumah tangga", "9111"),
        ("bengkel motor", "7231"),
    ],
)
def test_everyday_words_lead_to_the_occupation(knowledge: ReferenceKnowledge, words: str, code: str) -> None:
    first, *_ = knowledge.linked(words)
    assert first.code == code
    assert first.via


@pytest.mark.parametrize("words", ["", " ", "zxqj wvvk", "!!!", "ꦗꦮ", "12345"])
def test_what_says_nothing_is_linked_to_nothing(knowledge: ReferenceKnowledge, words: str) -> None:
    assert tuple(knowledge.linked(words)) == ()


@pytest.mark.parametrize("words", ["sushi", "excel", "las argon", "panen sawit", "host live streaming", "x" * 5_000])
def test_links_are_few_likely_groups_each_once_the_likeliest_first(knowledge: ReferenceKnowledge, words: str) -> None:
    found = knowledge.linked(words)
    assert len(found) <= MOST_LINKS
    assert len({link.code for link in found}) == len(found)
    assert [link.confidence for link in found] == sorted((link.confidence for link in found), reverse=True)
    assert all(LEAST_LIKELY <= link.confidence <= 1 for link in found)
    assert all(link.code in reference.occupations() for link in found)


def test_what_is_too_unlikely_is_left_out(knowledge: ReferenceKnowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    assert knowledge.linked("nagih utang")
    monkeypatch.setattr(world, "LEAST_LIKELY", 1.1)
    assert tuple(knowledge.linked("nagih utang")) == ()
