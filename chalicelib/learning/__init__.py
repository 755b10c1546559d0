"""Learning from use: what people search for without who they are, reports on it, and words that a person accepts."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.learning.as_csv import csv_text
    from chalicelib.learning.deciding import Page, Ruling, Stored, decide, overlay, proposal, proposals
    from chalicelib.learning.effect import extras, learned, refresh
    from chalicelib.learning.exporting import synonyms, titles
    from chalicelib.learning.folding import fold, fold_day
    from chalicelib.learning.model import Learned, Overlay, Proposal, ProposalState, Step
    from chalicelib.learning.noting import answered, followed, ticket
    from chalicelib.learning.proposing import Night, learn
    from chalicelib.learning.reporting import Report, ReportKind, report
    from chalicelib.learning.tickets import Ticket

__all__ = [
    "Learned",
    "Night",
    "Overlay",
    "Page",
    "Proposal",
    "ProposalState",
    "Report",
    "ReportKind",
    "Ruling",
    "Step",
    "Stored",
    "Ticket",
    "answered",
    "csv_text",
    "decide",
    "extras",
    "fold",
    "fold_day",
    "followed",
    "learn",
    "learned",
    "overlay",
    "proposal",
    "proposals",
    "refresh",
    "report",
    "synonyms",
    "ticket",
    "titles",
]

__getattr__ = exports(__name__)
