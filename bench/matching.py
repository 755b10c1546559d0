"""Matching on real vacancies: what the candidates of the index miss, what one person costs, what likeness is worth.

    python -m bench.matching [../shared/data/vacancies] [--people 60]

*Recall*: of the ten best vacancies by the scorer over all vacancies, how many are among the candidates of the embedded
index, and as many of the ten best people for a vacancy; of people and vacancies that state an occupation or a skill,
which is what candidates are found by. People who name no occupation are counted apart, and vacancies that state none:
what they have or ask in skills is all that tells their best apart. Vacancies are those of the development data, people
invented (`bench.batch.inventing`), the same at every run. *Time*: processor time from a person to the first page.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import TypeVar

from bench.batch.inventing import Country
from bench.relevance.corpus import ABSENT, FOLDER, NOW, filed
from bench.report import figure, heading
from chalicelib.clock import epoch_seconds
from chalicelib.matching.features import occupations_of
from chalicelib.matching.gathering import people_for, vacancies_for
from chalicelib.matching.model import Demand, Seeker
from chalicelib.matching.scoring import quick, score
from chalicelib.matching.sides import demand_of
from chalicelib.matching.world import KNOWLEDGE
from search.document import CandidateDocument, VacancyDocument
from search.embedded.candidates import EmbeddedCandidateIndex
from search.embedded.vacancies import EmbeddedVacancyIndex

BEST = 10
AIM, AIM_BY_SKILLS = 0.95, 0.9
POPULATION = 5_000
"""People among whom those for a vacancy are looked for."""
T = TypeVar("T")


def recall(best: Sequence[tuple[float, str]], found: set[str]) -> float | None:
    """Return the share of the ``BEST`` that were found, ``None`` when nothing fits at all.

    What scores no less than the last of them is as good as it, so that ties are no misses.
    """
    leading = sorted(best, key=lambda pair: (-pair[0], pair[1]))[:BEST]
    if not leading:
        return None
    least = leading[-1][0]
    hit = sum(1 for value, identifier in best if value >= least and identifier in found)
    return min(hit, len(leading)) / len(leading)


def vacancies_of(
    people: Sequence[Seeker], documents: Sequence[VacancyDocument], index: EmbeddedVacancyIndex
) -> Iterator[float]:
    """Yield for each person the recall of the index's candidates."""
    demands = [demand_of(document) for document in documents]
    now = epoch_seconds(NOW)
    for seeker in people:
        every = ((quick(seeker, demand, KNOWLEDGE), demand.id) for demand in demands)
        best = [(value, identifier) for value, identifier in every if value is not None]
        found = {hit.document.id for hit in index.search(vacancies_for(seeker, now)).hits}
        share = recall(best, found)
        if share is not None:
            yield share


def people_of(demands: Sequence[Demand], people: Sequence[Seeker], index: EmbeddedCandidateIndex) -> Iterator[float]:
    """Yield for each vacancy the recall of the index's candidates."""
    for demand in demands:
        every = ((quick(seeker, demand, KNOWLEDGE), seeker.id) for seeker in people)
        best = [(value, identifier) for value, identifier in every if value is not None]
        found = {hit.document.id for hit in index.search(people_for(demand))}
        share = recall(best, found)
        if share is not None:
            yield share


def milliseconds(people: Sequence[Seeker], index: EmbeddedVacancyIndex) -> list[float]:
    """Return the processor time of each person's first page: candidates, scores, and reasons for twenty."""
    now, spent = epoch_seconds(NOW), []
    for seeker in people:
        start = time.process_time()
        demands = [demand_of(hit.document) for hit in index.search(vacancies_for(seeker, now)).hits]
        ranked = sorted((-(quick(seeker, demand, KNOWLEDGE) or 0), place) for place, demand in enumerate(demands))
        for _, place in ranked[:20]:
            score(seeker, demands[place], KNOWLEDGE)
        spent.append(1000 * (time.process_time() - start))
    return sorted(spent)


def spread(every: Sequence[T], count: int) -> Sequence[T]:
    """Return ``count`` of ``every``, from the first to the last at equal distances."""
    return every[:: max(1, len(every) // count)][:count]


def candidate(seeker: Seeker) -> CandidateDocument:
    """Return the person as the index of people holds them."""
    return CandidateDocument(
        id=seeker.id,
        version=1,
        occupations=tuple(dict.fromkeys((*seeker.occupations, *seeker.wished_occupations))),
        skills=tuple(sorted(seeker.skills)),
        region=seeker.place.code if seeker.place else None,
        wished_regions=seeker.wished_regions,
        licences=tuple(sorted(seeker.licences)),
        remote=seeker.remote,
        willing_to_move=seeker.willing_to_move,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 1 when the candidates miss more than they may, 2 when the data is absent."""
    parser = argparse.ArgumentParser(prog="python -m bench.matching", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--people", type=int, default=60)
    given = parser.parse_args(arguments)
    if not given.folder.is_dir():
        sys.stderr.write(ABSENT.format(given.folder) + "\n")
        return 2
    documents = [posting.document for posting in filed(given.folder)]
    heading("matching", f"{len(documents):,} real vacancies, invented people", "embedded")
    return 0 if measured(documents, given.people) else 1


def measured(documents: Sequence[VacancyDocument], count: int) -> bool:
    """Print the figures and tell whether every recall reaches its aim."""
    people = list(Country().people(POPULATION))
    index, others = EmbeddedVacancyIndex(), EmbeddedCandidateIndex()
    index.put(documents)
    index.refresh()
    others.put([candidate(seeker) for seeker in people])
    others.refresh()
    telling = spread([each for each in people if _has_occupation(each)], count)
    silent = spread([each for each in people if each.skills and not _has_occupation(each)], count)
    demands = [each for each in map(demand_of, documents) if each.skills or occupations_of(each)]
    coded = spread([each for each in demands if occupations_of(each)], count)
    uncoded = spread([each for each in demands if not occupations_of(each)], count)
    reached = [
        _told("best 10 vacancies of who names an occupation", vacancies_of(telling, documents, index), AIM),
        _told("best 10 vacancies of who names skills alone", vacancies_of(silent, documents, index), AIM_BY_SKILLS),
        _told("best 10 people for a vacancy of an occupation", people_of(coded, people, others), AIM),
        _told("best 10 people for a vacancy of skills alone", people_of(uncoded, people, others), AIM_BY_SKILLS),
    ]
    for who, every in (("occupation", telling), ("skills alone", silent)):
        spent = milliseconds(every, index)
        figure(f"processor time of a page, {who}, median", spent[len(spent) // 2], "ms")
        figure(f"processor time of a page, {who}, 95 of 100", spent[len(spent) * 95 // 100], "ms")
    return all(reached)


def _has_occupation(seeker: Seeker) -> bool:
    return bool(seeker.occupations or seeker.wished_occupations)


def _told(name: str, recalls: Iterator[float], aim: float) -> bool:
    every = tuple(recalls)
    share = fmean(every)
    figure(name, share, "", f"{len(every)} of them, aim {aim}")
    return share >= aim


if __name__ == "__main__":
    sys.exit(main())
