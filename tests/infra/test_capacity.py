"""The capacity model: sums as a person would do them, every figure with a source, and sizes that bear their peaks."""

import itertools
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.capacity import Counted
from bench.load.arrivals import PROFILE
from infra_cdk.capacity.model import (
    LIMITER_UNITS,
    Engine,
    Figures,
    Operation,
    Peak,
    Quota,
    busiest_caller,
    cores,
    demands,
    read_figures,
)
from infra_cdk.capacity.page import main, tables
from infra_cdk.deployment.sizes import SIZES

FIGURES = read_figures()
PAGE = Path(__file__).parents[2] / "docs" / "capacity.md"
ENGINE = Engine(
    search_milliseconds=10, suggestion_milliseconds=5, cores={"r7g.xlarge.search": 4}, utilisation=0.5, source="test"
)
SMALL = Figures(
    operations={
        "write": Operation(seconds=0.1, write_units=7, read_units=2, hottest=3, calls={"kms:Decrypt": 2}),
        "search": Operation(seconds=0.05, write_units=0, read_units=0),
    },
    peaks={},
    quotas={
        "keys": Quota(limit=100, calls=("kms:Decrypt", "kms:Encrypt"), source="test"),
        "units": Quota(limit=1_000, calls=("write_units",), source="test"),
        "key": Quota(limit=100, calls=("hottest",), source="test"),
    },
    index=ENGINE,
)


def needed(peak, figures=SMALL, size="national"):
    return {each.name: each for each in demands(peak, figures, SIZES[size])}


def test_sums_are_those_of_a_person():
    found = needed(Peak(requests={"write": 40, "search": 100}, source="test"))
    assert found["requests a second"].needed == 140
    assert found["functions at once"].needed == pytest.approx(40 * 0.1 + 100 * 0.05)
    assert found["keys"].needed == 80
    assert found["units"].needed == 40 * 7 + 140 * LIMITER_UNITS
    assert found["key"].needed == 120
    # A hundred searches of ten milliseconds keep one core busy, two at half of what they could do; 24 there are.
    assert found["cores of the index"].needed == pytest.approx(2)
    assert found["cores of the index"].limit == 24


def test_what_is_over_its_limit_is_short_and_comes_first():
    found = demands(Peak(requests={"write": 60}, source="test"), SMALL, SIZES["national"])
    assert [each.name for each in found if each.short] == ["key", "keys"]
    assert [each.share for each in found] == sorted((each.share for each in found), reverse=True)


@given(st.floats(0, 500), st.floats(0, 500), st.floats(1, 4))
def test_more_of_the_same_needs_as_much_more(writes, searches, factor):
    once = needed(Peak(requests={"write": writes, "search": searches}, source="test"))
    more = needed(Peak(requests={"write": writes * factor, "search": searches * factor}, source="test"))
    for name, each in once.items():
        if name == "key" and each.needed == busiest_caller():
            assert more[name].needed >= each.needed
            continue
        assert more[name].needed == pytest.approx(each.needed * factor)


def test_suggestions_count_at_the_index_too():
    peak = Peak(requests={"suggestion": 100, "search": 100}, source="test")
    assert cores(peak, ENGINE) == pytest.approx((100 * 10 + 100 * 5) / 1_000 / 0.5)


@pytest.mark.parametrize("name", FIGURES.peaks)
def test_every_request_of_a_peak_is_measured(name):
    assert set(FIGURES.peaks[name].requests) <= set(FIGURES.operations)
    assert FIGURES.peaks[name].source


def test_every_quota_is_of_something_and_says_where_it_is_from():
    known = {"requests", "write_units", "read_units", "seconds", "hottest"}
    services = {"cognito-idp", "kms", "dynamodb", "sqs", "s3"}
    for quota in FIGURES.quotas.values():
        assert quota.source
        assert quota.limit > 0
        for call in quota.calls:
            assert call in known or call.partition(":")[0] in services


def test_every_type_of_node_has_its_cores():
    assert {size.search.data_type for size in SIZES.values()} == set(FIGURES.index.cores)


def test_the_peak_that_is_asked_for_is_in_the_shares_of_the_load():
    peak = FIGURES.peaks["national"].requests
    assert (peak["registration"], peak["search"]) == (230, 2_000)
    for (kind, share), (other, others) in itertools.combinations(PROFILE.items(), 2):
        if "push of 100" not in (kind, other):
            assert peak[kind] / peak[other] == pytest.approx(share / others)


def test_the_usual_peak_fits_the_size_of_the_country_and_every_quota():
    assert not [each.name for each in demands(FIGURES.peaks["usual"], FIGURES, SIZES["national"]) if each.short]


def test_the_largest_peak_fits_the_largest_size():
    """Sizes are ours to choose; quotas are AWS's, and what is short of them is to be asked for beforehand."""
    found = demands(FIGURES.peaks["national"], FIGURES, SIZES["worknet"])
    assert not [each.name for each in found if each.short and each.source == "size"]


def test_what_has_to_be_asked_for_is_on_the_page():
    text = PAGE.read_text()
    short = [each for each in demands(FIGURES.peaks["national"], FIGURES, SIZES["worknet"]) if each.short]
    assert short
    for each in short:
        assert FIGURES.quotas[each.name].adjustable, f"{each.name} cannot be raised"
        assert f"- {each.name}:" in text, each.name


def test_no_single_key_takes_what_a_partition_cannot():
    found = needed(FIGURES.peaks["national"], FIGURES, "worknet")
    assert not found["write units of one key"].short


def test_the_page_has_the_tables_of_the_model(tmp_path):
    assert tables(FIGURES) in PAGE.read_text()
    copy = tmp_path / "capacity.md"
    copy.write_text(PAGE.read_text().replace("| ", "|"))
    assert main(str(copy)) == 0
    assert tables(FIGURES) in copy.read_text()


def test_figures_that_are_misspelt_are_refused():
    with pytest.raises(msgspec.ValidationError, match="write_unit"):
        msgspec.convert({"seconds": 1, "write_unit": 1, "read_units": 1}, Operation)


def put(size):
    return {"TableName": "none", "Item": {"pk": {"S": "x" * size}}}


@pytest.mark.parametrize(
    ("operation", "given_", "writes", "reads"),
    [
        ("PutItem", put(100), 1, 0),
        ("PutItem", put(1_500), 2, 0),
        ("UpdateItem", {"TableName": "none"}, 1, 0),
        ("DeleteItem", {"TableName": "none"}, 1, 0),
        ("GetItem", {"TableName": "none", "ConsistentRead": True}, 0, 1),
        ("GetItem", {"TableName": "none"}, 0, 0.5),
        ("Query", {"TableName": "none"}, 0, 0.5),
        ("BatchGetItem", {"RequestItems": {"none": {"Keys": [1, 2, 3], "ConsistentRead": True}}}, 0, 3),
        ("TransactWriteItems", {"TransactItems": [{"Put": put(100)}, {"ConditionCheck": {"TableName": "none"}}]}, 4, 0),
        ("DescribeTable", {"TableName": "none"}, 0, 0),
    ],
)
def test_units_are_counted_as_dynamodb_counts_them(operation, given_, writes, reads):
    counted = Counted()
    counted.note("dynamodb", operation, given_)
    assert (counted.writes, counted.reads) == (writes, reads)
    assert counted.calls == {f"dynamodb:{operation}": 1}


def test_an_index_of_a_table_takes_a_unit_as_well():
    counted = Counted()
    counted.note("dynamodb", "PutItem", put(10) | {"TableName": "padan-people"})
    assert counted.writes == 2


def test_other_services_take_no_units():
    counted = Counted()
    counted.note("kms", "Decrypt", {})
    assert (counted.writes, counted.reads, counted.calls) == (0, 0, {"kms:Decrypt": 1})
