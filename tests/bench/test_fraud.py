"""The figures by which the score of fraud is judged."""

import pytest

from bench.fraud import area, half, main, rates
from chalicelib.validation.fraud.scoring import weights


@pytest.mark.parametrize(
    ("frauds", "honest", "expected"),
    [
        ([0.9, 0.8], [0.1, 0.2], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5], [0.5], 0.5),
        ([0.9, 0.1], [0.5], 0.5),
    ],
)
def test_the_area_is_the_chance_that_a_fraud_scores_higher(frauds, honest, expected):
    assert area(frauds, honest) == expected


def test_rates_fall_as_the_score_rises():
    found = rates([0.2, 0.6, 0.9], [0.0, 0.3], (0.1, 0.5, 0.95))
    assert [(round(row.caught, 2), row.wrong) for row in found] == [(1.0, 0.5), (0.67, 0.0), (0.0, 0.0)]


def test_all_vacancies_of_an_employer_are_in_one_half():
    names = [f"PT Contoh {number}" for number in range(200)]
    halves = [half(name) for name in names]
    assert set(halves) == {1, 2}
    assert 60 < halves.count(1) < 140
    assert halves == [half(name.upper()) for name in names]


def test_the_table_is_printed_with_its_weights(capsys):
    assert main([]) == 0
    printed = capsys.readouterr().out
    assert f"weights {weights().version}: marked from {weights().marked}" in printed
    assert "20 frauds, 21 honest, area under the curve" in printed
    assert printed.count("caught") == 9
