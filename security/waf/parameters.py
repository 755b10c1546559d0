"""What the rules must be told of a deployment."""

import msgspec


class Parameters(msgspec.Struct, frozen=True, kw_only=True):
    """What differs between deployments and places.

    - ``hosts``: names under which the protected thing is called.
    - ``by_address``, ``by_partner``: requests in five minutes of one address, and of one address on the partners' path.
    - ``countries``: ISO 3166 codes that may call; empty: every country.
    - ``bot_control``: whether the managed group against bots, charged by request, is part of it.
    - ``sees_callers``: whether requests arrive from the callers' own addresses. Behind a proxy they do not, and what
      is counted or judged by address is left to the firewall of that proxy.
    """

    hosts: tuple[str, ...]
    by_address: int
    by_partner: int
    countries: tuple[str, ...] = ()
    bot_control: bool = False
    sees_callers: bool = True
