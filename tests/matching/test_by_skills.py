"""Who states skills and no occupation: by what their vacancies are found and in which order."""

import msgspec
import pytest
from hypothesis import given

from chalicelib import reference
from chalicelib.matching.gathering import vacancies_for
from chalicelib.matching.likeness import alike, stands_for
from chalicelib.matching.model import Held, Seeker
from chalicelib.matching.scoring import quick
from chalicelib.matching.sides import demand_of
from chalicelib.matching.world import KNOWLEDGE
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.indexed import MISSING
from search.plan import CodeField
from tests.matching.makers import seekers
from tests.search.builders import vacancy

NOW = 1_780_000_000
OPEN = {"posted_at": NOW - 60, "expires_at": NOW + 86_400}
ALL = sorted((skill.code for skill in reference.skills()), key=KNOWLEDGE.rarity)
MINE = tuple(ALL[len(ALL) // 2 : len(ALL) // 2 + 4])
OTHERS = tuple(code for code in ALL if not any(mine in alike(code) for mine in MINE))[:20]
SEEKER = Seeker(id="per_1", skills=frozenset(MINE))


def _found(seeker, *documents):
    index = EmbeddedVacancyIndex()
    index.put(documents)
    index.refresh()
    return [hit.document for hit in index.search(vacancies_for(seeker, NOW)).hits]


def _identifiers(seeker, *documents):
    return [document.id for document in _found(seeker, *documents)]


def test_a_skill_stands_for_what_it_is_like():
    for wanted in ALL:
        for held, likeness in alike(wanted).items():
            assert stands_for(held)[wanted] == likeness
    for held in ALL:
        assert stands_for(held)[held] == 1000
        assert all(alike(wanted)[held] == likeness for wanted, likeness in stands_for(held).items())


def test_an_unknown_skill_stands_for_itself():
    assert stands_for("sk_tak_dikenal") == {"sk_tak_dikenal": 1000}


def test_one_skill_of_one_comes_before_four_of_twenty():
    many = vacancy(1, skills=(*MINE, *OTHERS[:16]), occupation="2511", **OPEN)
    single = vacancy(2, skills=MINE[:1], occupation="2511", **OPEN)
    assert _identifiers(SEEKER, many, single) == [single.id, many.id]
    assert quick(SEEKER, demand_of(single), KNOWLEDGE) > quick(SEEKER, demand_of(many), KNOWLEDGE)


def test_a_vacancy_is_found_by_a_skill_that_the_persons_stands_for():
    held, wanted = next(
        (held, wanted)
        for wanted in ALL
        for held, likeness in alike(wanted).items()
        if held != wanted and likeness > 500
    )
    beside = vacancy(1, skills=(wanted,), occupation="2511", **OPEN)
    far = vacancy(2, skills=tuple(c for c in OTHERS if c not in stands_for(held))[:1], occupation="2511", **OPEN)
    assert _identifiers(Seeker(id="per_1", skills=frozenset({held})), beside, far) == [beside.id]


def test_what_states_no_skill_or_no_occupation_counts_as_the_scorer_counts_it():
    skilled = vacancy(1, skills=MINE[:1], **OPEN)
    coded = vacancy(2, skills=MINE[:1], occupation="2511", **OPEN)
    vague = vacancy(3, occupation="2511", **OPEN)
    assert _identifiers(SEEKER, coded, vague, skilled) == [skilled.id, coded.id, vague.id]
    scores = [quick(SEEKER, demand_of(document), KNOWLEDGE) for document in (skilled, coded, vague)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("size", [1, 2, 3, 5, 8, 12, 20])
def test_the_more_is_asked_beside_the_same_skill_the_later_it_comes(size):
    fewer = vacancy(1, skills=(MINE[0], *OTHERS[: size - 1]), occupation="2511", **OPEN)
    more = vacancy(2, skills=(MINE[0], *OTHERS[:size]), occupation="2511", **OPEN)
    found = _found(SEEKER, more, fewer)
    assert {document.id for document in found} == {fewer.id, more.id}
    if size < 12:
        assert found[0].id == fewer.id


def test_an_occupation_held_or_wished_is_asked_for_in_the_other_way():
    for stated in ({"jobs": (Held("5230", 3),)}, {"wished_occupations": ("5230",)}):
        plan = vacancies_for(msgspec.structs.replace(SEEKER, **stated), NOW)
        fields = {leaf.field for clause in plan.admission.clauses for leaf in clause.leaves}
        assert fields == {CodeField.OCCUPATION, CodeField.SKILL}
        assert CodeField.SKILLS_ASKED not in {leaf.field for leaf in plan.boosts}


@given(seekers)
def test_every_skill_admits_and_leaves_stay_few(seeker):
    alone = msgspec.structs.replace(seeker, jobs=(), wished_occupations=())
    plan = vacancies_for(alone, NOW)
    if not alone.skills:
        assert plan.admission.clauses == ()
        return
    (clause,) = plan.admission.clauses
    codes = [code for leaf in clause.leaves for code in leaf.codes]
    assert len(codes) == len(set(codes))
    assert alone.skills | {MISSING} <= set(codes)
    assert len(clause.leaves) <= 70
    assert all(leaf.weight > 0 for leaf in (*clause.leaves, *plan.boosts))


def test_whoever_lists_every_skill_is_asked_for_in_few_leaves():
    (clause,) = vacancies_for(Seeker(id="per_1", skills=frozenset(ALL)), NOW).admission.clauses
    assert len(clause.leaves) <= 70
