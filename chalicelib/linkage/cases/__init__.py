"""The kinds of confirmations, by port."""

from chalicelib.linkage.case import Case
from chalicelib.linkage.ports import Port


def of(port: Port) -> Case:
    """Return what is known about the questions to ``port``."""
    from chalicelib.linkage.cases.businesses import BUSINESSES
    from chalicelib.linkage.cases.certificates import CERTIFICATES
    from chalicelib.linkage.cases.hires import HIRES
    from chalicelib.linkage.cases.identities import IDENTITIES

    found: dict[Port, Case] = {
        Port.COMPANY: BUSINESSES,
        Port.POPULATION: IDENTITIES,
        Port.CERTIFICATES: CERTIFICATES,
        Port.INSURANCE: HIRES,
    }
    return found[port]
