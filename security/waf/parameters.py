"""What the rules must be told of a deployment."""

import msgspec


class Parameters(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between deployments and places.

    - ``hosts``: names under which the protected thing is called.
    - ``by_address``, ``by_partner``: requests in five minutes of one address, and of one address on the partners' path.
    - ``countries``: ISO 3166 codes that may call; empty: every country.
    - ``bot_control``: whether the managed group against bots, charged by request, is part of it.
    - ``edge_proof``: what the edge sends in the header `security.waf.places.EDGE_HEADER`; empty: no edge stands before
      it. Requests with it are not judged by address again: their address is the edge's.
    """

    hosts: tuple[str, ...]
    by_address: int
    by_partner: int
    countries: tuple[str, ...] = ()
    bot_control: bool = False
    edge_proof: str = ""
