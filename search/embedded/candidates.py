"""The embedded candidate index."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from search.document import CandidateDocument
from search.embedded.generations import EmbeddedIndex
from search.embedded.schema import SOURCE
from search.indexed import indexed_candidate
from search.plan import AnyOf, CandidatePlan, WeightedCode, by_weight
from search.port import CandidateHit

_TRUE = "true"
_EQUALS = 64
_DIGITS = 4
_encoder = msgspec.json.Encoder()


@cache
def candidate_schema() -> Any:  # noqa: ANN401 - tantivy has no run-time types
    """Return the schema: codes, taken whole."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    for name in ("id", "occupations", "skills", "licences", "regions", "remote", "willing_to_move"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(SOURCE, stored=True)
    return builder.build()


def candidate_fields(document: CandidateDocument) -> Any:  # noqa: ANN401
    """Return ``document`` as tantivy takes it."""
    import tantivy

    indexed = indexed_candidate(document)
    made = tantivy.Document()
    made.add_text("id", indexed.id)
    lists = {
        "occupations": indexed.occupations,
        "skills": indexed.skills,
        "licences": indexed.licences,
        "regions": indexed.regions,
    }
    for name, codes in lists.items():
        for code in codes:
            made.add_text(name, code)
    made.add_text("remote", str(indexed.remote).lower())
    made.add_text("willing_to_move", str(indexed.willing_to_move).lower())
    made.add_bytes(SOURCE, _encoder.encode(document))
    return made


class EmbeddedCandidateIndex(EmbeddedIndex[CandidateDocument]):
    """Consenting people in this process; see `search.port.CandidateIndex`."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the index in ``folder``, or in memory."""
        decoder = msgspec.json.Decoder(CandidateDocument)
        super().__init__(folder, candidate_schema, candidate_fields, decoder.decode)

    def search(self, plan: CandidatePlan) -> tuple[CandidateHit, ...]:
        """Answer ``plan``, best first, equals by identifier."""
        import tantivy

        if not plan.occupations and not plan.skills:
            return ()
        searcher = self._answering().searcher()
        query = _Query(tantivy).of(plan)
        hits = searcher.search(query, plan.limit + _EQUALS, count=False).hits
        found = [
            CandidateHit(self._decode(bytes(searcher.doc(address).get_first(SOURCE))), round(score, _DIGITS))
            for score, address in hits
        ]
        return tuple(sorted(found, key=lambda hit: (-hit.score, hit.document.id))[: plan.limit])


class _Query:
    def __init__(self, tantivy: Any) -> None:  # noqa: ANN401
        self._query = tantivy.Query
        self._occur = tantivy.Occur

    def of(self, plan: CandidatePlan) -> Any:  # noqa: ANN401
        admitting = [self._weighed("occupations", code) for code in plan.occupations]
        admitting += [self._best("skills", wanted) for wanted in plan.skills]
        raising = [self._weighed("regions", code) for code in plan.near]
        if plan.movers:
            raising.append(self._weighed("willing_to_move", WeightedCode(_TRUE, plan.movers)))
        if plan.within_reach:
            admitting, raising = [*admitting, *raising], []
        must = [self._any(admitting), *(self._silent(self._term("licences", code)) for code in plan.licences)]
        if plan.regions:
            must.append(self._silent(self._within_reach(plan)))
        return self._query.boolean_query(
            [*((self._occur.Must, query) for query in must), *((self._occur.Should, query) for query in raising)]
        )

    def _any(self, queries: Sequence[Any]) -> Any:  # noqa: ANN401
        return self._query.boolean_query([(self._occur.Should, query) for query in queries])

    def _weighed(self, field: str, code: WeightedCode) -> Any:  # noqa: ANN401
        return self._query.const_score_query(self._term(field, code.code), code.weight)

    def _best(self, field: str, wanted: AnyOf) -> Any:  # noqa: ANN401
        """Return what has any of the codes, for the most that one of them counts."""
        every = by_weight(wanted).items()
        return self._query.disjunction_max_query(
            [self._query.const_score_query(self._terms(field, codes), weight) for weight, codes in every]
        )

    def _within_reach(self, plan: CandidatePlan) -> Any:  # noqa: ANN401
        ways = [self._term("regions", code) for code in plan.regions]
        ways.append(self._term("willing_to_move", _TRUE))
        if plan.remote:
            ways.append(self._term("remote", _TRUE))
        return self._any(ways)

    def _term(self, field: str, value: str) -> Any:  # noqa: ANN401
        return self._query.term_query(candidate_schema(), field, value, "basic")

    def _terms(self, field: str, values: Sequence[str]) -> Any:  # noqa: ANN401
        return self._query.term_set_query(candidate_schema(), field, list(values))

    def _silent(self, query: Any) -> Any:  # noqa: ANN401
        return self._query.const_score_query(query, 0.0)
