"""What a vacancy meets of what was asked: worked out from the document, so that both engines tell the same of it."""

from collections.abc import Iterable, Iterator, Sequence

from search import analysis, titles
from search.document import VacancyDocument
from search.indexed import codes, pay
from search.plan import Clause, CodeField, Codes, Leaf, TextField, Words
from search.planning.intent import Intent, Said


class Meeting:
    """One vacancy, held against what was asked."""

    def __init__(self, document: VacancyDocument) -> None:
        """Take ``document`` as engines index it; its description never admits and is not looked at."""
        self._codes = codes(document)
        self._pay = pay(document)
        self._texts = {
            TextField.TITLE: titles.stream(document.title).split(),
            TextField.EMPLOYER_NAME: analysis.tokens(document.employer_name),
        }

    def clause(self, clause: Clause) -> bool:
        """Tell whether any leaf of ``clause`` admits the vacancy."""
        return any(self._leaf(leaf) for leaf in clause.leaves)

    def unmet(self, strict: Intent) -> Iterator[str]:
        """Yield the criteria of ``strict`` that the vacancy does not meet, in the order of loosening."""
        met = {clause for clause in strict.clauses if self.clause(clause)}
        missed = [clause for clause in strict.clauses if clause not in met] if len(met) < strict.minimum else []
        if _any_of(strict.unknown, missed):
            yield "words"
        if _any_of(strict.skills, missed):
            yield "skill"
        if not self._regions(strict):
            yield "region"
        if any(_names_occupation(clause) for clause in missed) or not self._has(
            CodeField.OCCUPATION, strict.asked.occupations
        ):
            yield "occupation"
        if any((self._pay or 0) < (each.salary_minimum or 0) for each in (strict.said, strict.asked)):
            yield "salary"
        types = strict.asked.employment_types
        if not (all(map(self.clause, strict.types)) and self._has(CodeField.EMPLOYMENT_TYPE, types)):
            yield "employment_type"

    def _regions(self, strict: Intent) -> bool:
        named = self._has(CodeField.REGION, strict.said.regions) or any(map(self._leaf, strict.place_words))
        return named and self._has(CodeField.REGION, strict.asked.regions)

    def _has(self, field: CodeField, wanted: Sequence[str]) -> bool:
        return not wanted or not set(wanted).isdisjoint(self._codes[field])

    def _leaf(self, leaf: Leaf) -> bool:
        if isinstance(leaf, Codes):
            return self._has(leaf.field, leaf.codes)
        words = self._texts.get(leaf.field, [])
        if leaf.fuzzy:
            return _alike(leaf.tokens[0], words)
        return _side_by_side(leaf, words) if leaf.phrase else set(leaf.tokens) <= set(words)


def _any_of(said: Iterable[Said], missed: Sequence[Clause]) -> bool:
    return any(each.clause in missed for each in said)


def _names_occupation(clause: Clause) -> bool:
    return any(isinstance(leaf, Codes) and leaf.field is CodeField.OCCUPATION for leaf in clause.leaves)


def _side_by_side(leaf: Words, words: Sequence[str]) -> bool:
    size = len(leaf.tokens)
    return any(tuple(words[at : at + size]) == leaf.tokens for at in range(len(words) - size + 1))


def _alike(token: str, words: Iterable[str]) -> bool:
    from rapidfuzz.distance import OSA

    return any(OSA.distance(token, word, score_cutoff=1) <= 1 for word in words)
