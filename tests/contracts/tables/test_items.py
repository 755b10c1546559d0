"""What Padan relies on for single items: conditions, versions, sizes, consistent reads, time to live."""

import uuid

import pytest
from pynamodb.exceptions import DeleteError, PutError, UpdateError

from tests.contracts.tables.conftest import Engine, Member

pytestmark = pytest.mark.emulator
_LIMIT = 400 * 1024


def code(error: PutError | UpdateError | DeleteError) -> str:
    return str(error.cause_response_code)


def test_an_item_comes_back_as_it_was_saved(engine: Engine, group: str) -> None:
    Member(group, "a", group=group, rank=7, text="Sopir truk – Bekasi ☕").save()
    found = Member.get(group, "a", consistent_read=True)
    assert (found.group, found.rank, found.text, found.version) == (group, 7, "Sopir truk – Bekasi ☕", 1)


def test_an_absent_item_does_not_exist(engine: Engine, group: str) -> None:
    with pytest.raises(Member.DoesNotExist):
        Member.get(group, "a", consistent_read=True)


def test_creating_twice_is_refused(engine: Engine, group: str) -> None:
    Member(group, "a").save(condition=Member.pk.does_not_exist())
    with pytest.raises(PutError) as refusal:
        Member(group, "a").save(condition=Member.pk.does_not_exist())
    assert code(refusal.value) == "ConditionalCheckFailedException"


def test_each_write_increments_the_version(engine: Engine, group: str) -> None:
    item = Member(group, "a")
    item.save()
    item.text = "two"
    item.save()
    item.update(actions=[Member.text.set("three")])
    assert Member.get(group, "a", consistent_read=True).version == 3


def test_a_stale_writer_is_refused_and_changes_nothing(engine: Engine, group: str) -> None:
    Member(group, "a", text="one").save()
    mine, theirs = Member.get(group, "a"), Member.get(group, "a")
    theirs.text = "theirs"
    theirs.save()
    mine.text = "mine"
    with pytest.raises(PutError) as refusal:
        mine.save()
    assert code(refusal.value) == "ConditionalCheckFailedException"
    with pytest.raises(UpdateError):
        mine.update(actions=[Member.text.set("mine")])
    with pytest.raises(DeleteError):
        mine.delete()
    assert Member.get(group, "a", consistent_read=True).text == "theirs"


def test_a_delete_takes_the_item_away(engine: Engine, group: str) -> None:
    item = Member(group, "a")
    item.save()
    item.delete()
    assert Member.count(group) == 0


def test_an_item_has_a_limited_size(engine: Engine, group: str) -> None:
    room = _LIMIT - 200
    Member(group, "fits", text="x" * room).save()
    with pytest.raises(PutError) as refusal:
        Member(group, "large", text="x" * _LIMIT).save()
    assert code(refusal.value) == "ValidationException"
    assert len(Member.get(group, "fits", consistent_read=True).text or "") == room


def test_an_empty_key_is_refused(engine: Engine) -> None:
    with pytest.raises(PutError) as refusal:
        Member("", "a").save()
    assert code(refusal.value) == "ValidationException"


def test_an_unset_attribute_is_not_stored(engine: Engine, group: str) -> None:
    Member(group, "a").save()
    item = engine.client().get_item(TableName=engine.table, Key={"pk": {"S": group}, "sk": {"S": "a"}})["Item"]
    assert item.keys() == {"pk", "sk", "version"}


def test_time_to_live_is_declared_on_an_attribute(engine: Engine) -> None:
    chosen = {"Enabled": True, "AttributeName": "expires"}
    engine.client().update_time_to_live(TableName=engine.table, TimeToLiveSpecification=chosen)
    answer = engine.client().describe_time_to_live(TableName=engine.table)["TimeToLiveDescription"]
    assert (answer["TimeToLiveStatus"], answer["AttributeName"]) == ("ENABLED", "expires")


def test_many_items_are_written_and_read_at_once(engine: Engine, group: str) -> None:
    keys = [(f"{group}{number}", "-") for number in range(60)]
    with Member.batch_write() as batch:
        for pk, sk in keys:
            batch.save(Member(pk, sk, text=pk))
    absent = (uuid.uuid4().hex, "-")
    assert {item.text for item in Member.batch_get([*keys, absent])} == {pk for pk, _ in keys}
    with Member.batch_write() as batch:
        for pk, sk in keys[:30]:
            batch.delete(Member(pk, sk))
    assert len(list(Member.batch_get(keys))) == 30
