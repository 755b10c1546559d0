"""What matching knows of the world comes from the reference tables."""

import pytest

from chalicelib import reference
from chalicelib.matching.world import KNOWLEDGE


def test_a_common_skill_is_less_telling_than_a_rare_one():
    table = reference.skills()
    common, rare = max(table, key=lambda skill: skill.per_mille), min(table, key=lambda skill: skill.per_mille)
    assert 0 < KNOWLEDGE.rarity(common.code) < KNOWLEDGE.rarity(rare.code)
    assert KNOWLEDGE.rarity("sk_unheard_of") > KNOWLEDGE.rarity(common.code)


def test_neighbours_are_mutual_and_never_the_region_itself():
    beside = KNOWLEDGE.neighbours("32.75")
    assert beside
    assert "32.75" not in beside
    assert all("32.75" in KNOWLEDGE.neighbours(other) for other in beside)
    assert KNOWLEDGE.neighbours("99.99") == frozenset()


@pytest.mark.parametrize(
    ("ask", "table"),
    [
        (KNOWLEDGE.skill_label, reference.skills),
        (KNOWLEDGE.licence_label, reference.licences),
        (KNOWLEDGE.language_label, reference.languages),
    ],
)
def test_labels_are_the_tables_and_an_unknown_code_is_its_own(ask, table):
    known = next(iter(table()))
    assert ask(known.code) == known.label
    assert (ask("nowhere").id, ask("nowhere").en) == ("nowhere", "nowhere")
