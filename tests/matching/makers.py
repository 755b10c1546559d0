"""Plainly invented sides of a match, and Hypothesis strategies that draw them."""

from hypothesis import strategies as st

from chalicelib.matching.likeness import by_tree
from chalicelib.matching.model import Demand, Held, Place, Seeker, Step, StepKind
from chalicelib.texts import Text

SKILLS = ("sk_excel", "sk_kasir", "sk_mengemudi", "sk_python", "sk_sap", "sk_las")
OCCUPATIONS = ("5230", "5223", "8332", "2512", "2514", "7212", "4311")
PLACES = (
    Place(code="31.71", lat=-6.18, lon=106.83),
    Place(code="32.75", lat=-6.24, lon=107.0),
    Place(code="32.73", lat=-6.91, lon=107.61),
    Place(code="33", lat=None, lon=None),
)
LICENCES = ("sim_a", "sim_b1", "str")
LANGUAGES = ("en", "ja", "ko")
LIKE = {"sk_sap": {"sk_excel": 250, "sk_kasir": 300}, "sk_python": {"sk_sap": 400}}
"""Wanted skills, and what stands in for them."""
NEAR = {frozenset(("4311", "5230")): 350}


class KnownWorld:
    """Knowledge with a few facts; every label is its code."""

    def rarity(self, skill):
        return 100 * (1 + SKILLS.index(skill))

    def alike(self, wanted):
        return {wanted: 1000, **LIKE.get(wanted, {})}

    def proximity(self, mine, wanted):
        return max(by_tree(mine, wanted), NEAR.get(frozenset((mine, wanted)), 0))

    def licences_with(self, licence):
        return frozenset({licence})

    def as_skills(self, licences, languages):
        return frozenset(code for code in (*licences, *languages) if code in SKILLS)

    def skill_steps(self, code):
        return (Step(kind=StepKind.TRAINING, text=Text(code, code), item=code),)

    def licence_steps(self, code):
        return (Step(kind=StepKind.LICENCE, text=Text(code, code), item=code),)

    def schooling_steps(self, rank):
        return (Step(kind=StepKind.SCHOOLING, text=Text(str(rank), str(rank))),)

    def hazard(self, occupation):
        return Text("Mesin berat", "Heavy machines") if occupation == "8332" else None

    def neighbours(self, region):
        return frozenset({"31.71": ("32.75",), "32.75": ("31.71",)}.get(region, ()))

    def skill_label(self, code):
        return Text(code, code)

    licence_label = language_label = skill_label


WORLD = KnownWorld()

jobs = st.builds(Held, st.none() | st.sampled_from(OCCUPATIONS), st.integers(0, 120))

seekers = st.builds(
    Seeker,
    id=st.just("per_1"),
    skills=st.frozensets(st.sampled_from(SKILLS)),
    jobs=st.lists(jobs, max_size=3).map(tuple),
    wished_occupations=st.lists(st.sampled_from((*OCCUPATIONS, "52", "2")), max_size=3).map(tuple),
    education_rank=st.none() | st.integers(1, 9),
    languages=st.frozensets(st.sampled_from(LANGUAGES)),
    licences=st.frozensets(st.sampled_from(LICENCES)),
    place=st.none() | st.sampled_from(PLACES),
    wished_regions=st.lists(st.sampled_from(("31", "32.73", "32.75")), max_size=2).map(tuple),
    willing_to_move=st.booleans(),
    remote=st.booleans(),
    pay_minimum=st.none() | st.integers(1_000_000, 20_000_000),
    employment_types=st.frozensets(st.sampled_from(("FULL_TIME", "PART_TIME"))),
)

demands = st.builds(
    Demand,
    id=st.just("vac_1"),
    occupation=st.none() | st.sampled_from(OCCUPATIONS),
    further_occupations=st.lists(st.sampled_from(OCCUPATIONS), max_size=1).map(tuple),
    fresh_graduate=st.booleans(),
    licences_from_text=st.booleans(),
    skills=st.lists(st.sampled_from(SKILLS), unique=True, max_size=5).map(tuple),
    education_rank=st.none() | st.integers(1, 9),
    education_required_by_law=st.booleans(),
    experience_months=st.none() | st.integers(0, 120),
    languages=st.lists(st.sampled_from(LANGUAGES), unique=True, max_size=2).map(tuple),
    licences=st.lists(st.sampled_from(LICENCES), unique=True, max_size=2).map(tuple),
    place=st.none() | st.sampled_from(PLACES),
    remote=st.booleans(),
    pay_minimum=st.none() | st.integers(1_000_000, 9_000_000),
    pay_maximum=st.none() | st.integers(9_000_000, 20_000_000),
    employment_type=st.none() | st.sampled_from(("FULL_TIME", "PART_TIME")),
)
