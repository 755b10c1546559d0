"""What a drill did not achieve is said and fails it."""

import msgspec
import pytest

from infra_cdk.drills.__main__ import Drill, mistakes
from infra_cdk.drills.index_rebuild import IndexRebuild
from infra_cdk.drills.region_loss import RegionLoss
from infra_cdk.drills.table_restore import TableRestore

RESTORE = TableRestore(
    items=10,
    damaged=2,
    restored=10,
    replicated=10,
    lacked=("stream",),
    lacks=(),
    alarms=1,
    followed=True,
    seconds=1,
    commands=(),
)
LOSS = RegionLoss(acknowledged=8, unknown=0, open=1, written=10, missing=0, rpo=0, searchable=1, rto=2, commands=())
REBUILD = IndexRebuild(vacancies=10, seconds=1, rate=10, hours=277.78, commands=())
GOOD = Drill(table_restore=RESTORE, index_rebuild=REBUILD, region_loss=LOSS)


def test_a_good_drill_has_no_mistakes():
    assert list(mistakes(GOOD)) == []


@pytest.mark.parametrize(
    ("part", "change", "said"),
    [
        ("table_restore", {"restored": 8}, "8 were restored"),
        ("table_restore", {"replicated": 0}, "0 replicated"),
        ("table_restore", {"lacks": ("time to live",)}, "lacks time to live"),
        ("table_restore", {"alarms": 0}, "No alarm"),
        ("region_loss", {"missing": 3}, "3 vacancies"),
        ("region_loss", {"unknown": 1}, "1 acknowledged"),
    ],
)
def test_each_mistake_is_said(part, change, said):
    changed = msgspec.structs.replace(getattr(GOOD, part), **change)
    (mistake,) = mistakes(msgspec.structs.replace(GOOD, **{part: changed}))
    assert said in mistake
