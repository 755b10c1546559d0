"""Vacancies: life cycle, posting, officers' reviews, partners' pushes, reading."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.vacancies.closing import close, renew, take_off_due, withdraw
    from chalicelib.vacancies.coding import coded
    from chalicelib.vacancies.counting import count_applications
    from chalicelib.vacancies.doubting import hold_contradicted
    from chalicelib.vacancies.filling import fill, free
    from chalicelib.vacancies.measuring import measure_steps
    from chalicelib.vacancies.model import Decision, Source, State, Vacancy, VacancyContent
    from chalicelib.vacancies.planning import SourceItem, UpsertKind, UpsertOutcome
    from chalicelib.vacancies.posting import amend, draft, submit
    from chalicelib.vacancies.reading import (
        ending_of_employer,
        get,
        get_many,
        of_employer,
        of_source,
        published_after,
        stored,
    )
    from chalicelib.vacancies.recoding_job import Recoding, recode
    from chalicelib.vacancies.recoding_model import RecodingReport
    from chalicelib.vacancies.recoding_store import FileCheckpoint
    from chalicelib.vacancies.reminding import remind_employers, told_still
    from chalicelib.vacancies.renewal_links import Linked, Outlook, linked, renew_by_link, renewal_link
    from chalicelib.vacancies.reviews import Ruling, decide, hold_published, is_own, overrule, require_decision
    from chalicelib.vacancies.reviews_queue import Entry, queue, rejected, served, waiting_before, waiting_in
    from chalicelib.vacancies.reviews_reasons import told_reason
    from chalicelib.vacancies.sources import remove_from_source, upsert_from_source, upsert_many

__all__ = [
    "Decision",
    "Entry",
    "FileCheckpoint",
    "Linked",
    "Outlook",
    "Recoding",
    "RecodingReport",
    "Ruling",
    "Source",
    "SourceItem",
    "State",
    "UpsertKind",
    "UpsertOutcome",
    "Vacancy",
    "VacancyContent",
    "amend",
    "close",
    "coded",
    "count_applications",
    "decide",
    "draft",
    "ending_of_employer",
    "fill",
    "free",
    "get",
    "get_many",
    "hold_contradicted",
    "hold_published",
    "is_own",
    "linked",
    "measure_steps",
    "of_employer",
    "of_source",
    "overrule",
    "published_after",
    "queue",
    "recode",
    "rejected",
    "remind_employers",
    "remove_from_source",
    "renew",
    "renew_by_link",
    "renewal_link",
    "require_decision",
    "served",
    "stored",
    "submit",
    "take_off_due",
    "told_reason",
    "told_still",
    "upsert_from_source",
    "upsert_many",
    "waiting_before",
    "waiting_in",
    "withdraw",
]

__getattr__ = exports(__name__)
