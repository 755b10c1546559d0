"""From what a person saved to what it admits: exactly what the search itself admits, before any loosening."""

import msgspec

from search.knowledge import Knowledge
from search.plan import Admission, Clause, Filter, NumberField, RangeFilter
from search.planning.intent import intent
from search.planning.plans import admission
from search.request import Criteria

_ANY_TIME = 0


def standing_admission(knowledge: Knowledge, words: str, criteria: Criteria) -> Admission:
    """Return what a search for ``words`` and ``criteria`` admits, but for the expiry, which the moment decides."""
    query = knowledge.recogniser.read(words)
    strict = admission(intent(query, criteria, knowledge), _ANY_TIME)
    return msgspec.structs.replace(
        strict,
        clauses=tuple(map(_plain, strict.clauses)),
        must=tuple(map(_plain, strict.must)),
        must_not=tuple(map(_plain, strict.must_not)),
        filters=tuple(msgspec.structs.replace(entry, facet=None) for entry in strict.filters if not _expiry(entry)),
    )


def admits_everything(admission: Admission) -> bool:
    """Tell whether nothing at all is asked: such a search would tell of every vacancy."""
    return not (admission.clauses or admission.must or admission.must_not or admission.filters)


def _expiry(entry: Filter) -> bool:
    return isinstance(entry, RangeFilter) and entry.field is NumberField.EXPIRES_AT


def _plain(clause: Clause) -> Clause:
    """Return ``clause`` without weights: they rank and never admit, and may change while what is admitted does not."""
    return Clause(tuple(dict.fromkeys(msgspec.structs.replace(leaf, weight=1.0) for leaf in clause.leaves)))
