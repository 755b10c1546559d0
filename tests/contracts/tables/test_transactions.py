"""What Padan relies on for transactions: all or nothing, which write refused, markers, replays, limits."""

import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ClientError
from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.tables import ConditionRefused
from local.engines.polling import wait_until
from tests.contracts.tables.conftest import Engine, Member

pytestmark = pytest.mark.emulator


def claim(transaction: TransactWrite, key: str, owner: str) -> None:
    transaction.save(Member(key, text=owner), condition=Member.pk.does_not_exist())


def register(group: str, owner: str, *markers: str) -> None:
    def build(transaction: TransactWrite) -> None:
        claim(transaction, f"{group}#{owner}", owner)
        for marker in markers:
            claim(transaction, f"{group}#{marker}", owner)

    tables.write(build)


def exists(key: str) -> bool:
    return Member.count(key, consistent_read=True) == 1


def test_an_item_and_its_markers_are_written_together(engine: Engine, group: str) -> None:
    register(group, "ani", "mail", "phone")
    assert all(exists(f"{group}#{key}") for key in ("ani", "mail", "phone"))


@pytest.mark.parametrize(("taken", "place"), [("mail", 1), ("phone", 2)])
def test_a_taken_marker_refuses_everything_and_says_which(engine: Engine, group: str, taken: str, place: int) -> None:
    register(group, "ani", taken)
    with pytest.raises(ConditionRefused) as refusal:
        register(group, "budi", "mail", "phone")
    assert refusal.value.failed == (place,)
    assert not exists(f"{group}#budi")
    untouched = {"mail", "phone"} - {taken}
    assert not any(exists(f"{group}#{key}") for key in untouched)


def test_both_markers_taken_are_both_named(engine: Engine, group: str) -> None:
    register(group, "ani", "mail", "phone")
    with pytest.raises(ConditionRefused) as refusal:
        register(group, "budi", "mail", "phone")
    assert refusal.value.failed == (1, 2)


def test_a_stale_version_refuses_a_transaction(engine: Engine, group: str) -> None:
    Member(group, "a", text="one").save()
    mine, theirs = Member.get(group, "a"), Member.get(group, "a")
    theirs.text = "theirs"
    theirs.save()
    mine.text = "mine"
    with pytest.raises(ConditionRefused):
        tables.write(lambda transaction: transaction.save(mine))
    assert Member.get(group, "a", consistent_read=True).text == "theirs"


def test_positions_follow_the_order_of_kinds(engine: Engine, group: str) -> None:
    Member(group, "taken").save()

    def build(transaction: TransactWrite) -> None:
        transaction.save(Member(group, "taken"), condition=Member.pk.does_not_exist())
        transaction.condition_check(Member, group, "absent", condition=Member.pk.does_not_exist())

    with pytest.raises(ConditionRefused) as refusal:
        tables.write(build)
    assert refusal.value.failed == (1,)


def test_a_condition_on_another_item_holds_the_transaction(engine: Engine, group: str) -> None:
    def build(transaction: TransactWrite) -> None:
        transaction.condition_check(Member, group, "open", condition=Member.pk.exists())
        transaction.save(Member(group, "application"))

    with pytest.raises(ConditionRefused):
        tables.write(build)
    assert not Member.count(group)
    Member(group, "open").save()
    tables.write(build)
    assert Member.count(group, consistent_read=True) == 2


def test_the_same_token_does_it_once(engine: Engine, group: str) -> None:
    update = {
        "TableName": engine.table,
        "Key": {"pk": {"S": group}, "sk": {"S": "-"}},
        "UpdateExpression": "ADD #r :one",
        "ExpressionAttributeNames": {"#r": "rank"},
        "ExpressionAttributeValues": {":one": {"N": "1"}},
    }
    token = str(uuid.uuid4())
    for _ in range(3):
        engine.client().transact_write_items(TransactItems=[{"Update": update}], ClientRequestToken=token)
    found = engine.client().get_item(TableName=engine.table, Key=update["Key"], ConsistentRead=True)
    assert found["Item"]["rank"] == {"N": "1"}


def test_the_same_token_for_something_else_is_refused(engine: Engine, group: str) -> None:
    token = str(uuid.uuid4())
    puts = [
        [{"Put": {"TableName": engine.table, "Item": {"pk": {"S": group}, "sk": {"S": side}}}}] for side in ("a", "b")
    ]
    engine.client().transact_write_items(TransactItems=puts[0], ClientRequestToken=token)
    with pytest.raises(ClientError) as refusal:
        engine.client().transact_write_items(TransactItems=puts[1], ClientRequestToken=token)
    assert refusal.value.response["Error"]["Code"] == "IdempotentParameterMismatchException"


def test_a_transaction_names_an_item_once(engine: Engine, group: str) -> None:
    put = {"Put": {"TableName": engine.table, "Item": {"pk": {"S": group}, "sk": {"S": "a"}}}}
    with pytest.raises(ClientError) as refusal:
        engine.client().transact_write_items(TransactItems=[put, put])
    assert refusal.value.response["Error"]["Code"] == "ValidationException"


def test_a_transaction_has_a_hundred_items_at_most(engine: Engine, group: str) -> None:
    puts = [
        {"Put": {"TableName": engine.table, "Item": {"pk": {"S": group}, "sk": {"S": str(number)}}}}
        for number in range(101)
    ]
    with pytest.raises(ClientError) as refusal:
        engine.client().transact_write_items(TransactItems=puts)
    assert refusal.value.response["Error"]["Code"] == "ValidationException"
    engine.client().transact_write_items(TransactItems=puts[:100])
    assert Member.count(group, consistent_read=True) == 100


def test_of_many_at_once_one_gets_the_marker(engine: Engine, group: str) -> None:
    def attempt(number: int) -> bool:
        try:
            register(group, f"person{number}", "mail")
        except ConditionRefused:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(attempt, range(16)))
    assert outcomes.count(True) == 1
    winner = f"person{outcomes.index(True)}"
    assert Member.get(f"{group}#mail", "-", consistent_read=True).text == winner


def test_counting_under_contention_loses_nothing(engine: Engine, group: str) -> None:
    Member(group, rank=0).save()

    def incremented() -> bool:
        item = Member.get(group, "-", consistent_read=True)
        item.rank = int(item.rank or 0) + 1
        try:
            tables.write(lambda transaction: transaction.save(item))
        except ConditionRefused:
            return False
        return True

    def increment(_: int) -> None:
        wait_until(incremented, 30, "an undisturbed turn", pause=0.001)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(increment, range(20)))
    assert Member.get(group, "-", consistent_read=True).rank == 20
