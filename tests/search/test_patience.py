"""Whoever asks an index waits no longer than was said, whatever the engine's own time-outs are."""

import socket
import threading
import time

import pytest

from search import patience
from search.opensearch.connection import Connection
from search.port import IndexUnavailable


@pytest.fixture
def silent():
    """The address of a server that takes connections and never answers."""
    held = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def hold():
            while True:
                try:
                    held.append(server.accept()[0])
                except OSError:
                    return

        threading.Thread(target=hold, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}"
        server.shutdown(socket.SHUT_RDWR)
    for each in held:
        each.close()


def test_without_bounds_nothing_is_shortened():
    assert patience.left() is None
    assert patience.at_most(7.0) == 7.0


def test_a_block_within_a_block_does_not_wait_longer():
    with patience.patient_for(5), patience.patient_for(60):
        assert 4 < patience.left() <= 5
    with patience.patient_for(60), patience.patient_for(5):
        assert 4 < patience.at_most(10) <= 5
    assert patience.left() is None


def test_what_is_too_late_is_nothing_and_not_less():
    with patience.patient_for(0):
        assert patience.at_most(10) == 0
        assert patience.left() <= 0


def test_threads_do_not_share_it():
    found = []
    with patience.patient_for(1):
        other = threading.Thread(target=lambda: found.append(patience.left()))
        other.start()
        other.join()
    assert found == [None]


def test_an_engine_that_does_not_answer_is_waited_for_as_long_as_was_said(silent):
    connection = Connection(silent)
    began = time.monotonic()
    with patience.patient_for(0.4), pytest.raises(IndexUnavailable):
        connection.call("GET", "/", dict)
    assert 0.3 < time.monotonic() - began < 3
    connection.close()


def test_nothing_is_sent_again_when_the_time_is_up(silent):
    connection = Connection(silent)
    began = time.monotonic()
    with patience.patient_for(0.05), pytest.raises(IndexUnavailable):
        connection.call("GET", "/", dict)
    assert time.monotonic() - began < 2
    connection.close()
