"""All tables talk through one connection: a client for each would cost megabytes and a slow first use."""

import threading

import pytest

import app
from chalicelib import tables

assert app.app, "imported for its tables"
First, Second = tables.all_tables()[:2]


@pytest.fixture(autouse=True)
def afresh():
    tables.forget()
    yield
    tables.forget()


def test_tables_and_transactions_share_one_connection():
    assert First._get_connection().connection is Second._get_connection().connection
    assert First._get_connection().connection is tables.connection()


def test_each_table_keeps_its_name_and_its_keys():
    first, second = First._get_connection(), Second._get_connection()
    assert (first.table_name, second.table_name) == (
        tables.physical_name(First.Meta.logical_name),
        tables.physical_name(Second.Meta.logical_name),
    )
    assert first.get_meta_table().table_name == first.table_name
    assert second.get_meta_table().hash_keyname == "pk"


def test_forgetting_connects_afresh():
    before = First._get_connection().connection
    tables.forget()
    assert First._get_connection().connection is not before
    assert First._get_connection().connection is Second._get_connection().connection


def test_threads_that_begin_together_get_the_same_connection():
    found, gate = [], threading.Barrier(8)

    def connect(model):
        gate.wait()
        found.append(model._get_connection().connection)

    threads = [threading.Thread(target=connect, args=(model,)) for model in (First, Second) * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len({id(each) for each in found}) == 1
