"""The ten best of a market are those of the on-line scorer over every pair: ids, order, scores, reasons and gaps."""

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from chalicelib.matching.batch import market as markets_module
from chalicelib.matching.batch.errors import BatchError
from chalicelib.matching.batch.market import MOST, Market
from chalicelib.matching.model import Demand, Held, Place, Seeker
from tests.matching import makers
from tests.matching.batch.worlds import by_pairs, markets

CASHIER = Demand(id="vac_0", occupation="5230", skills=("sk_kasir",), place=Place(code="31.71"))
EMPTY = Seeker(id="per_1")


def copies(demand, count):
    return [msgspec.structs.replace(demand, id=f"vac_{number:03}") for number in range(count)]


@settings(max_examples=300)
@given(markets, makers.seekers)
@example([], EMPTY)
@example(copies(CASHIER, 25), EMPTY)
def test_equals_every_pair_on_line(demands, seeker):
    assert Market(demands, makers.WORLD).best(seeker) == by_pairs(seeker, demands)


@settings(max_examples=100)
@given(markets, st.lists(makers.seekers, min_size=2, max_size=6))
def test_whoever_came_before_changes_nothing(demands, seekers):
    market = Market(demands, makers.WORLD)
    assert [market.best(seeker) for seeker in seekers] == [by_pairs(seeker, demands) for seeker in seekers]


@given(markets, makers.seekers, st.randoms(use_true_random=False))
def test_the_order_in_which_vacancies_come_changes_nothing(demands, seeker, chance):
    shuffled = list(demands)
    chance.shuffle(shuffled)
    assert Market(shuffled, makers.WORLD).best(seeker) == Market(demands, makers.WORLD).best(seeker)


@settings(max_examples=60)
@given(st.lists(makers.demands, min_size=30, max_size=80), makers.seekers, st.integers(1, 12))
def test_however_few_are_looked_at_first_nothing_is_lost(demands, seeker, seed):
    numbered = [msgspec.structs.replace(demand, id=f"vac_{number:03}") for number, demand in enumerate(demands)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markets_module, "_SEED", seed)
        assert Market(numbered, makers.WORLD).best(seeker) == by_pairs(seeker, numbered)


def test_equals_are_in_the_order_of_their_identifiers():
    found = Market(reversed(copies(CASHIER, 40)), makers.WORLD).best(Seeker(id="per_1", wished_occupations=("5230",)))
    assert [match.vacancy_id for match in found] == [f"vac_{number:03}" for number in range(MOST)]


@pytest.mark.parametrize(
    ("asked", "had"),
    [
        ({"licences": ("sim_a",)}, {"licences": frozenset({"sim_a"})}),
        ({"education_rank": 7, "education_required_by_law": True}, {"education_rank": 7}),
    ],
)
def test_what_law_asks_for_is_never_made_up_for(asked, had):
    demands = [msgspec.structs.replace(CASHIER, **asked), msgspec.structs.replace(CASHIER, id="vac_1")]
    fitting = Seeker(id="per_1", wished_occupations=("5230",), skills=frozenset({"sk_kasir"}))
    market = Market(demands, makers.WORLD)
    assert [match.vacancy_id for match in market.best(fitting)] == ["vac_1"]
    allowed = msgspec.structs.replace(fitting, **had)
    assert {match.vacancy_id for match in market.best(allowed)} == {"vac_0", "vac_1"}


def test_nobody_is_given_what_does_not_fit_at_all():
    far = Demand(
        id="vac_0",
        occupation="2512",
        skills=("sk_python",),
        languages=("ja",),
        experience_months=60,
        education_rank=9,
        place=Place(code="33"),
        employment_type="PART_TIME",
        pay_maximum=1_000_000,
    )
    unlike = Seeker(id="per_1", wished_occupations=("8332",), pay_minimum=20_000_000, employment_types=frozenset({"A"}))
    assert by_pairs(unlike, [far]) == ()
    assert Market([far], makers.WORLD).best(unlike) == ()


def test_work_in_several_jobs_adds_up():
    demands = [msgspec.structs.replace(CASHIER, id=f"vac_{months}", experience_months=months) for months in (6, 24, 60)]
    seeker = Seeker(id="per_1", jobs=(Held("5230", 11), Held(None, 20), Held("5230", 5), Held("8332", 0)))
    assert Market(demands, makers.WORLD).best(seeker) == by_pairs(seeker, demands)


def test_skills_that_weigh_too_much_to_be_exact_are_refused():
    class Heavy(makers.KnownWorld):
        def rarity(self, skill):
            return 2**40

    with pytest.raises(BatchError, match="exactly"):
        Market([CASHIER], Heavy())
