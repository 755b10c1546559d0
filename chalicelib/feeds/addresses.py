"""Which addresses the platform lets a feed lead it to: https, by name, to a host that is out on the internet.

A feed's address is a stranger's word, and so is every redirection and every link in a sitemap. Names are looked up
here, once; all their addresses must be public, and the connection goes to an address that was looked at and to no other
(`fetching`): a name that answers differently the second time gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

import msgspec

Resolve = Callable[[str, int], Sequence[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_LONGEST = 2_000
_TRANSLATED = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("64:ff9b:1::/48"))
"""NAT64 (RFC 6052, RFC 8215): an IPv4 address in the last bits, which the network leads to."""


_SPECIAL = tuple(
    ipaddress.ip_network(network)
    for network in ("192.0.0.0/24", "192.88.99.0/24", "fec0::/10", "3fff::/20", "5f00::/16")
)
"""Of the registries of special addresses (RFC 6890) what one version of Python or another takes for ordinary."""


class Refused(Exception):
    """An address is not to be fetched; the message is one word that says why."""


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Where to connect for an address: ``ip`` was looked at, ``host`` is for the certificate and the Host header."""

    scheme: str
    host: str
    port: int
    path: str
    ip: str


def target_of(url: str, resolve: Resolve | None = None, *, development: bool = False) -> Target:
    """Return where to connect for ``url``; raises `Refused`.

    In ``development`` loopback is allowed, and plain http to it, for a portal on the same machine; all else holds.
    """
    scheme, host, port, path = _parts(url, development=development)
    addresses = _looked_up(host, port, resolve or _resolve)
    for address in addresses:
        if not is_public(address) and not (development and address.is_loopback):
            raise Refused("private_address")
    if scheme == "http" and not all(address.is_loopback for address in addresses):
        raise Refused("not_https")
    return Target(scheme=scheme, host=host, port=port, path=path, ip=str(addresses[0]))


def is_public(address: Address) -> bool:
    """Tell whether an address is somebody's on the open internet; what carries an IPv4 address is as public as that."""
    if isinstance(address, ipaddress.IPv6Address):
        carried = _carried(address)
        if carried is not None:
            return is_public(carried)
    ordinary = address.is_global and not address.is_multicast and not address.is_reserved
    ordinary = ordinary and not any(address in network for network in _SPECIAL)
    return ordinary and not address.is_unspecified and not address.is_loopback and not address.is_link_local


def _carried(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if any(address in network for network in _TRANSLATED):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo is not None:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour


def _parts(url: str, *, development: bool) -> tuple[str, str, int, str]:
    if len(url) > _LONGEST or any(sign <= " " or sign == "\x7f" for sign in url) or "\\" in url:
        raise Refused("malformed")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise Refused("malformed") from None
    schemes = ("https", "http") if development else ("https",)
    if parts.scheme not in schemes:
        raise Refused("not_https")
    if parts.username is not None or parts.password is not None or not parts.hostname:
        raise Refused("malformed")
    if port is not None and port != 443 and not development:
        raise Refused("port")
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    usual = 443 if parts.scheme == "https" else 80
    return parts.scheme, _ascii(parts.hostname), port or usual, path


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").rstrip(".").lower()
    except UnicodeError:
        raise Refused("malformed") from None


def _looked_up(host: str, port: int, resolve: Resolve) -> list[Address]:
    try:
        found = [ipaddress.ip_address(text.partition("%")[0]) for text in resolve(host, port)]
    except (OSError, ValueError):
        raise Refused("unknown_host") from None
    if not found:
        raise Refused("unknown_host")
    return found


def _resolve(host: str, port: int) -> list[str]:
    entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in entries]
