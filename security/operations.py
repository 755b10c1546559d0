"""What each operation of the interface needs: an action on a kind of thing, beside the policy that says who may.

Operations go by the names under which they are declared (`functions.http.Endpoint.name`). Their audience follows from
this table and the policy, and so do the answers that the tests expect of every operation to every caller: an operation
that is declared and not named here fails them.
"""

from collections.abc import Mapping

import msgspec

from security.policy import RULES, Action, Relation, ResourceKind
from security.principal import Audience


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller has to be allowed: ``action`` on the thing, which is of one of ``kinds``.

    ``own``: the operation is about the caller's own things, whoever else the policy lets near such things; ``office``:
    it is about others' alone, and no way to one's own. ``asked``: a parameter names the region or source that is read;
    one that is not the caller's is refused (403) and not hidden. ``filtered``: a list that holds what the policy lets
    the caller see, and be it nothing: the role is enough.
    """

    kinds: tuple[ResourceKind, ...]
    action: Action
    own: bool = False
    office: bool = False
    asked: bool = False
    filtered: bool = False

    def covers(self, relation: Relation) -> bool:
        """Tell whether rules of ``relation`` open the operation."""
        return (relation is Relation.OWN or not self.own) and (relation is not Relation.OWN or not self.office)


def _need(action: str, kinds: str, **more: bool) -> Need:
    return Need(kinds=tuple(map(ResourceKind, kinds.split())), action=Action(action), **more)


_SEARCH = _need("read", "vacancy")
_REFERENCE = _need("read", "reference")
_PLATFORM = _need("read", "platform")
_CHANGE = _need("update", "vacancy draft")
_REVIEW = _need("decide", "review")
_REVIEWS = _need("read", "review", asked=True)

NEEDS: Mapping[str, Need] = {
    "registration_register": _need("create", "account"),
    "registration_verify": _need("create", "contact", own=True),
    "registration_confirm": _need("update", "contact", own=True),
    "sessions_sign_in": _need("create", "session"),
    "sessions_request_code": _need("create", "session"),
    "sessions_refresh": _need("create", "session"),
    "sessions_sign_out": _need("delete", "session", own=True),
    "sessions_end_all_of": _need("decide", "session"),
    "sessions_show_all": _need("read", "session", own=True),
    "sessions_remove": _need("delete", "session", own=True),
    "passwords_begin_factor": _need("update", "second_factor", own=True),
    "passwords_confirm_factor": _need("update", "second_factor", own=True),
    "passwords_remove_factor": _need("delete", "second_factor", own=True),
    "passwords_remove_lost_factor": _need("decide", "second_factor"),
    "passwords_change": _need("update", "session", own=True),
    "known_devices_show_all": _need("read", "device", own=True),
    "known_devices_forget": _need("delete", "device", own=True),
    "officers_hand_out_code": _need("update", "recovery"),
    "profiles_show": _need("read", "person", own=True),
    "profiles_change": _need("update", "person", own=True),
    "profiles_erase": _need("delete", "person", own=True),
    "profiles_take_along": _need("read", "person", own=True),
    "profiles_show_consents": _need("read", "person", own=True),
    "profiles_change_consents": _need("update", "person", own=True),
    "profiles_change_profile": _need("update", "profile", own=True),
    "profiles_show_wordings": _REFERENCE,
    "profiles_withdraw_consent": _need("update", "person", own=True),
    "rights_processing": _need("read", "person", own=True),
    "rights_restrict": _need("update", "person", own=True),
    "rights_lift_restriction": _need("update", "person", own=True),
    "rights_object_to_machines": _need("update", "person", own=True),
    "rights_take_objection_back": _need("update", "person", own=True),
    "rights_ask": _need("create", "rights_request", own=True),
    "rights_mine": _need("read", "rights_request", own=True),
    "rights_waiting": _need("read", "rights_request", office=True, filtered=True),
    "rights_read": _need("read", "rights_request", office=True),
    "rights_answer": _need("decide", "rights_request"),
    "officers_register": _need("create", "person"),
    "officers_contact": _need("read", "assisted"),
    "officers_verify": _need("update", "assisted"),
    "officers_confirm": _need("update", "assisted"),
    "officers_profile": _need("read", "profile"),
    "officers_change_profile": _need("update", "profile"),
    "documents_announce": _need("create", "document", own=True),
    "documents_complete": _need("update", "document", own=True),
    "documents_show_all": _need("read", "document", own=True),
    "documents_show": _need("read", "document", own=True),
    "documents_remove": _need("delete", "document", own=True),
    "saved_searches_show_all": _need("read", "saved_search", own=True),
    "saved_searches_save": _need("create", "saved_search", own=True),
    "saved_searches_show": _need("read", "saved_search", own=True),
    "saved_searches_change": _need("update", "saved_search", own=True),
    "saved_searches_remove": _need("delete", "saved_search", own=True),
    "saved_searches_show_settings": _need("read", "saved_search", own=True),
    "saved_searches_change_settings": _need("update", "saved_search", own=True),
    "saved_searches_show_matches": _need("read", "saved_search", own=True),
    "saved_searches_look_at_stop": _need("read", "link"),
    "saved_searches_stop": _need("update", "link"),
    "matching_recommendations": _need("read", "recommendation", own=True),
    "matching_candidates": _need("read", "candidates"),
    "linkage_confirmations": _need("read", "confirmation employer_record"),
    "linkage_request_confirmation": _need("create", "confirmation", own=True),
    "linkage_reopen_search": _need("update", "person", own=True),
    "employers_register": _need("create", "employer"),
    "employers_mine": _need("read", "membership", own=True),
    "employers_read": _need("read", "employer"),
    "employers_quality": _need("read", "employer_record"),
    "employers_change": _need("update", "employer"),
    "employers_add_member": _need("create", "membership"),
    "employers_remove_member": _need("delete", "membership"),
    "employers_verify": _need("decide", "verification"),
    "employers_set_public_body": _need("decide", "public_body"),
    "posting_of_employer": _need("read", "postings"),
    "posting_draft": _need("create", "draft"),
    "posting_amend": _CHANGE,
    "posting_submit": _CHANGE,
    "posting_renew": _CHANGE,
    "posting_close": _CHANGE,
    "posting_withdraw": _CHANGE,
    "uploads_take": _need("create", "upload"),
    "uploads_report": _need("read", "upload"),
    "uploads_report_csv": _need("read", "upload"),
    "uploads_template_csv": _REFERENCE,
    "uploads_template_xlsx": _REFERENCE,
    "upkeep_look_at_renewal": _need("read", "link"),
    "upkeep_renew_by_link": _need("update", "link"),
    "applications_apply": _need("create", "application", own=True),
    "applications_mine": _need("read", "application", own=True),
    "applications_of_vacancy": _need("read", "application"),
    "applications_read": _need("read", "application"),
    "applications_document": _need("read", "application"),
    "applications_move": _need("update", "application"),
    "reviews_waiting": _REVIEWS,
    "reviews_proposals": _REVIEWS,
    "reviews_escalated": _REVIEWS,
    "reviews_figures": _REVIEWS,
    "reviews_reasons": _REFERENCE,
    "reviews_take_next": _need("decide", "review", asked=True),
    "reviews_hold": _REVIEW,
    "reviews_give_back": _REVIEW,
    "reviews_decide": _REVIEW,
    "reviews_propose": _REVIEW,
    "reviews_second": _REVIEW,
    "duplicates_judge": _REVIEW,
    "reports_report": _need("create", "report"),
    "reports_samples": _need("read", "sample"),
    "reports_judge": _need("decide", "sample"),
    "reports_reports": _need("read", "report"),
    "reports_figures": _need("read", "error_rates"),
    "searching_find_vacancies": _SEARCH,
    "searching_search_at_length": _SEARCH,
    "searching_find_similar": _SEARCH,
    "searching_complete": _SEARCH,
    "vacancies_read": _need("read", "vacancy draft"),
    "feed_changes": _SEARCH,
    "feed_snapshot": _SEARCH,
    "partners_push": _need("create", "pushed"),
    "partners_snapshot": _need("update", "pushed"),
    "partners_remove": _need("delete", "pushed"),
    "partners_receipt": _need("read", "receipt"),
    "partners_quality": _need("read", "quality"),
    "quality_read": _need("read", "summary quality", asked=True),
    "learning_report": _need("read", "search_report"),
    "learning_proposals": _need("read", "proposal"),
    "learning_read": _need("read", "proposal"),
    "learning_decide": _need("decide", "proposal"),
    "learning_learned_words": _need("read", "proposal"),
    "reference_tables": _REFERENCE,
    "reference_rows": _REFERENCE,
    "reference_row": _REFERENCE,
    "occupations_code": _REFERENCE,
    "platform_console": _PLATFORM,
    "platform_security_txt": _PLATFORM,
    "platform_description": _PLATFORM,
    "platform_dependencies": _PLATFORM,
    "platform_version": _PLATFORM,
    "audit_entries": _need("read", "audit"),
    "audit_own_readings": _need("read", "reading", own=True),
    "breaches_own_notices": _need("read", "person", own=True),
    "partner_administration_add": _need("create", "partner"),
    "partner_administration_read": _need("read", "partner"),
    "partner_administration_add_key": _need("update", "partner"),
    "partner_administration_revoke_key": _need("update", "partner"),
    "partner_administration_suspend": _need("update", "partner"),
    "partner_administration_resume": _need("update", "partner"),
}
"""Every operation, and nothing else."""


def roles_of(need: Need) -> frozenset[Audience]:
    """Return the roles that the policy lets do what ``need`` says, to some thing at least."""
    return frozenset(
        rule.role
        for rule in RULES
        if need.action in rule.actions and rule.kinds & set(need.kinds) and need.covers(rule.relation)
    )


def audience_of(need: Need, *, signed: bool) -> frozenset[Audience]:
    """Return who may call an operation with ``need``: partners where requests are ``signed``, and nobody else there.

    Whoever is a member of an employer acts for it from that moment, also with a token that says job seeker alone.
    """
    roles = roles_of(need)
    if signed:
        return roles & {Audience.PARTNER}
    if Audience.PUBLIC in roles:
        return frozenset({Audience.PUBLIC})
    members = {Audience.SEEKER} if Audience.EMPLOYER in roles else frozenset()
    return (roles | members) - {Audience.PARTNER}
