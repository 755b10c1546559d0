"""What may be accepted, and what becomes of the overlay: pure."""

import msgspec

from chalicelib.errors import invalid
from chalicelib.learning import dictionary
from chalicelib.learning.forbidding import is_forbidden
from chalicelib.learning.model import Learned, Overlay, Proposal, ProposalKind, Target
from chalicelib.learning.refusals import Refusal, refused
from chalicelib.texts import Text

MOST_LEARNED = 2_000
"""Accepted words that stand at a time: they share an item of 400 kB, and editions are to carry them."""
_WEIGHT = {
    ProposalKind.SYNONYM: 0.9,
    ProposalKind.TITLE: 0.9,
    ProposalKind.SUGGESTION: 0.9,
    ProposalKind.MISSPELLING: 0.8,
}
"""How surely accepted words mean it: as everyday titles of the tables do, and as a corrected word does."""


def with_accepted(overlay: Overlay, proposal: Proposal, target: Target) -> Overlay:
    """Return ``overlay`` with the words of ``proposal``.

    Raises `Conflict` when they mean something already, steer the reading, are forbidden or too many.
    """
    _require_known(target)
    _require_silence(proposal.words, target, overlay)
    if len(overlay.learned) >= MOST_LEARNED:
        raise refused(Refusal.TOO_MANY)
    learned = Learned(
        proposal_id=proposal.id,
        words=proposal.words,
        target=target,
        weight=_WEIGHT[proposal.kind],
        searched=proposal.kind is not ProposalKind.SUGGESTION,
    )
    return _changed(overlay, (*overlay.learned, learned))


def without(overlay: Overlay, proposal_id: str) -> Overlay:
    """Return ``overlay`` without what a proposal brought."""
    return _changed(overlay, tuple(each for each in overlay.learned if each.proposal_id != proposal_id))


def _changed(overlay: Overlay, learned: tuple[Learned, ...]) -> Overlay:
    ordered = tuple(sorted(learned, key=lambda each: (each.words, each.proposal_id)))
    return msgspec.structs.replace(overlay, number=overlay.number + 1, learned=ordered)


def _require_known(target: Target) -> None:
    if not dictionary.exists(target):
        shown = target.code[:40]
        detail = Text(f"Kode tidak dikenal: {shown}", f"Unknown {target.kind} code: {shown}")
        raise invalid("/target/code", "unknown_code", detail)


def _require_silence(words: str, target: Target, overlay: Overlay) -> None:
    if is_forbidden(words):
        raise refused(Refusal.FORBIDDEN_WORDS)
    if dictionary.steers(words):
        raise refused(Refusal.STEERS_READING)
    meanings = dictionary.meanings(words)
    if meanings:
        raise refused(Refusal.ALREADY_KNOWN if target in meanings else Refusal.CONTRADICTS_DICTIONARY)
    if any(each.words == words and each.target != target for each in overlay.learned):
        raise refused(Refusal.CONTRADICTS_LEARNED)
