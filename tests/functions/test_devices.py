"""From where a call comes, with and without the edge, and whatever a caller writes there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.texts import Language
from functions.calls import Call
from functions.devices import device_of


def called(nearest: str, forwarded: str | None = None, agent: str = "Peramban/1") -> Call:
    headers = {"user-agent": agent} | ({"x-forwarded-for": forwarded} if forwarded is not None else {})
    return Call(
        method="POST",
        path="/",
        url="https://padan.example/",
        headers=headers,
        query_values={},
        raw_body=b"",
        request_id="r",
        correlation_id="r",
        language=Language.INDONESIAN,
        nearest=nearest,
    )


@pytest.mark.parametrize(
    ("nearest", "forwarded", "address"),
    [
        ("198.51.100.7", None, "198.51.100.7"),
        ("198.51.100.7", "198.51.100.7", "198.51.100.7"),
        # Through the edge: the person, then the edge.
        ("203.0.113.9", "198.51.100.7, 203.0.113.9", "198.51.100.7"),
        # What a person wrote there before the edge is not believed.
        ("203.0.113.9", "192.0.2.1, 198.51.100.7, 203.0.113.9", "198.51.100.7"),
        ("203.0.113.9", "nonsense, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9", ",", "203.0.113.9"),
        ("", "", ""),
        ("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        ("::ffff:198.51.100.7", None, "198.51.100.7"),
        ("fe80::1%eth0", None, "fe80::/64"),
    ],
)
def test_the_address_is_the_one_that_the_edge_or_api_gateway_saw(nearest, forwarded, address):
    assert device_of(called(nearest, forwarded)).address == address


def test_the_nearest_address_cannot_be_written():
    found = {device_of(called("203.0.113.9", f"192.0.2.{number}, 203.0.113.9")).nearest for number in range(5)}
    assert found == {"203.0.113.9"}


def test_one_subscriber_of_ipv6_is_one_device():
    one, other = (device_of(called(f"2001:db8:1:2::{tail}")) for tail in ("1", "ffff"))
    assert one == other != device_of(called("2001:db8:1:3::1"))


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=400))
def test_whatever_stands_in_the_headers_a_device_comes_of_it(nearest, forwarded, agent):
    found = device_of(called(nearest, forwarded, agent))
    assert len(found.agent) <= 300
    assert "198" not in repr(found)
