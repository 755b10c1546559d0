"""What Padan relies on for queries: order, ranges, pages, indexes."""

import pytest

from tests.contracts.tables.conftest import Engine, Member

pytestmark = pytest.mark.emulator


@pytest.fixture
def members(engine: Engine, group: str) -> list[str]:
    keys = [f"{number:03}" for number in range(25)]
    with Member.batch_write() as batch:
        for place, key in enumerate(keys):
            batch.save(Member(group, key, group=f"{group}-{place % 2}", rank=100 - place))
    return keys


def test_a_query_gives_one_partition_in_order(members: list[str], group: str) -> None:
    assert [item.sk for item in Member.query(group, consistent_read=True)] == members
    assert [item.sk for item in Member.query(group, scan_index_forward=False)] == members[::-1]


def test_a_query_takes_ranges_and_prefixes(members: list[str], group: str) -> None:
    assert [item.sk for item in Member.query(group, Member.sk.between("003", "005"))] == ["003", "004", "005"]
    assert [item.sk for item in Member.query(group, Member.sk.startswith("01"))] == members[10:20]
    assert [item.sk for item in Member.query(group, Member.sk > "022")] == ["023", "024"]


def test_pages_neither_repeat_nor_skip(members: list[str], group: str) -> None:
    seen: list[str] = []
    last = None
    for _ in range(10):
        page = Member.query(group, limit=4, page_size=4, last_evaluated_key=last)
        seen += [item.sk for item in page]
        last = page.last_evaluated_key
        if last is None:
            break
    assert seen == members


def test_a_page_holds_when_its_last_item_was_deleted(members: list[str], group: str) -> None:
    page = Member.query(group, limit=4, page_size=4)
    shown = [item.sk for item in page]
    Member(group, shown[-1]).delete(add_version_condition=False)
    rest = [item.sk for item in Member.query(group, last_evaluated_key=page.last_evaluated_key)]
    assert shown + rest == members


def test_a_filter_applies_after_the_read(members: list[str], group: str) -> None:
    even = Member.query(group, filter_condition=Member.group == f"{group}-0")
    assert [item.sk for item in even] == members[::2]


def test_an_index_has_its_own_order_and_pages(members: list[str], group: str) -> None:
    ranks = [int(item.rank or 0) for item in Member.by_group.query(f"{group}-1")]
    assert ranks == sorted(100 - place for place in range(1, 25, 2))
    page = Member.by_group.query(f"{group}-1", limit=5, page_size=5)
    first = [item.rank for item in page]
    rest = [item.rank for item in Member.by_group.query(f"{group}-1", last_evaluated_key=page.last_evaluated_key)]
    assert first + rest == ranks


def test_an_item_without_the_indexs_key_is_not_in_the_index(engine: Engine, group: str) -> None:
    Member(group, "in", group=group, rank=1).save()
    Member(group, "out", rank=2).save()
    assert [item.sk for item in Member.by_group.query(group)] == ["in"]
    moved = Member.get(group, "in")
    moved.update(actions=[Member.group.remove()])
    assert list(Member.by_group.query(group)) == []


def test_a_count_counts_beyond_one_page_of_a_megabyte(engine: Engine, group: str) -> None:
    with Member.batch_write() as batch:
        for number in range(8):
            batch.save(Member(group, str(number), text="x" * 200_000))
    assert Member.count(group) == 8
    assert len(list(Member.query(group))) == 8
