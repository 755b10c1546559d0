"""The filing of searches: nobody who may be met is ruled out, and most others are."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from search.document import Coordinates
from search.embedded.percolator import EmbeddedPercolator
from search.percolating.predicate import Facts, admits
from search.percolating.reading import admits_everything, standing_admission
from search.percolating.selecting import filed_under, keys_of, variants
from search.percolating.standing import StandingSearch
from search.plan import Admission, CircleFilter, Clause, CodeField, CodeFilter, Codes, TextField, Words
from search.request import Criteria
from tests.contracts.index import pairs
from tests.search.builders import vacancy
from tests.search.knowledge import SmallKnowledge

WORD = st.text("abcdefg", min_size=2, max_size=8)


def title(*tokens, **options):
    return Words(field=TextField.TITLE, tokens=tokens, **options)


@pytest.mark.parametrize("seed", range(8))
def test_who_is_admitted_is_always_filed_where_they_are_looked_for(seed):
    draw, knowledge = random.Random(seed), SmallKnowledge()
    known = [Facts(each) for each in pairs.vacancies(draw, 40)]
    keys = [set(keys_of(facts)) for facts in known]
    met = 0
    for _ in range(150):
        admission = standing_admission(knowledge, *pairs.wanted(draw))
        filed = filed_under(admission)
        for facts, own in zip(known, keys, strict=True):
            if admits(admission, facts):
                met += 1
                assert filed is None or not own.isdisjoint(filed), admission
    assert met > 100


def test_few_searches_are_looked_at_for_a_vacancy():
    draw, knowledge = random.Random(3), SmallKnowledge()
    index = EmbeddedPercolator()
    admissions = [standing_admission(knowledge, *pairs.wanted(draw)) for _ in range(600)]
    index.put(
        [
            StandingSearch(id=f"s{number:04d}", version=1, admission=each)
            for number, each in enumerate(admissions)
            if not admits_everything(each)
        ]
    )
    documents = pairs.vacancies(draw, 60)
    looked_at = sum(index.looked_at(document) for document in documents) / len(documents)
    assert looked_at < 0.45 * index.count(), "the filing must be worth its while"
    index.close()


@given(one=WORD, other=WORD)
def test_words_one_edit_apart_share_a_variant(one, other):
    if OSA.distance(one, other) <= 1:
        assert variants(one) & variants(other)


@given(word=WORD, place=st.integers(0, 6), letter=st.sampled_from("abcdefgh"))
def test_any_one_edit_is_found(word, place, letter):
    place = min(place, len(word) - 1)
    swapped = word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :]
    for edited in (word[:place] + letter + word[place:], word[:place] + letter + word[place + 1 :], swapped):
        search = Admission(must=(Clause((title(word, fuzzy=True),)),))
        facts = Facts(vacancy(1, title="x"))
        facts.tokens[TextField.TITLE] = frozenset({edited})
        assert admits(search, facts)
        filed = filed_under(search)
        assert filed is not None
        assert not set(filed).isdisjoint(keys_of(facts))


def test_any_of_the_clauses_that_may_be_missing_is_enough():
    wanted = [Clause((title(word),)) for word in ("satu", "dua", "tiga")]
    filed = filed_under(Admission(clauses=tuple(wanted), minimum=2))
    assert filed is not None
    assert len(filed) == 2, "who has neither of two lacks two of three"
    assert filed_under(Admission(clauses=tuple(wanted), minimum=3)) == ("title:satu",)
    assert len(filed_under(Admission(clauses=tuple(wanted), minimum=1)) or ()) == 3


def test_the_rarest_demand_decides():
    employer = CodeFilter(field=CodeField.EMPLOYER, codes=("emp_1",))
    remote = CodeFilter(field=CodeField.REMOTE, codes=("true",))
    assert filed_under(Admission(filters=(remote, employer))) == ("employer_id=emp_1",)
    assert filed_under(Admission(filters=(remote,))) == ("remote=true",)
    occupation = Clause((Codes(field=CodeField.OCCUPATION, codes=("2",)),))
    assert filed_under(Admission(must=(occupation,), filters=(employer,))) == ("employer_id=emp_1",)


def test_what_can_never_be_met_is_filed_nowhere():
    assert filed_under(Admission(must=(Clause(()),))) == ()
    assert filed_under(Admission(filters=(CodeFilter(field=CodeField.SKILL, codes=()),))) == ()
    assert not admits(Admission(must=(Clause(()),)), Facts(vacancy(1)))


def test_what_cannot_be_filed_is_always_looked_at():
    described = Clause((Words(field=TextField.DESCRIPTION, tokens=("las",)),))
    assert filed_under(Admission(must=(described,))) is None
    assert filed_under(Admission()) is None
    everywhere = CircleFilter(centre=Coordinates(0.0, 179.9), radius_km=500.0)
    assert filed_under(Admission(filters=(everywhere,))) is None


@given(
    lat=st.floats(-11, 6),
    lon=st.floats(95, 141),
    north=st.floats(-5, 5),
    east=st.floats(-5, 5),
    radius=st.sampled_from((0.1, 5.0, 25.0, 120.0, 500.0)),
)
def test_no_circle_misses_a_point_in_it(lat, lon, north, east, radius):
    admission = Admission(filters=(CircleFilter(centre=Coordinates(lat, lon), radius_km=radius),))
    facts = Facts(vacancy(1, point=Coordinates(lat + north * radius / 600, lon + east * radius / 600)))
    if admits(admission, facts):
        filed = filed_under(admission)
        assert filed is None or not set(filed).isdisjoint(keys_of(facts))


def test_a_reading_does_not_depend_on_weights_or_on_what_is_a_facet():
    knowledge = SmallKnowledge()
    admission = standing_admission(knowledge, "kasir depok", Criteria(regions=("32",)))
    assert all(leaf.weight == 1.0 for clause in (*admission.clauses, *admission.must) for leaf in clause.leaves)
    assert all(entry.facet is None for entry in admission.filters)
    same = StandingSearch(id="a", version=1, admission=admission).reading
    assert StandingSearch(id="b", version=9, admission=admission).reading == same
    other = standing_admission(knowledge, "kasir bandung", Criteria(regions=("32",)))
    assert StandingSearch(id="a", version=1, admission=other).reading != same
