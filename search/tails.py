"""The last words of a text, which are being typed, completed among the vacancies that the words before them find."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from chalicelib.texts import Language
from search.answer import Suggestion
from search.completing import LATER, Completion
from search.normalise import normalise
from search.plan import Admission, CodeField
from search.port import VacancyIndex
from search.seating import MOST_EMPLOYERS, Ranked
from search.vocabulary import AskedKind, Kind

_LONGEST_TAIL = 3
COUNTED = {
    Kind.OCCUPATION: CodeField.OCCUPATION,
    Kind.SKILL: CodeField.SKILL,
    Kind.REGION: CodeField.REGION,
    Kind.EDUCATION: CodeField.EDUCATION,
    Kind.EMPLOYMENT_TYPE: CodeField.EMPLOYMENT_TYPE,
}
"""The fields in which concepts are counted."""
_ASKED = 24
"""Completions of one kind that are counted; the most likely ones are shown."""
_ASKED_IN_CONTEXT = 600
"""In context more are: which of them the words before leave is not known beforehand."""
_GUESSED = 12


class Typed(msgspec.Struct, frozen=True):
    """A text cut in two: ``head``, as it was typed, stands; ``tail``, normalised, is being typed."""

    head: str
    tail: str


class Context:
    """Completes a tail among the vacancies of ``within`` (None: all that are open), without what is ``said``."""

    def __init__(
        self,
        index: VacancyIndex,
        cut: Typed,
        kinds: Sequence[Kind],
        language: Language,
        now: int,
        within: Admission | None,
        said: frozenset[tuple[Kind, str]],
    ) -> None:
        """Complete the tail of ``cut``."""
        self._index = index
        self._cut = cut
        self._kinds = kinds
        self._language = language
        self._now = now
        self._within = within
        self._said = said

    def completed(
        self, complete: Callable[[str, Iterable[Kind], int], Iterable[Completion]], *, guessed: bool
    ) -> list[Ranked]:
        """Return what the tail may become, as ``complete`` has it, with how many vacancies each finds."""
        most = _GUESSED if guessed else _ASKED_IN_CONTEXT if self._within else _ASKED
        entries = [
            entry
            for entry in complete(self._cut.tail, self._kinds, most)
            if (entry.kind, entry.code) not in self._said and entry.kind in COUNTED
        ]
        found: list[Ranked] = []
        for kind in self._kinds:
            found.extend(self._counted(kind, [entry for entry in entries if entry.kind is kind], guessed))
        return found

    def employers(self) -> Iterator[Ranked]:
        """Yield employers that are called so, where they are asked for."""
        if Kind.EMPLOYER not in self._kinds:
            return
        tail = self._cut.tail
        for employer in self._index.employers(tail, self._now, MOST_EMPLOYERS, within=self._within):
            tier = 0 if normalise(employer.name).startswith(tail) else LATER
            told = self._suggestion(employer.name, Kind.EMPLOYER, employer.id, employer.count)
            yield Ranked(guessed=False, tier=tier, usage=0.0, suggestion=told)

    def _counted(self, kind: Kind, entries: Sequence[Completion], guessed: bool) -> Iterator[Ranked]:
        if not entries:
            return
        codes = [entry.code for entry in entries]
        counts = self._index.counts(COUNTED[kind], codes, self._now, within=self._within)
        for entry, count in zip(entries, counts, strict=True):
            if count:
                told = self._suggestion(entry.label.in_language(self._language), kind, entry.code, count)
                yield Ranked(guessed=guessed, tier=entry.tier, usage=entry.usage, suggestion=told)

    def _suggestion(self, label: str, kind: Kind, code: str, count: int) -> Suggestion:
        head = self._cut.head
        text = f"{head} {label}" if head else label
        return Suggestion(text=text, words=head, kind=AskedKind(kind), code=code, count=count)


def cuts_of(text: str) -> Iterator[Typed]:
    """Yield the ways to cut ``text``: nothing before the tail, then ever shorter tails."""
    typed = text.split()
    whole = normalise(text)
    if whole:
        yield Typed("", whole)
    for size in range(min(_LONGEST_TAIL, len(typed) - 1), 0, -1):
        head, tail = typed[:-size], typed[-size:]
        words = normalise(" ".join(tail))
        if words and not tail[0].startswith("-"):
            yield Typed(" ".join(head), words)
