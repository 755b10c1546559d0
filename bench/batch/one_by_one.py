"""What the batch is compared with: one query of the embedded index for each person, and its hits scored on-line."""

import time
from collections.abc import Iterator, Sequence

from bench.batch.agreeing import best_of
from bench.settings import configure, embedded
from chalicelib import reference
from chalicelib.clock import SYSTEM_CLOCK, epoch_seconds
from chalicelib.matching.batch.blocks import Offer
from chalicelib.matching.gathering import vacancies_for
from chalicelib.matching.model import Seeker
from chalicelib.matching.sides import demand_of
from search.document import Coordinates, VacancyDocument

_AT_ONCE = 1_000


def one_query_each(offers: Sequence[Offer], people: Sequence[Seeker]) -> float:
    """Return how many people a second of processor time are given their ten best by a query for each."""
    from search.engine import close, vacancy_index

    now = epoch_seconds(SYSTEM_CLOCK.now())
    with embedded() as engine:
        configure(engine)
        index = vacancy_index()
        for start in range(0, len(offers), _AT_ONCE):
            index.put(list(_documents(offers[start : start + _AT_ONCE], now)))
        started = time.process_time()
        for seeker in people:
            hits = index.search(vacancies_for(seeker, now)).hits
            best_of(seeker, [demand_of(hit.document) for hit in hits])
        spent = time.process_time() - started
        close()
    return len(people) / spent


def _documents(offers: Sequence[Offer], now: int) -> Iterator[VacancyDocument]:
    for offer in offers:
        demand = offer.demand
        named = reference.occupations().get(demand.occupation or "")
        place = demand.place
        point = Coordinates(place.lat, place.lon) if place and place.lat is not None and place.lon is not None else None
        yield VacancyDocument(
            id=demand.id,
            version=1,
            title=named.label.id if named else "Karyawan",
            employer_id="emp_contoh",
            employer_name="Contoh",
            occupation=demand.occupation,
            further_occupations=demand.further_occupations,
            skills=demand.skills,
            region=place.code if place else None,
            point=point,
            pay_minimum=demand.pay_minimum,
            pay_maximum=demand.pay_maximum,
            employment_type=demand.employment_type,
            education_rank=demand.education_rank,
            education_required_by_law=demand.education_required_by_law,
            experience_months=demand.experience_months,
            fresh_graduate=demand.fresh_graduate,
            licences=demand.licences,
            languages=demand.languages,
            remote=demand.remote,
            posted_at=now,
            expires_at=offer.expires_at,
            completeness=1.0,
        )
