"""Who is told what of an event. An event whose subject is gone tells nobody."""

from collections.abc import Callable, Iterator, Mapping

from chalicelib import alerts, applications, breaches, employers, people, reference, vacancies
from chalicelib.applications import Application, Side
from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from chalicelib.errors import NotFound
from chalicelib.notifications.breaches import breach_values
from chalicelib.notifications.digests import digest_values, open_still
from chalicelib.notifications.model import Notice, Recipient, Topic
from chalicelib.notifications.renewals import renewal_values
from chalicelib.notifications.rights import RIGHTS
from chalicelib.notifications.templates import STATES
from chalicelib.outbox import OutboxEvent
from chalicelib.people.verification_model import Channel
from chalicelib.texts import Text

Plan = Callable[[OutboxEvent, Clock], Iterator[Notice]]


def notices_of(event: OutboxEvent, clock: Clock = SYSTEM_CLOCK) -> tuple[Notice, ...]:
    """Return the messages that ``event`` asks for."""
    try:
        return tuple(_PLANS[Topic(event.topic)](event, clock))
    except NotFound:
        return ()


def is_told(topic: str) -> bool:
    """Tell whether anybody is told of events with ``topic``."""
    return topic in set(Topic)


def _code(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:
    sending = people.code_to_send(event.details["verification"], clock)
    if sending is not None:
        recipient = Recipient(person_id=sending.person_id, channel=sending.channel, contact_hash=sending.contact_hash)
        values = {"code": _same(sending.code), "minutes": _same(str(sending.minutes))}
        yield Notice(recipient=recipient, template=f"code_{sending.purpose.value}", values=values)


def _welcome(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001 - a plan takes both
    yield Notice(recipient=Recipient(person_id=event.subject), template="welcome")


def _application_received(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    application = applications.stored(event.subject).application
    values = _about(application)
    yield Notice(recipient=Recipient(person_id=application.person_id), template="application_sent", values=values)
    yield from _to_employer(application.employer_id, "application_arrived", values)


def _application_state(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    application = applications.stored(event.subject).application
    values = _about(application)
    if event.details.get("side") == Side.SEEKER.value:
        yield from _to_employer(application.employer_id, "application_withdrawn", values)
    elif (state := STATES.get(event.details.get("state", ""))) is not None:
        recipient = Recipient(person_id=application.person_id)
        yield Notice(recipient=recipient, template="application_state", values={**values, "state": state})


def _search_closed(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    application = applications.stored(event.subject).application
    yield Notice(
        recipient=Recipient(person_id=application.person_id), template="search_closed", values=_about(application)
    )


def _vacancy_mend(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    vacancy = vacancies.get(event.subject)
    values = {"title": _line(vacancy.content.title), "by": _same(event.details["by"])}
    yield from _to_employer(vacancy.employer_id, "vacancy_mend", values)


def _vacancy_decided(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    vacancy = vacancies.get(event.subject)
    values = {"title": _line(vacancy.content.title), "reason": vacancies.told_reason(vacancy)}
    yield from _to_employer(vacancy.employer_id, f"vacancy_{event.details['decision']}", values)


def _vacancy_on_behalf(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    vacancy = vacancies.get(event.subject)
    yield from _to_employer(vacancy.employer_id, "vacancy_on_behalf", {"title": _line(vacancy.content.title)})


def _upload_on_behalf(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    values = {"rows": _same(event.details["rows"])}
    yield from _to_employer(event.details["employer"], "upload_on_behalf", values)


def _vacancies_renewal(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    waiting = vacancies.told_still(event.details)
    if waiting:
        for person_id in _members(event.subject):
            values = renewal_values(waiting, person_id)
            yield Notice(recipient=Recipient(person_id=person_id), template="vacancies_renewal", values=values)


def _person_inactive_soon(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    person = people.still_to_tell(event.subject)
    values = {"by": _same(event.details["by"])}
    yield Notice(recipient=Recipient(person_id=person.id), template="person_inactive_soon", values=values)


def _reviews_overdue(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    place = reference.regions().get(event.details["place"])
    values = {
        "count": _same(event.details["count"]),
        "place": _same(place.name) if place is not None else Text("seluruh Indonesia", "all of Indonesia"),
    }
    yield Notice(recipient=Recipient(person_id=event.subject), template="reviews_overdue", values=values)


def _alert_digest(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:
    now = clock.now()
    shown = open_still(event.details, now)
    settings = alerts.settings_in_force(event.subject)
    if not shown or settings.stopped:
        return
    channel = alerts.contact_of(alerts.AlertChannel(event.details["channel"]))
    values = digest_values(shown, int(event.details["count"]), event.subject, now)
    yield Notice(recipient=Recipient(person_id=event.subject, channel=channel), template="alert_digest", values=values)


def _person_corrected(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    for application in applications.open_of(event.subject):
        yield from _to_employer(application.employer_id, "applicant_corrected", _about(application))


def _rights_used(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    yield Notice(
        recipient=Recipient(person_id=event.subject),
        template="rights_used",
        values={"right": RIGHTS[event.details["right"]]},
    )


def _rights_request_received(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    yield Notice(recipient=Recipient(person_id=event.subject), template="rights_request_received")


def _rights_request_answered(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    yield Notice(recipient=Recipient(person_id=event.subject), template="rights_request_answered")


def _password_changed(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    yield Notice(recipient=Recipient(person_id=event.subject), template="password_changed")


def _session_replayed(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    yield Notice(recipient=Recipient(person_id=event.subject), template="session_replayed")


def _recovery_code_given(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    """Tell at each proven contact: whoever has taken one of them over shall not be the only one who learns of it."""
    recipient = Recipient(person_id=event.subject, channel=Channel(event.details["channel"]))
    yield Notice(recipient=recipient, template="recovery_code_given")


def _contact_changed(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    """Tell at a proven contact that was not touched; what was given up is told by itself, what is new is unproven."""
    person, _ = people.living(event.subject)
    changed = event.details["changed"].split()
    told = next((each for each in Channel if each.value in person.verified and each.kind not in changed), None)
    if told is not None and any(each.kind in changed for each in Channel):
        yield Notice(recipient=Recipient(person_id=person.id, channel=told), template="contact_changed")


def _contact_replaced(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:
    """Tell at the contact that was given up, and until when and how to object."""
    person, _ = people.living(event.subject)
    former = people.former_contact(person.id, event.details["contact"], clock)
    recipient = Recipient(person_id=person.id, channel=former.channel, contact_hash=former.hash)
    values = {"by": _same(day_of(former.until).isoformat()), "reference": _same(person.id)}
    yield Notice(recipient=recipient, template="contact_replaced", values=values)


def _person_erased_soon(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    person, day = people.still_to_warn(event.subject)
    yield Notice(recipient=Recipient(person_id=person.id), template="person_erased_soon", values={"by": _same(day)})


def _breach_notice(event: OutboxEvent, clock: Clock) -> Iterator[Notice]:  # noqa: ARG001
    incident, notice = breaches.still_to_tell(event.details["incident"], event.subject)
    values = breach_values(incident, notice)
    yield Notice(recipient=Recipient(person_id=event.subject), template="breach_notice", values=values)


def _to_employer(employer_id: str, template: str, values: dict[str, Text]) -> Iterator[Notice]:
    for person_id in _members(employer_id):
        yield Notice(recipient=Recipient(person_id=person_id), template=template, values=values)


def _members(employer_id: str) -> tuple[str, ...]:
    return tuple(member.person_id for member in employers.stored(employer_id).employer.members)


def _about(application: Application) -> dict[str, Text]:
    return {"title": _line(application.title), "employer": _line(application.employer_name)}


def _same(text: str) -> Text:
    return Text(text, text)


def _line(text: str) -> Text:
    """Return what others wrote as one line: with more of them it could look like the platform's own words."""
    return _same(" ".join(text.split()))


_PLANS: Mapping[Topic, Plan] = {
    Topic.VERIFICATION_CODE: _code,
    Topic.WELCOME: _welcome,
    Topic.APPLICATION_RECEIVED: _application_received,
    Topic.APPLICATION_STATE: _application_state,
    Topic.SEARCH_CLOSED: _search_closed,
    Topic.VACANCY_MEND: _vacancy_mend,
    Topic.VACANCY_DECIDED: _vacancy_decided,
    Topic.VACANCIES_RENEWAL: _vacancies_renewal,
    Topic.PERSON_INACTIVE_SOON: _person_inactive_soon,
    Topic.VACANCY_ON_BEHALF: _vacancy_on_behalf,
    Topic.UPLOAD_ON_BEHALF: _upload_on_behalf,
    Topic.REVIEWS_OVERDUE: _reviews_overdue,
    Topic.ALERT_DIGEST: _alert_digest,
    Topic.BREACH_NOTICE: _breach_notice,
    Topic.PERSON_ERASED_SOON: _person_erased_soon,
    Topic.PERSON_CORRECTED: _person_corrected,
    Topic.RIGHTS_USED: _rights_used,
    Topic.RIGHTS_REQUEST_RECEIVED: _rights_request_received,
    Topic.RIGHTS_REQUEST_ANSWERED: _rights_request_answered,
    Topic.PASSWORD_CHANGED: _password_changed,
    Topic.CONTACT_CHANGED: _contact_changed,
    Topic.CONTACT_REPLACED: _contact_replaced,
    Topic.RECOVERY_CODE_GIVEN: _recovery_code_given,
    Topic.SESSION_REPLAYED: _session_replayed,
}
