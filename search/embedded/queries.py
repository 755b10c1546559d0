"""A plan's admission as a tantivy query. Every leaf is a constant: the text score is a sum of the plan's weights."""

from collections.abc import Callable, Sequence
from typing import Any

from search.embedded.schema import NONE, POINT
from search.plan import Admission, CircleFilter, Clause, CodeField, CodeFilter, Codes, Filter, Leaf, RangeFilter
from search.plan import Words as WordsLeaf
from search.request import Facet, Near
from search.weights import weights

Query = Any
"""tantivy's query; the library has no run-time types."""
PointsWithin = Callable[[Near], Sequence[str]]


class Queries:
    """Builds queries against one schema; ``points_within`` lists the index's points in a circle."""

    def __init__(self, schema: Any, points_within: PointsWithin) -> None:  # noqa: ANN401
        """Keep the schema and the way to find points."""
        import tantivy

        self._make = tantivy.Query
        self._occur = tantivy.Occur
        self._integer = tantivy.FieldType.Integer
        self._unsigned = tantivy.FieldType.Unsigned
        self._schema = schema
        self._points_within = points_within

    def search(
        self, admission: Admission, beyond: Sequence[Admission], boosts: Sequence[Leaf], extra: Sequence[Query] = ()
    ) -> Query:
        """Return the whole query of a plan; ``extra`` queries must hold too and do not score."""
        must = self._admitting(admission) + [(self._occur.Must, self._silent(query)) for query in extra]
        must.extend((self._occur.MustNot, self.search(given, (), ())) for given in beyond)
        must.extend((self._occur.Should, self.leaf(leaf)) for leaf in boosts)
        return self._make.boolean_query(must)

    def without(self, admission: Admission, facet: Facet) -> Query:
        """Return the admission without the filters of ``facet``, for counting it."""
        kept = tuple(entry for entry in admission.filters if entry.facet is not facet)
        return self.search(
            Admission(
                clauses=admission.clauses,
                minimum=admission.minimum,
                must=admission.must,
                must_not=admission.must_not,
                filters=kept,
            ),
            (),
            (),
        )

    def all_of(self, queries: Sequence[Query]) -> Query:
        """Return what meets all of ``queries``, without scores."""
        return self._make.boolean_query([(self._occur.Must, self._silent(query)) for query in queries])

    def leaf(self, leaf: Leaf) -> Query:
        """Return one leaf with its constant weight."""
        if isinstance(leaf, Codes):
            return self._make.const_score_query(self.codes(leaf.field, leaf.codes), leaf.weight)
        exact = self._make.const_score_query(self._words(leaf), leaf.weight)
        if not leaf.fuzzy:
            return exact
        near = self._make.fuzzy_term_query(self._schema, leaf.field.value, leaf.tokens[0], 1, True, False)
        return self._make.disjunction_max_query(
            [exact, self._make.const_score_query(near, leaf.weight * weights().fuzzy)]
        )

    def codes(self, field: CodeField | str, codes: Sequence[str]) -> Query:
        """Return documents with any of ``codes``."""
        if len(codes) == 1:
            return self._make.term_query(self._schema, str(field), codes[0], "basic")
        return self._make.term_set_query(self._schema, str(field), list(codes))

    def between(self, field: str, minimum: int | None, maximum: int | None) -> Query:
        """Return documents whose signed column lies within both bounds."""
        return self._make.range_query(self._schema, field, self._integer, minimum, maximum)

    def at_most(self, field: str, maximum: int) -> Query:
        """Return documents whose unsigned column is at most ``maximum``."""
        return self._make.range_query(self._schema, field, self._unsigned, None, maximum)

    def _admitting(self, admission: Admission) -> list[tuple[Any, Query]]:
        parts = [(self._occur.Must, self._clause(clause)) for clause in admission.must]
        if admission.clauses:
            parts.append((self._occur.Must, self._coverage(admission)))
        if not parts:
            parts.append((self._occur.Must, self._make.const_score_query(self._make.all_query(), 1.0)))
        parts.extend((self._occur.Must, self._silent(self._filter(entry))) for entry in admission.filters)
        parts.extend((self._occur.MustNot, self._clause(clause)) for clause in admission.must_not)
        return parts

    def _coverage(self, admission: Admission) -> Query:
        clauses = [(self._occur.Should, self._clause(clause)) for clause in admission.clauses]
        return self._make.boolean_query(clauses, max(1, admission.minimum))

    def _clause(self, clause: Clause) -> Query:
        if not clause.leaves:
            return self._make.empty_query()
        return self._make.disjunction_max_query([self.leaf(leaf) for leaf in clause.leaves], weights().also)

    def _words(self, leaf: WordsLeaf) -> Query:
        field, tokens = leaf.field.value, [*leaf.tokens]
        if not tokens:
            return self._make.empty_query()
        if len(tokens) == 1:
            return self._make.term_query(self._schema, field, tokens[0])
        if leaf.phrase:
            return self._make.phrase_query(self._schema, field, list[Any](tokens))
        each = [(self._occur.Must, self._make.term_query(self._schema, field, token)) for token in tokens]
        return self._make.boolean_query(each)

    def _filter(self, entry: Filter) -> Query:
        match entry:
            case CodeFilter():
                return self.codes(entry.field, entry.codes) if entry.codes else self._make.empty_query()
            case RangeFilter():
                return self._range(entry)
            case CircleFilter():
                points = self._points_within(Near(entry.centre, entry.radius_km))
                return self.codes(POINT, points) if points else self._make.empty_query()

    def _range(self, entry: RangeFilter) -> Query:
        lowest = entry.minimum if entry.minimum is not None else NONE + 1
        stated = self.between(entry.field.value, lowest, entry.maximum)
        if not entry.missing:
            return stated
        unstated = self.between(entry.field.value, NONE, NONE)
        return self._make.boolean_query([(self._occur.Should, stated), (self._occur.Should, unstated)])

    def _silent(self, query: Query) -> Query:
        return self._make.const_score_query(query, 0.0)
