"""Who and what enters a run: open vacancies, people who agreed; as codes, in the order of identifiers."""

import zlib
from datetime import timedelta

import msgspec
import pytest

from chalicelib.clock import epoch_seconds
from chalicelib.indexing import vacancy_document
from chalicelib.matching.batch.blocks import decode_offers, decode_people
from chalicelib.matching.batch.exporting import export_of
from chalicelib.matching.batch.manifest import MARKET, block_name
from chalicelib.matching.sides import demand_of, seeker_of
from chalicelib.people.model import PersonState, Profile
from chalicelib.vacancies.model import State
from tests.indexing.fakes import DAY, NOW, person, vacancy
from tests.matching.batch.memory import Memory


def exported(vacancies=(), people=()):
    store = Memory()
    export_of(store, [(each, 1) for each in vacancies], [(each, 1) for each in people], NOW)
    found = store.read(block_name(0))
    return decode_offers(store.read(MARKET)), decode_people(found) if found else [], store


def test_open_vacancies_with_their_end():
    closed = vacancy(3, state=State.WITHDRAWN) if hasattr(State, "WITHDRAWN") else vacancy(3, expires_at=NOW)
    offers, _, _ = exported([vacancy(2), vacancy(1), closed, vacancy(4, expires_at=NOW - DAY)])
    assert [offer.demand.id for offer in offers] == [vacancy(1).id, vacancy(2).id]
    assert offers[0].expires_at == epoch_seconds(NOW + timedelta(days=30))


@pytest.mark.parametrize(
    "change",
    [
        {"consents": {}},
        {"consents": {"recommend_to_employers": 0}},
        {"consents": {"research": 1}},
        {"state": PersonState.ERASED},
        {"placed_by": "vac_somewhere"},
    ],
)
def test_whoever_did_not_agree_or_does_not_look_is_left_out(change):
    _, people, _ = exported(people=[person(1), msgspec.structs.replace(person(2), **change)])
    assert [seeker.id for seeker in people] == [person(1).id]


def test_people_are_in_order_and_as_the_scorer_sees_them():
    registered = [person(number, profile=Profile(skills=("sk_office",))) for number in (5, 3, 9, 1)]
    _, people, _ = exported(people=registered)
    assert people == sorted(map(seeker_of, registered), key=lambda seeker: seeker.id)


def test_a_run_compares_what_the_index_would():
    offers, _, _ = exported([vacancy(1)])
    assert offers[0].demand == demand_of(vacancy_document(vacancy(1), 1, NOW))


def test_a_licence_brings_what_it_implies_into_the_run():
    _, (seeker,), _ = exported(people=[person(1, profile=Profile(licences=("sim_b1",), languages=("en",)))])
    assert seeker.licences == {"sim_b1", "sim_a"}
    assert seeker.skills == {"sim_b1", "sim_a", "sk_lang_en"}


def test_nothing_of_a_person_but_identifier_and_codes_is_written():
    _, _, store = exported([vacancy(1)], [person(1)])
    written = b"".join(zlib.decompress(store.files[name]) for name in (MARKET, block_name(0)))
    assert vacancy(1).content.title.encode() not in written
    assert vacancy(1).employer_name.encode() not in written
    assert vacancy(1).content.description.encode() not in written
