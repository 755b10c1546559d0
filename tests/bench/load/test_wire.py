"""The client of the load: over a real socket, with answers whole, cut short, slow, or of an end."""

import asyncio

import pytest

from bench.load import wire as module
from bench.load.wire import NoReply, Wire

GOOD = b'HTTP/1.1 200 OK\r\nETag: "7"\r\nContent-Length: 11\r\n\r\n{"total":3}'


def served(answers, ask):
    """Answer each request with the next of ``answers`` (``None``: never) and return what ``ask`` gave, and requests."""
    requests, connections, handling = [], [], []

    async def handle(reader, writer):
        connections.append(writer)
        handling.append(asyncio.current_task())
        while head := await reader.read(65_536):
            requests.append(head)
            answer = answers.pop(0)
            if answer is None:
                await reader.read()
                return
            writer.write(answer)
            if b"close" in answer or b"Content-Length: 99" in answer:
                writer.close()
                return

    async def run():
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        wire = Wire(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/")
        try:
            return await ask(wire)
        finally:
            await wire.close()
            server.close()
            for writer in connections:
                writer.close()
            await asyncio.gather(*(writer.wait_closed() for writer in connections), return_exceptions=True)
            await asyncio.gather(*handling, return_exceptions=True)

    return asyncio.run(run()), requests, connections


async def _twice(wire):
    return [await wire.send("GET", "/v1/vacancies?q=a+b"), await wire.send("POST", "/x", {"if-match": "1"}, b"{}")]


def test_an_answer_is_read_whole_and_the_connection_used_again():
    (first, second), requests, connections = served([GOOD, GOOD], _twice)
    assert (first.status, first.good, first.headers["etag"], first.body) == (200, True, '"7"', {"total": 3})
    assert second == first
    assert requests[0].startswith(b"GET /v1/vacancies?q=a+b HTTP/1.1\r\nhost: 127.0.0.1:")
    assert requests[1].endswith(b"content-length: 2\r\nif-match: 1\r\n\r\n{}")
    assert len(connections) == 1


def test_a_connection_that_ends_is_not_used_again():
    ends = GOOD.replace(b"ETag", b"Connection: close\r\nETag")
    _, requests, connections = served([ends, GOOD], _twice)
    assert (len(requests), len(connections)) == (2, 2)


def test_a_connection_that_was_idle_for_long_is_not_used_again(monkeypatch):
    monkeypatch.setattr(module, "IDLE_SECONDS", -1.0)
    _, requests, connections = served([GOOD, GOOD], _twice)
    assert (len(requests), len(connections)) == (2, 2)


def test_an_answer_that_is_cut_short_is_none():
    with pytest.raises(NoReply, match="GET /v1/vacancies: IncompleteReadError"):
        served([GOOD.replace(b"11", b"99")], _twice)


def test_an_answer_that_does_not_come_is_none(monkeypatch):
    monkeypatch.setattr(module, "TIMEOUT_SECONDS", 0.05)
    with pytest.raises(NoReply, match="TimeoutError"):
        served([None], _twice)


def test_a_platform_that_is_not_there_is_told():
    with pytest.raises(NoReply, match="GET /x: Connection"):
        asyncio.run(Wire("http://127.0.0.1:9").send("GET", "/x"))


def test_nobody_gets_the_answer_of_another():
    async def many(wire):
        return await asyncio.gather(*(wire.send("GET", f"/{number}") for number in range(20)))

    found, requests, connections = served([GOOD] * 20, many)
    assert len(found) == len(requests) == 20
    assert {reply.status for reply in found} == {200}
    assert 1 <= len(connections) <= 20
