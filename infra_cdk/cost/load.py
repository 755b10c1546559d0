"""How much a deployment is used in a month."""

from pathlib import Path

import msgspec

from infra_cdk.data.classification import DataClass

FILE = Path(__file__).with_name("profiles.toml")
DAYS, HOURS, SECONDS = 30.4, 730.0, 2_628_000.0
"""Of a month, as AWS's calculator counts."""

_KB_IN_GB, _MB_IN_GB = 1e6, 1e3
_PAYLOAD_DAYS = 90


class Profile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a size is used for: registered people and what happens; ``sources`` name published figures."""

    people: float
    visits_a_day: float
    vacancies_a_year: float
    applications_a_year: float
    partner_items_a_day: float
    sources: tuple[str, ...] = ()

    def times(self, factor: float) -> "Profile":
        """Return the same use ``factor`` times over; 0 is nobody."""
        return Profile(**{name: getattr(self, name) * factor for name in _NUMBERS})


_NUMBERS = ("people", "visits_a_day", "vacancies_a_year", "applications_a_year", "partner_items_a_day")


class Assumptions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a use costs the machine; each is explained in ``profiles.toml``."""

    requests_a_visit: float
    signed_in: float
    registered_a_month: float
    reads_a_request: float
    writes_a_request: float
    writes_a_vacancy: float
    writes_an_application: float
    writes_an_item: float
    writes_a_person: float
    personal_share: float
    kilobytes_a_person: float
    kilobytes_a_vacancy: float
    years_kept: float
    document_share: float
    megabytes_a_document: float
    megabytes_an_upload_month: float
    kilobytes_an_item: float
    api_milliseconds: float
    batch: float
    worker_milliseconds: float
    schedule_seconds: float
    kilobytes_an_answer: float
    kilobytes_a_page: float
    kilobytes_logged: float
    kms_a_person: float
    mails_a_person: float
    texts_a_registration: float
    own_metrics: float
    kilobytes_an_event: float
    changes_a_month: float
    management_events: float


class Load(msgspec.Struct, frozen=True, kw_only=True):
    """A month's use, in plain numbers: counts, request units, and gigabytes.

    ``followed``: calls to tables of personal data, which the trail writes down.
    """

    people: float
    active: float
    requests: float
    reads: dict[DataClass, float]
    writes: dict[DataClass, float]
    stored: dict[DataClass, float]
    documents: float
    uploads: float
    uploaded: float
    payloads: float
    items: float
    answered: float
    pages: float
    visits: float
    mails: float
    texts: float
    data_keys: float
    followed: float
    assumptions: Assumptions


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    size: dict[str, Profile]
    assumptions: Assumptions


def read_profiles(file: Path = FILE) -> tuple[dict[str, Profile], Assumptions]:
    """Return the profile of each size and what they have in common."""
    content = msgspec.toml.decode(file.read_bytes(), type=_File)
    return content.size, content.assumptions


def month(profile: Profile, assumed: Assumptions) -> Load:
    """Return what ``profile`` amounts to in a month."""
    active = profile.people * assumed.signed_in
    visits = profile.visits_a_day * DAYS
    requests = visits * assumed.requests_a_visit
    items = profile.partner_items_a_day * DAYS
    registered = profile.people * assumed.registered_a_month
    written = _writes(profile, assumed, requests, active)
    return Load(
        people=profile.people,
        active=active,
        requests=requests,
        reads=_split(requests * assumed.reads_a_request, assumed),
        writes=_split(written, assumed),
        stored=_stored(profile, assumed),
        documents=profile.people * assumed.document_share * assumed.megabytes_a_document / _MB_IN_GB,
        uploads=active * assumed.megabytes_an_upload_month / assumed.megabytes_a_document,
        uploaded=active * assumed.megabytes_an_upload_month / _MB_IN_GB,
        payloads=profile.partner_items_a_day * _PAYLOAD_DAYS * assumed.kilobytes_an_item / _KB_IN_GB,
        items=items,
        answered=requests * assumed.kilobytes_an_answer / _KB_IN_GB,
        pages=visits * assumed.kilobytes_a_page / _KB_IN_GB,
        visits=visits,
        mails=active * assumed.mails_a_person,
        texts=registered * assumed.texts_a_registration,
        data_keys=active * assumed.kms_a_person,
        followed=assumed.personal_share * (requests * assumed.reads_a_request + written),
        assumptions=assumed,
    )


def _writes(profile: Profile, assumed: Assumptions, requests: float, active: float) -> float:
    return (
        requests * assumed.writes_a_request
        + profile.vacancies_a_year / 12 * assumed.writes_a_vacancy
        + profile.applications_a_year / 12 * assumed.writes_an_application
        + profile.partner_items_a_day * DAYS * assumed.writes_an_item
        + active * assumed.writes_a_person
    )


def _stored(profile: Profile, assumed: Assumptions) -> dict[DataClass, float]:
    vacancies = profile.vacancies_a_year * assumed.years_kept * assumed.kilobytes_a_vacancy / _KB_IN_GB
    return {
        DataClass.PERSONAL: profile.people * assumed.kilobytes_a_person / _KB_IN_GB,
        DataClass.OPERATIONAL: vacancies,
    }


def _split(total: float, assumed: Assumptions) -> dict[DataClass, float]:
    return {
        DataClass.PERSONAL: total * assumed.personal_share,
        DataClass.OPERATIONAL: total * (1 - assumed.personal_share),
    }
