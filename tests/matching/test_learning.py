"""What a person would gain most by."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.matching.learning import FITTING, SHOWN, lessons
from chalicelib.matching.model import Demand, Held, Seeker, StepKind
from chalicelib.matching.scoring import quick
from chalicelib.matching.world import KNOWLEDGE
from tests.matching.makers import PLACES, SKILLS, WORLD, demands, seekers

WELDER = Seeker(
    id="p",
    skills=frozenset({"sk_las"}),
    jobs=(Held("7212", 60),),
    wished_occupations=("7212",),
    place=PLACES[0],
)


def _demand(number, **changes):
    plain = Demand(id=f"v{number}", occupation="5223", skills=("sk_kasir", "sk_las"), place=PLACES[0])
    return msgspec.structs.replace(plain, **changes)


def test_the_skill_with_which_more_would_suit_comes_first_and_says_how_many():
    seeker = Seeker(id="p", skills=frozenset({"sk_excel"}), jobs=(Held("5230", 24),), place=PLACES[0])
    wanted = [_demand(number, skills=("sk_python", "sk_kasir"), occupation="5230") for number in range(4)]
    found = lessons(seeker, wanted, WORLD)
    assert found
    best = found[0]
    assert best.item == "sk_python"
    assert (best.asked_by, best.would_suit) == (4, 4)
    assert best.steps
    richer = msgspec.structs.replace(seeker, skills=seeker.skills | {best.item})
    assert all(quick(seeker, each, WORLD) < FITTING <= quick(richer, each, WORLD) for each in wanted)


def test_a_licence_that_opens_doors_is_a_lesson():
    seeker = msgspec.structs.replace(WELDER, skills=frozenset(SKILLS))
    closed = [_demand(number, occupation="7212", licences=("sim_a",)) for number in range(3)]
    (found,) = lessons(seeker, closed, WORLD)
    assert (found.item, found.asked_by, found.would_suit) == ("sim_a", 3, 3)
    read = [msgspec.structs.replace(each, licences_from_text=True) for each in closed]
    assert lessons(seeker, read, WORLD) == (), "what was read in the text closes no door"


def test_who_has_all_has_nothing_to_learn():
    assert lessons(WELDER, (), WORLD) == ()
    assert lessons(msgspec.structs.replace(WELDER, skills=frozenset(SKILLS)), [_demand(1)], WORLD) == ()


@given(seekers, st.lists(demands, max_size=8))
def test_each_lesson_is_true(seeker, several):
    found = lessons(seeker, several, WORLD)
    assert len(found) <= SHOWN
    assert list(found) == sorted(found, key=lambda each: (-each.would_suit, -each.asked_by, each.item))
    for lesson in found:
        assert lesson.item not in seeker.skills | seeker.licences
        richer = msgspec.structs.replace(
            seeker, skills=seeker.skills | {lesson.item}, licences=seeker.licences | {lesson.item}
        )
        # Counted are those that ask for it; one that asks for something like it may come on top.
        asking = [each for each in several if lesson.item in {*each.skills, *each.licences}]
        more = [
            each for each in asking if (quick(richer, each, WORLD) or 0) >= FITTING > (quick(seeker, each, WORLD) or 0)
        ]
        assert lesson.would_suit == len(more) > 0
        assert lesson.would_suit <= lesson.asked_by


@given(seekers, st.lists(demands, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_vacancies_is_nothing(seeker, several, chance):
    assert lessons(seeker, chance.sample(several, len(several)), WORLD) == lessons(seeker, several, WORLD)


def test_a_licence_that_is_a_skill_as_well_is_one_lesson():
    seeker = Seeker(id="p", skills=frozenset({"sk_drive_truck"}), wished_occupations=("8332",))
    asking = [
        Demand(id=f"v{number}", occupation="8332", skills=("sk_drive_truck", "sim_b1"), licences=("sim_b1",))
        for number in range(3)
    ]
    found = [lesson for lesson in lessons(seeker, asking, KNOWLEDGE) if lesson.item == "sim_b1"]
    assert [(lesson.asked_by, lesson.steps[0].kind) for lesson in found] == [(3, StepKind.LICENCE)]
    holder = msgspec.structs.replace(seeker, skills=seeker.skills | {"sim_b1"}, licences=frozenset({"sim_b1"}))
    assert found[0].would_suit == sum((quick(holder, each, KNOWLEDGE) or 0) >= FITTING for each in asking)
