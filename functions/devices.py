"""From where somebody calls who has not signed in: enough to count calls, kept by nobody.

Pages call through the edge, which API Gateway then sees as the caller. Both append to ``X-Forwarded-For`` the address
that called them, so the last but one entry is the person's. Who calls the interface directly can write there what they
like: the address nearest to API Gateway, which nobody can write, is counted too.
"""

from ipaddress import ip_address, ip_network

from chalicelib.monitoring.model import Device
from functions.calls import Call

_LONGEST_AGENT = 300
_HOUSEHOLD = 64
"""Bits of an IPv6 address that a subscriber does not choose."""


def device_of(call: Call) -> Device:
    """Return from where ``call`` came; an address that is none counts as empty."""
    chain = [entry.strip() for entry in call.headers.get("x-forwarded-for", "").split(",")]
    nearest = _address(call.nearest)
    farther = _address(chain[-2]) if len(chain) > 1 else ""
    agent = call.headers.get("user-agent", "")[:_LONGEST_AGENT]
    return Device(address=farther or nearest, nearest=nearest, agent=agent)


def _address(text: str) -> str:
    """Return an address in one spelling; of IPv6 the network, since one subscriber has very many addresses."""
    try:
        found = ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    if found.version == 6 and found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(found) if found.version == 4 else str(ip_network((found, _HOUSEHOLD), strict=False))
