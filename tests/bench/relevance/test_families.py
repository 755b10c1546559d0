"""The queries that are made from a corpus."""

from collections import Counter

import pytest

from bench import agreement
from bench.relevance import everyday
from bench.relevance.families import about_skills, about_work, roles
from bench.relevance.judging import RIGHT, gain
from bench.relevance.model import TEST, TUNE, Asked, Family, Posting, Sort
from bench.relevance.places import spoken
from tests.bench.relevance.collection import OFFICES, SHOPS
from tests.search.lexicon.plain import edits


def _work(filed: list[Posting], part: int = TUNE, most: int = 50) -> dict[Family, list[Asked]]:
    asked = about_work(filed, part, most)
    return {family: [each for each in asked if each.family is family] for family in Family}


def test_roles_are_titles_of_several_employers(filed: list[Posting]) -> None:
    asked = _work(filed)[Family.ROLE]
    assert [each.words for each in asked] == ["kasir", "kepala toko", "pramuniaga", "resepsionis", "staf administrasi"]
    assert asked[0].wanted.sorts == {Sort(SHOPS, "Asisten Ritel")}
    assert asked[4].wanted.groups == {OFFICES}


def test_what_few_employers_use_or_everyone_files_elsewhere_is_no_role(filed: list[Posting]) -> None:
    own = [posting for posting in filed if posting.part == TUNE]
    few = {posting.document.employer_id for posting in own[:10]}
    assert len(few) == 2
    assert list(roles(own[:10], TUNE)) == []


def test_typos_want_what_the_right_words_want(filed: list[Posting]) -> None:
    found = _work(filed)
    wanted = {each.words: each.wanted for each in found[Family.ROLE]}
    assert found[Family.TYPO]
    for wrong in found[Family.TYPO]:
        (right,) = [words for words in wanted if edits(words, wrong.words) == 1]
        assert wrong.wanted == wanted[right]


def test_places_and_pay_are_those_of_a_wanted_vacancy(filed: list[Posting]) -> None:
    own = [posting for posting in filed if posting.part == TUNE]
    asked = _work(filed)[Family.PLACE_AND_PAY]
    assert len(asked) == 5
    for each in asked:
        assert each.wanted.region is not None
        assert spoken(each.wanted.region) in each.words
        assert any(gain(each.wanted, posting) == RIGHT for posting in own)
        assert ("gaji" in each.words) == (each.wanted.pay is not None)


@pytest.mark.parametrize("part", [TUNE, TEST])
def test_queries_are_of_one_part_and_the_same_every_time(filed: list[Posting], part: int) -> None:
    asked = about_work(filed, part, 50)
    assert asked == about_work(filed, part, 50)
    assert {each.part for each in asked} == {part}
    assert asked == about_work([posting for posting in filed if posting.part == part], part, 50)


def test_another_seed_asks_otherwise(filed: list[Posting]) -> None:
    assert about_work(filed, TUNE, 50, seed=1) != about_work(filed, TUNE, 50, seed=2)


def test_a_sample_has_at_most_so_many_of_each_family(filed: list[Posting]) -> None:
    assert max(Counter(each.family for each in about_work(filed, TUNE, 2)).values()) == 2


def test_skills_are_those_that_somebody_ticks(ticked: list[Posting]) -> None:
    asked = about_skills(ticked, TUNE, 50)
    assert asked
    own = [posting for posting in ticked if posting.part == TUNE]
    for each in asked:
        assert 1 <= len(each.wanted.tags) <= 2
        assert set(each.words.split()) == {word for tag in each.wanted.tags for word in tag.split()}
        assert any(gain(each.wanted, posting) == RIGHT for posting in own)


def test_everyday_wordings_name_known_sub_classes() -> None:
    known = {Sort(*key) for key in agreement.plausible()}
    asked = [each for part in (TUNE, TEST) for each in everyday.everyday(part)]
    assert len(asked) > 100
    assert len({each.words for each in asked}) == len(asked)
    for each in asked:
        assert each.wanted.sorts <= known, each.words


def test_each_everyday_wording_is_asked_in_one_part() -> None:
    sides = [{each.words for each in everyday.everyday(part)} for part in (TUNE, TEST)]
    assert not sides[0] & sides[1]
    assert min(map(len, sides)) > 50


def test_everyday_wordings_without_an_answer_are_not_asked(filed: list[Posting]) -> None:
    asked = _work(filed)[Family.EVERYDAY]
    subgroups = {posting.sort for posting in filed}
    assert asked
    assert all(each.wanted.sorts & subgroups for each in asked)


@pytest.mark.parametrize(
    ("code", "name"),
    [("31", "jakarta"), ("31.74", "jaksel"), ("32.75", "bekasi"), ("32.04", "bandung"), ("32", "jawa barat")],
)
def test_places_as_people_say_them(code: str, name: str) -> None:
    assert spoken(code) == name


def test_an_unknown_place_is_an_error() -> None:
    with pytest.raises(KeyError):
        spoken("99.99")
