"""What a person is told of a breach of their data: the contents of article 46 of Law 27/2022."""

from chalicelib.auditing.wording import KINDS
from chalicelib.breaches.agency_notice import moment
from chalicelib.breaches.incident import Incident
from chalicelib.breaches.model import PersonNotice
from chalicelib.texts import Text


def breach_values(incident: Incident, notice: PersonNotice) -> dict[str, Text]:
    """Return the gaps of the template ``breach_notice``."""
    began = moment(incident.began)
    ended = moment(incident.ended) if incident.ended is not None else None
    return {
        "kinds": Text(
            ", ".join(KINDS[kind].id for kind in notice.kinds), ", ".join(KINDS[kind].en for kind in notice.kinds)
        ),
        "when": Text(f"{began} sampai {ended or 'sekarang'}", f"{began} to {ended or 'now'}"),
        "what": incident.what.text,
        "how": incident.how.text,
        "consequences": incident.consequences.text,
        "handling": incident.handling.text,
        "recovery": incident.recovery.text,
        "advice": incident.advice.text,
        "contact": Text(incident.contact, incident.contact),
        "reference": Text(incident.reference, incident.reference),
    }
