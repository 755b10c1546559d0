"""Each feature over a market is the on-line feature, pair by pair, and what is remembered stays bounded."""

import pytest
from hypothesis import given, settings

from chalicelib.matching.batch import columns
from chalicelib.matching.batch.columns import BLOCKED, READINGS, constraint_column, feature_column
from chalicelib.matching.batch.experience import Experience
from chalicelib.matching.batch.skills import Skills
from chalicelib.matching.features import FITS, FULL
from chalicelib.matching.model import Feature
from chalicelib.matching.remarks import blocked_by
from chalicelib.matching.scoring import UNSTATED
from tests.matching import makers
from tests.matching.batch.worlds import markets


def online(feature, seeker, demand):
    weight, fit = FITS[feature]
    found = fit(seeker, demand, makers.WORLD)
    return weight * (UNSTATED if found is None else found)


def test_every_feature_is_worked_out_somewhere():
    assert set(READINGS) | {Feature.SKILLS, Feature.EXPERIENCE} == set(FITS) == set(Feature)


@pytest.mark.parametrize("feature", READINGS)
@settings(max_examples=40)
@given(demands=markets, seeker=makers.seekers)
def test_a_column_is_its_feature(feature, demands, seeker):
    column = feature_column(feature, demands, makers.WORLD)
    row = column.row(seeker) if demands else []
    assert [row[key] for key in column.keys] == [online(feature, seeker, demand) for demand in demands]


@settings(max_examples=100)
@given(markets, makers.seekers)
def test_constraints_are_those_that_block_on_line(demands, seeker):
    column = constraint_column(demands, makers.WORLD)
    row = column.row(seeker) if demands else []
    blocked = [BLOCKED if blocked_by(seeker, demand, makers.WORLD) else 0 for demand in demands]
    assert [row[key] for key in column.keys] == blocked


@settings(max_examples=100)
@given(markets, makers.seekers)
def test_skills_are_added_up_as_on_line(demands, seeker):
    found = Skills(demands, makers.WORLD).points(seeker)
    assert list(found) == [online(Feature.SKILLS, seeker, demand) for demand in demands]


@settings(max_examples=100)
@given(markets, makers.seekers)
def test_experience_is_added_up_as_on_line(demands, seeker):
    import numpy as np

    found = Experience(demands, makers.WORLD).points(seeker, np.arange(len(demands)))
    assert list(found) == [online(Feature.EXPERIENCE, seeker, demand) for demand in demands]


@settings(max_examples=20)
@given(markets, makers.seekers, makers.seekers)
def test_what_was_forgotten_is_worked_out_again(demands, one, other):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "_REMEMBERED", 0)
        column = feature_column(Feature.PLACE, demands, makers.WORLD)
    column._most = 1
    first = column.row(one).tolist()
    column.row(other)
    assert column.row(one).tolist() == first
    assert len(column._rows) <= 1


def test_nothing_makes_up_for_what_blocks():
    assert BLOCKED + FULL * sum(weight for weight, _ in FITS.values()) < 0
