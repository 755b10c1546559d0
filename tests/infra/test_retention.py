"""Whatever keeps data stands in the retention schedule, and goes when the schedule says."""

import importlib
import pkgutil
import sys
from pathlib import Path

import pytest

import chalicelib
from chalicelib.monitoring import policy
from chalicelib.people.limits import Limit
from chalicelib.resources import QUEUES, STREAM_FAILURES
from chalicelib.rights.inventory import PLACES
from infra_cdk.data import stores
from infra_cdk.data.backups import PLANS
from infra_cdk.data.classification import DataClass
from infra_cdk.data.models import tables
from infra_cdk.data.retention import Kind, of_kind, page, schedule
from infra_cdk.data.stores import Store
from search.opensearch.preparing import LAYOUTS

STORES = [each for each in vars(stores).values() if isinstance(each, Store)]
EXPIRING = [table.name for table in tables() if table.expires]


@pytest.mark.parametrize(
    ("kind", "there"),
    [
        (Kind.TABLE, [table.name for table in tables()]),
        (Kind.BUCKET, [store.name for store in STORES]),
        (Kind.QUEUE, [queue.name for queue in (*QUEUES, STREAM_FAILURES)]),
        (Kind.INDEX, [layout.name for layout in LAYOUTS]),
    ],
    ids=lambda each: each.value if isinstance(each, Kind) else "",
)
def test_everything_that_keeps_data_has_a_row_and_no_row_is_stale(kind, there):
    rows = set(of_kind(kind))
    assert not set(there) - rows, "say in infra_cdk/data/retention.tsv what is kept, why, how long and what ends it"
    assert not rows - set(there), "rows of what is no more"


@pytest.mark.parametrize("row", schedule(), ids=lambda row: f"{row.kind.value} {row.name}")
def test_a_row_says_everything(row):
    assert all((row.what, row.why, row.ends, row.basis))
    assert row.days is None or row.days > 0


@pytest.mark.parametrize("row", [row for row in schedule() if row.held_by], ids=lambda row: row.name)
def test_the_code_goes_by_the_term(row):
    assert row.held() == row.days


@pytest.mark.parametrize("name", EXPIRING)
def test_a_table_whose_items_expire_has_a_term(name):
    assert of_kind(Kind.TABLE)[name].days, f"{name} has a time to live"


@pytest.mark.parametrize("name", [row.name for row in schedule() if row.kind is Kind.TABLE and row.days])
def test_a_term_of_a_table_is_held_by_something(name):
    row = of_kind(Kind.TABLE)[name]
    assert name in EXPIRING or "time to live" not in row.ends


def test_counts_of_people_are_kept_a_day_longer_than_the_longest_window():
    """Every limit of the platform's own modules; a count goes by its time to live when its window is over."""
    for module in pkgutil.walk_packages(chalicelib.__path__, "chalicelib."):
        if module.name.startswith(("chalicelib.people.", "chalicelib.rights.", "chalicelib.monitoring.")):
            importlib.import_module(module.name)
    limits = [each for module in list(sys.modules.values()) for each in _limits(module)]
    longest = max(limit.seconds for limit in limits) / 86_400
    assert longest > 7
    assert longest < (of_kind(Kind.TABLE)["person-limits"].days or 0) <= longest + 1


def _limits(module):
    if not module.__name__.startswith("chalicelib."):
        return []
    return [each for each in vars(module).values() if isinstance(each, Limit)]


def test_reports_are_kept_as_long_as_their_policy_says():
    assert of_kind(Kind.TABLE)["reports"].days == policy.current().reports.kept_days


@pytest.mark.parametrize("place", [each for each in PLACES if each.days], ids=lambda each: each.name)
def test_what_people_are_told_of_the_end_is_what_the_schedule_says(place):
    kind, _, name = place.name.rpartition(":")
    assert of_kind(Kind(kind or "table"))[name].days == place.days


@pytest.mark.parametrize("store", STORES, ids=lambda store: store.name)
def test_buckets_expire_as_the_schedule_says(store):
    assert (of_kind(Kind.BUCKET)[store.name].days or 0) == store.expires


def test_queues_keep_messages_as_long_as_the_schedule_says():
    from infra_cdk.constructs import queues

    rows = of_kind(Kind.QUEUE)
    dead = queues._DEAD_KEPT.to_days()
    assert all(rows[queue.name].days == queues._KEPT.to_days() for queue in QUEUES)
    assert rows[STREAM_FAILURES.name].days == dead
    assert all(f"{dead:g} days" in rows[queue.name].ends for queue in QUEUES)


def test_backups_are_kept_as_long_as_the_schedule_says():
    rows = of_kind(Kind.BACKUP)
    assert {kind.value for kind in DataClass} <= set(rows)
    for kind, plan in PLANS.items():
        assert rows[kind.value].days == max(max(rule.kept, rule.safe) for rule in plan)


def test_logs_are_kept_at_most_as_long_as_the_schedule_says():
    from infra_cdk.deployment.sizes import SIZES

    assert max(capacity.log_days for capacity in SIZES.values()) == of_kind(Kind.LOGS)["*"].days


def test_the_page_is_that_of_the_schedule():
    assert Path("docs/security/retention.md").read_text("utf-8") == page(), (
        "python -m infra_cdk.data.retention docs/security/retention.md"
    )
