"""Authorisation as data: which role may do what to which kind of thing, standing in which relation to it.

Pure: the use case states the facts (`Resource`, the employers that the caller belongs to), this module decides.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum

import msgspec

from chalicelib.errors import Forbidden, NotFound
from chalicelib.texts import Text
from security.principal import Audience, Principal


class Action(StrEnum):
    """What a caller wants to do."""

    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    DECIDE = "decide"


class ResourceKind(StrEnum):
    """Kinds of things that are protected.

    ``ACCOUNT`` is what a stranger makes for themselves, ``PERSON`` the job seeker behind it, ``CONTACT`` the proof of
    their e-mail address or phone. ``DEVICE`` is one that somebody signed in with, ``RECOVERY`` the way back in for who
    has lost all of them. ``ASSISTED`` are name and contacts of somebody whom an officer helps, and the proof.
    ``EMPLOYER`` is what everybody may know of an employer and its owners may change; ``EMPLOYER_RECORD`` what is known
    inside of it: its members, its number, how far it is trusted. ``POSTINGS`` is the list of all that an employer
    posted, ``UPLOAD`` a file of vacancies and its report.

    ``DRAFT`` is a vacancy that is not published (yet, or any more), ``VACANCY_RECORD`` what was found in one and its
    history, ``PUSHED`` a vacancy under the name that its partner gave it. ``QUALITY`` are the figures of one source,
    ``SUMMARY`` those of all; ``REPORT`` is what somebody reports of a vacancy, ``SEARCH_REPORT`` what people search
    for, all together; ``PROPOSAL`` a word that search may learn; ``READING`` is who read one's own data, ``AUDIT`` who
    did what at all; ``PARTNER`` a portal with its keys. ``LINK`` is opened by whoever holds it.
    """

    ACCOUNT = "account"
    SESSION = "session"
    SECOND_FACTOR = "second_factor"
    DEVICE = "device"
    RECOVERY = "recovery"
    PERSON = "person"
    CONTACT = "contact"
    ASSISTED = "assisted"
    PROFILE = "profile"
    DOCUMENT = "document"
    SAVED_SEARCH = "saved_search"
    RECOMMENDATION = "recommendation"
    RIGHTS_REQUEST = "rights_request"
    CONFIRMATION = "confirmation"
    APPLICATION = "application"
    EMPLOYER = "employer"
    EMPLOYER_RECORD = "employer_record"
    MEMBERSHIP = "membership"
    VERIFICATION = "verification"
    PUBLIC_BODY = "public_body"
    POSTINGS = "postings"
    UPLOAD = "upload"
    VACANCY = "vacancy"
    DRAFT = "draft"
    VACANCY_RECORD = "vacancy_record"
    CANDIDATES = "candidates"
    REVIEW = "review"
    SAMPLE = "sample"
    REPORT = "report"
    ERROR_RATES = "error_rates"
    PUSHED = "pushed"
    RECEIPT = "receipt"
    QUALITY = "quality"
    SUMMARY = "summary"
    SEARCH_REPORT = "search_report"
    PROPOSAL = "proposal"
    AUDIT = "audit"
    READING = "reading"
    LINK = "link"
    PARTNER = "partner"
    REFERENCE = "reference"
    PLATFORM = "platform"


PART_OF: Mapping[ResourceKind, ResourceKind] = {
    ResourceKind.EMPLOYER_RECORD: ResourceKind.EMPLOYER,
    ResourceKind.MEMBERSHIP: ResourceKind.EMPLOYER,
    ResourceKind.VERIFICATION: ResourceKind.EMPLOYER,
    ResourceKind.PUBLIC_BODY: ResourceKind.EMPLOYER,
}
"""Things whose existence is no secret to whoever may read what they are a part of."""


class Relation(StrEnum):
    """How the caller must stand to the thing.

    ``OWN``: it is theirs; ``OWN_EMPLOYER``: they are a member of its employer, ``OWNED_EMPLOYER``: one of the owners;
    ``OWN_REGION``: it lies in a region that they serve; ``CONSENTED_REGION``: and its owner consented to be helped.
    """

    OWN = "own"
    OWN_EMPLOYER = "own_employer"
    OWNED_EMPLOYER = "owned_employer"
    OWN_REGION = "own_region"
    CONSENTED_REGION = "consented_region"
    ANY = "any"


class Resource(msgspec.Struct, frozen=True, kw_only=True):
    """What the decision is about.

    ``owner``: the person or partner it belongs to; ``employer``: the employer that takes part, ``owners`` the people
    who own that; ``region``: the code of its place; ``consented``: the owner agreed that an officer acts for them.
    """

    kind: ResourceKind
    owner: str = ""
    employer: str = ""
    owners: tuple[str, ...] = ()
    region: str = ""
    consented: bool = False


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One permission. ``PUBLIC`` holds for everybody."""

    role: Audience
    kinds: frozenset[ResourceKind]
    actions: frozenset[Action]
    relation: Relation


def _rule(role: Audience, relation: Relation, kinds: str, actions: str) -> Rule:
    """Return the rule that a row of the table states; kinds and actions by their names."""
    return Rule(
        role=role,
        relation=relation,
        kinds=frozenset(map(ResourceKind, kinds.split())),
        actions=frozenset(map(Action, actions.split())),
    )


_PUBLIC, _SEEKER, _EMPLOYER, _OFFICER = Audience.PUBLIC, Audience.SEEKER, Audience.EMPLOYER, Audience.OFFICER
_MONITOR, _ANALYST, _ADMIN, _PARTNER = Audience.MONITOR, Audience.ANALYST, Audience.ADMIN, Audience.PARTNER
_ANY, _OWN, _MEMBER, _OWNER = Relation.ANY, Relation.OWN, Relation.OWN_EMPLOYER, Relation.OWNED_EMPLOYER
_REGION, _CONSENT = Relation.OWN_REGION, Relation.CONSENTED_REGION

RULES: tuple[Rule, ...] = (
    _rule(_PUBLIC, _ANY, "vacancy employer reference summary platform link", "read"),
    _rule(_PUBLIC, _ANY, "account session report", "create"),
    _rule(_PUBLIC, _ANY, "link", "update"),
    _rule(_SEEKER, _OWN, "person", "read update delete"),
    _rule(_SEEKER, _OWN, "contact", "create update"),
    _rule(_SEEKER, _OWN, "profile", "read update"),
    _rule(_SEEKER, _OWN, "document saved_search", "read create update delete"),
    _rule(_SEEKER, _OWN, "application", "read create update"),
    _rule(_SEEKER, _OWN, "confirmation rights_request", "read create"),
    _rule(_SEEKER, _OWN, "recommendation reading", "read"),
    _rule(_SEEKER, _OWN, "employer", "create"),
    _rule(_SEEKER, _OWN, "membership", "read delete"),
    _rule(_SEEKER, _OWN, "session second_factor", "update delete"),
    _rule(_SEEKER, _OWN, "session", "read"),
    _rule(_EMPLOYER, _OWN, "employer", "create"),
    _rule(_EMPLOYER, _OWN, "membership", "read delete"),
    _rule(_EMPLOYER, _OWN, "confirmation", "read"),
    _rule(_EMPLOYER, _OWN, "session second_factor", "update delete"),
    _rule(_EMPLOYER, _OWN, "session", "read"),
    _rule(_EMPLOYER, _MEMBER, "vacancy", "update"),
    _rule(_EMPLOYER, _MEMBER, "draft", "read create update"),
    _rule(_EMPLOYER, _MEMBER, "upload", "read create"),
    _rule(_EMPLOYER, _MEMBER, "application", "read update"),
    _rule(_EMPLOYER, _MEMBER, "employer_record postings vacancy_record candidates quality", "read"),
    _rule(_EMPLOYER, _OWNER, "employer", "update"),
    _rule(_EMPLOYER, _OWNER, "membership", "create delete"),
    _rule(_OFFICER, _OWN, "confirmation", "read"),
    _rule(_OFFICER, _OWN, "session second_factor", "update delete"),
    _rule(_OFFICER, _OWN, "session", "read"),
    _rule(_OFFICER, _REGION, "vacancy", "update"),
    _rule(_OFFICER, _REGION, "draft", "read create update"),
    _rule(_OFFICER, _REGION, "upload", "read create"),
    _rule(_OFFICER, _REGION, "employer_record postings vacancy_record candidates quality", "read"),
    _rule(_OFFICER, _REGION, "employer", "create update"),
    _rule(_OFFICER, _REGION, "membership", "create delete"),
    _rule(_OFFICER, _REGION, "verification", "decide"),
    _rule(_OFFICER, _REGION, "review rights_request", "read decide"),
    _rule(_OFFICER, _REGION, "person", "create"),
    _rule(_OFFICER, _CONSENT, "profile", "read update"),
    _rule(_OFFICER, _CONSENT, "assisted", "read update"),
    _rule(_OFFICER, _ANY, "search_report", "read"),
    _rule(_MONITOR, _OWN, "session second_factor", "update delete"),
    _rule(_MONITOR, _OWN, "session", "read"),
    _rule(_MONITOR, _ANY, "review sample", "read decide"),
    _rule(_MONITOR, _ANY, "draft vacancy_record quality report error_rates search_report", "read"),
    _rule(_ANALYST, _OWN, "session second_factor", "update delete"),
    _rule(_ANALYST, _OWN, "session", "read"),
    _rule(_ANALYST, _ANY, "error_rates search_report", "read"),
    _rule(_ANALYST, _ANY, "proposal", "read decide"),
    _rule(_ADMIN, _OWN, "confirmation", "read"),
    _rule(_ADMIN, _OWN, "session second_factor", "update delete"),
    _rule(_ADMIN, _OWN, "session", "read"),
    _rule(_ADMIN, _ANY, "draft vacancy_record employer_record quality search_report audit", "read"),
    _rule(_ADMIN, _ANY, "proposal rights_request", "read decide"),
    _rule(_ADMIN, _ANY, "verification public_body", "decide"),
    _rule(_ADMIN, _ANY, "session second_factor", "decide"),
    _rule(_ADMIN, _ANY, "partner", "read create update"),
    _rule(_SEEKER, _OWN, "device", "read delete"),
    _rule(_EMPLOYER, _OWN, "device", "read delete"),
    _rule(_OFFICER, _OWN, "device", "read delete"),
    _rule(_MONITOR, _OWN, "device", "read delete"),
    _rule(_ANALYST, _OWN, "device", "read delete"),
    _rule(_ADMIN, _OWN, "device", "read delete"),
    _rule(_OFFICER, _REGION, "recovery", "update"),
    _rule(_PARTNER, _OWN, "receipt quality", "read"),
    _rule(_PARTNER, _OWN, "pushed", "create update delete"),
)
"""Everything that is allowed; what is not here is not."""


def allowed(principal: Principal, action: Action, resource: Resource, employers: Collection[str] = ()) -> bool:
    """Tell whether ``principal``, a member of ``employers``, may do ``action``."""
    return any(
        action in rule.actions
        and resource.kind in rule.kinds
        and (rule.role is Audience.PUBLIC or principal.has(rule.role))
        and _stands(rule.relation, principal, resource, employers)
        for rule in RULES
    )


def require(principal: Principal, action: Action, resource: Resource, employers: Collection[str] = ()) -> None:
    """Return when it is allowed; raises what `refusal` says."""
    refused = refusal(principal, action, resource, employers)
    if refused is not None:
        raise refused


def refusal(
    principal: Principal, action: Action, resource: Resource, employers: Collection[str] = ()
) -> Forbidden | NotFound | None:
    """Return how ``action`` is refused, ``None`` when it is allowed.

    `Forbidden` when the caller may at least know the thing, and otherwise `NotFound`, as if it did not exist.
    """
    if allowed(principal, action, resource, employers):
        return None
    # A creation reveals nothing: the thing is the caller's own idea.
    if action is Action.CREATE or _known(principal, action, resource, employers):
        return Forbidden(Text("Anda tidak boleh melakukan ini.", "You may not do this."))
    return NotFound()


def _known(principal: Principal, action: Action, resource: Resource, employers: Collection[str]) -> bool:
    whole = PART_OF.get(resource.kind, resource.kind)
    if action is Action.READ and whole is resource.kind:
        return False
    return allowed(principal, Action.READ, msgspec.structs.replace(resource, kind=whole), employers)


def serves(principal: Principal, region: str) -> bool:
    """Tell whether an officer's regions hold ``region``: the same code, or one below it (``32`` holds ``32.73``)."""
    return bool(region) and any(region == own or region.startswith(f"{own}.") for own in principal.regions)


def _stands(relation: Relation, principal: Principal, resource: Resource, employers: Collection[str]) -> bool:
    match relation:
        case Relation.ANY:
            return True
        case Relation.OWN:
            return bool(principal.id) and resource.owner == principal.id
        case Relation.OWN_EMPLOYER:
            return bool(resource.employer) and resource.employer in employers
        case Relation.OWNED_EMPLOYER:
            return bool(principal.id) and principal.id in resource.owners
        case Relation.OWN_REGION:
            return serves(principal, resource.region)
        case Relation.CONSENTED_REGION:
            return resource.consented and serves(principal, resource.region)
