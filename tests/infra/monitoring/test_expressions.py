"""The evaluator itself: what CloudWatch says of metric math."""

import pytest

from tests.infra.monitoring.expressions import statistic, worked_out


@pytest.mark.parametrize(
    ("expression", "values", "result"),
    [
        ("a + b * 2", {"a": 1, "b": 3}, 7),
        ("1 - a / 100", {"a": 99}, pytest.approx(0.01)),
        ("a / b", {"a": 1, "b": 0}, None),
        ("a + b", {"a": 1, "b": None}, None),
        ("FILL(a, 0) + b", {"a": None, "b": 2}, 2),
        ("IF(a >= 20, b / a, 0)", {"a": 20, "b": 5}, 0.25),
        ("IF(a >= 20, b / a, 0)", {"a": 19, "b": 5}, 0),
        ("IF(a >= 20, b / a, 0)", {"a": None, "b": 5}, None),
    ],
)
def test_expressions(expression, values, result):
    assert worked_out(expression, values) == result


def test_a_percentile_rank_counts_the_limit_in():
    assert statistic("PR(:500)", [100, 500, 501, 900]) == 50


def test_no_values_are_missing():
    assert statistic("Sum", []) is None


def test_what_is_not_known_is_refused():
    with pytest.raises(NotImplementedError):
        worked_out("SEARCH('x')", {})
