"""The kinds of confirmations, by port."""

from chalicelib.linkage.case import Case
from chalicelib.linkage.ports import Port


def of(port: Port) -> Case:
    """Return what is known about the questions to ``port``."""
    from chalicelib.linkage.cases.businesses import BUSINESSES

    found: dict[Port, Case] = {Port.COMPANY: BUSINESSES}
    return found[port]
