"""Whole small worlds for Hypothesis, runs of them, and the on-line scorer over every pair."""

import msgspec
from hypothesis import strategies as st

from chalicelib.matching.batch.blocks import Offer
from chalicelib.matching.batch.manifest import prepare
from chalicelib.matching.batch.runs import finish, run_store
from chalicelib.matching.batch.working import work
from chalicelib.matching.model import Demand, Held, Place, Seeker
from chalicelib.matching.recommending import LEAST
from chalicelib.matching.scoring import score
from tests.matching import makers

NOW = 1_770_000_000
OPEN = NOW + 86_400

markets = st.lists(makers.demands, max_size=40).map(
    lambda demands: [msgspec.structs.replace(demand, id=f"vac_{number:03}") for number, demand in enumerate(demands)]
)
"""Vacancies with identifiers of their own, several of which may say the same."""

populations = st.lists(makers.seekers | st.just(Seeker(id="per_1")), min_size=1, max_size=9).map(
    lambda seekers: [msgspec.structs.replace(seeker, id=f"per_{number:03}") for number, seeker in enumerate(seekers)]
)


def by_pairs(seeker, demands, knowledge=makers.WORLD):
    """The ten best of all pairs by the on-line scorer."""
    matches = (score(seeker, demand, knowledge) for demand in demands)
    worth = [match for match in matches if match.eligible and match.score >= LEAST]
    return tuple(sorted(worth, key=lambda match: (-match.score, match.vacancy_id))[:10])


def offers(demands, expires_at=OPEN):
    return [Offer(demand=demand, expires_at=expires_at) for demand in demands]


def small_country(people=23, vacancies=60):
    """Plain people and vacancies with real codes."""
    codes = ("5230", "5223", "8332", "2512", "4110", "9313")
    places = [Place(code=code) for code in ("31.71", "32.75", "32.73", "35.78")]
    demands = [
        Demand(
            id=f"vac_{number:04}",
            occupation=codes[number % 6],
            skills=("sk_office", "sk_kasir")[: number % 3],
            place=places[number % 4],
            experience_months=12 * (number % 4) or None,
            pay_minimum=3_000_000 + 250_000 * (number % 7),
        )
        for number in range(vacancies)
    ]
    seekers = [
        Seeker(
            id=f"per_{number:04}",
            skills=frozenset({"sk_office"} if number % 2 else ()),
            jobs=(Held(codes[number % 6], 7 * number),),
            place=places[number % 4],
            education_rank=number % 8,
        )
        for number in range(people)
    ]
    return offers(demands), seekers


def run_of(store, demands, seekers, size):
    """A run whose parts are all worked on."""
    manifest = prepare(store, demands, seekers, NOW, size)
    for block in manifest.blocks:
        work(store, manifest, block.number)
    return manifest


def joined(root, demands, seekers, size=5, name="20260504T170000Z"):
    """A run that is read now: where all runs are, and where it is."""
    store = run_store(root, name)
    run_of(store, demands, seekers, size)
    finish(root, name)
    return root, store
