"""No address leads the platform inside: whatever its form, its redirections and its name's answers."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.feeds.addresses import Refused, is_public, target_of

INSIDE = [
    "0.0.0.0",  # noqa: S104 - to be refused
    "10.0.0.1",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.0.1",
    "169.254.169.254",
    "169.254.170.2",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.168.0.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "2001:0:a9fe:a9fe:0:0:5601:5601",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "100::1",
]
OUTSIDE = ["8.8.8.8", "103.28.12.1", "2606:4700:4700::1111", "::ffff:8.8.8.8", "2404:6800:4003:c00::64"]


def refusal(url: str, *answers: str, development: bool = False) -> str:
    """Why ``url`` is refused when its name has these addresses."""
    with pytest.raises(Refused) as caught:
        target_of(url, lambda host, port: answers, development=development)
    return str(caught.value)


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_refused_by_name_and_by_number(address):
    assert not is_public(ipaddress.ip_address(address))
    assert refusal("https://portal.example/feed", address) == "private_address"


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_outside_is_the_one_that_is_connected_to(address):
    target = target_of("https://Portal.Example/feed?page=2#top", lambda host, port: [address])
    assert (target.host, target.port, target.path) == ("portal.example", 443, "/feed?page=2")
    assert ipaddress.ip_address(target.ip) == ipaddress.ip_address(address)


@given(st.sampled_from(OUTSIDE), st.sampled_from(INSIDE), st.booleans())
def test_one_address_inside_among_others_refuses_the_name(outside, inside, first):
    answers = (inside, outside) if first else (outside, inside)
    assert refusal("https://portal.example/", *answers) == "private_address"


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_is_as_public_as_its_forms_in_ipv6(number):
    plain = ipaddress.IPv4Address(number)
    forms = (0xFFFF << 32 | number, int(ipaddress.IPv6Address("64:ff9b::")) | number, 0x2002 << 112 | number << 80)
    for form in forms:
        assert is_public(ipaddress.IPv6Address(form)) == is_public(plain)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://portal.example/feed", "not_https"),
        ("ftp://portal.example/feed", "not_https"),
        ("file:///etc/passwd", "not_https"),
        ("gopher://portal.example/", "not_https"),
        ("//portal.example/feed", "not_https"),
        ("https://user:secret@portal.example/", "malformed"),
        ("https://portal.example@127.0.0.1/", "malformed"),
        ("https://portal.example:22/", "port"),
        ("https://portal.example:99999/", "malformed"),
        ("https:///feed", "malformed"),
        ("https://portal.example/a b", "malformed"),
        ("https://portal.example/\r\nHost: inside", "malformed"),
        ("https://portal.example\\@127.0.0.1/", "malformed"),
        ("https://[::1/", "malformed"),
        ("https://" + "a" * 64 + ".example/", "malformed"),
        ("https://portal.example/" + "a" * 3_000, "malformed"),
        ("", "not_https"),
    ],
)
def test_what_is_no_plain_https_address_is_refused_unasked(url, why):
    def resolve(host: str, port: int) -> list[str]:
        raise AssertionError("nobody was to be asked")

    with pytest.raises(Refused) as caught:
        target_of(url, resolve)
    assert str(caught.value) == why


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_refused(text):
    try:
        target = target_of(text, lambda host, port: ["8.8.8.8"])
    except Refused:
        return
    assert target.scheme == "https"
    assert target.host


def test_a_name_that_nobody_knows_is_refused():
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("no such name")

    with pytest.raises(Refused, match="unknown_host"):
        target_of("https://portal.example/", unknown)
    assert refusal("https://portal.example/") == "unknown_host"
    assert refusal("https://portal.example/", "not an address") == "unknown_host"


def test_numbers_written_strangely_are_what_the_system_makes_of_them():
    for host in ("2130706433", "0x7f000001", "127.1", "localhost"):
        with pytest.raises(Refused):
            target_of(f"https://{host}/")


def test_development_lets_this_machine_in_and_nothing_else():
    here = target_of("http://portal.example:8080/", lambda host, port: ["127.0.0.1"], development=True)
    assert (here.ip, here.port) == ("127.0.0.1", 8080)
    for address in ("10.0.0.1", "169.254.169.254", "fd00:ec2::254"):
        assert refusal("http://portal.example/", address, development=True) == "private_address"
    assert refusal("http://portal.example/", "93.184.216.34", development=True) == "not_https"
    assert refusal("http://portal.example/", "127.0.0.1", "93.184.216.34", development=True) == "not_https"
