"""By which channel a vacancy comes here, as whoever hands it in stands to its employer."""

from datetime import datetime

from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.employers.model import Employer
from chalicelib.identifiers import new_identifier
from chalicelib.vacancies.checking import with_content
from chalicelib.vacancies.content import content_hash
from chalicelib.vacancies.lifecycle import lifetime
from chalicelib.vacancies.model import Channel, Source, State, Transition, Vacancy, VacancyContent
from security.principal import Principal


def channel_of(principal: Principal, employer: Employer) -> Channel:
    """Return the channel of what is posted with a form.

    What a public body posts is a public post, whoever typed it; otherwise its own members post for an employer, and
    who is none of them is an officer on its behalf.
    """
    if employer.public_body:
        return Channel.PUBLIC
    return Channel.OFFICER if employer.role_of(principal.id) is None else Channel.EMPLOYER


def begun(
    by: str,
    employer: Employer,
    content: VacancyContent,
    channel: Channel,
    now: datetime,
    external_id: str | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> Vacancy:
    """Return a new draft of ``employer``, coded; ``external_id`` is the employer's own number of it."""
    fingerprint = content_hash(employer.name, content)
    bare = Vacancy(
        id=new_identifier("vac", clock),
        employer_id=employer.id,
        employer_name=employer.name,
        source=Source(external_id=external_id),
        content=content,
        content_hash=fingerprint,
        state=State.DRAFT,
        posted_at=now,
        updated_at=now,
        expires_at=now + lifetime(),
        history=(Transition(state=State.DRAFT, at=now, by=by),),
        posted_by=by,
        channel=channel,
    )
    return with_content(bare, content, fingerprint, now)
