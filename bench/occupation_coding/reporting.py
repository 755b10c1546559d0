"""Prints what is measured."""

import random
import tracemalloc
from collections.abc import Iterable, Sequence
from pathlib import Path

from bench.occupation_coding import held_out, linking, measuring, truth
from bench.recogniser import a_second, start
from bench.report import figure, heading
from chalicelib import reference
from chalicelib.reference import title_coding
from chalicelib.reference.model_occupations import SuggestedCode
from chalicelib.reference.occupations import TITLES_EDITION
from chalicelib.reference.title_phrases import known_phrases

_START = "from chalicelib.reference import title_coding; title_coding.code_title('Operator mesin tenun')"
_SPED, _SEED = 1_000, 5
_KIND = 2
_SHOWN = 12


def suggestions(title: str) -> Sequence[tuple[str, float]]:
    """Return the groups for ``title`` with their confidences, as the platform gives them."""
    return [(each.coding.code, each.coding.confidence) for each in reference.suggest(title, version=TITLES_EDITION)]


def dictionary(title: str) -> Sequence[tuple[str, float]]:
    """Return what the known titles alone say."""
    coding = reference.occupations(TITLES_EDITION).code_title(title)
    return [(coding.code, coding.confidence)] if coding else []


def report(folder: Path) -> None:
    """Print everything. Raises OSError for a file that is absent."""
    heading("occupation coding", f"{folder}, test halves", f"{len(known_phrases())} phrases, {known_phrases().version}")
    official = [each for each in truth.official_titles(folder / "occupations") if each.half == truth.TEST]
    _official([each for each in official if each.new])
    measuring.show_ranked("official, known titles", _ranked([each for each in official if not each.new]))
    _everyday()
    advertised = [each for each in truth.advertised(folder / "vacancies") if each.half == truth.TEST]
    _advertised(advertised)
    _linked(folder, official)
    _cost([each.title for each in advertised])


def _ranked(titles: Sequence[truth.Official]) -> tuple[measuring.Ranked, ...]:
    return measuring.ranked(((each.title, each.code) for each in titles), suggestions)


def _official(new: Sequence[truth.Official]) -> None:
    found = _ranked(new)
    measuring.show_ranked("official, new titles", found)
    civil = [each for each in new if each.civil]
    measuring.show_ranked("  outside army and police", _ranked(civil))
    measuring.show("  in their two-digit group, @1", [each.within(1, _KIND) for each in found])
    alone = measuring.ranked(((each.title, each.code) for each in new), dictionary)
    measuring.show("  by the dictionary alone, @1", [each.within(1) for each in alone])
    _calibrated("  confidence", [(each.confidence, each.within(1)) for each in found])
    _taken([(each.code, reference.suggest(each.title, 1, TITLES_EDITION)) for each in new])
    for major in sorted({each.code[0] for each in found}):
        part = [each for each in found if each.code[0] == major]
        measuring.show(f"  major group {major}, @1", [each.within(1) for each in part])
    for right, given, count in measuring.confusions(found)[:_SHOWN]:
        figure(f"  of major group {right}, coded in {given}", count, "titles")


def _taken(found: Iterable[tuple[str, Sequence[SuggestedCode]]]) -> None:
    """Print how often a code that is taken for a title is right: with known words, and by likeness alone."""
    taken = [
        (code == first.coding.code, first.known)
        for code, each in found
        for first in each
        if title_coding.is_sure(first)
    ]
    measuring.show("  taken, with known words", [right for right, known in taken if known is not None])
    measuring.show("  taken, by likeness alone", [right for right, known in taken if known is None])


def _everyday() -> None:
    drawn = held_out.drawn(truth.TEST)
    coder = held_out.without(drawn)
    asked = held_out.asked(drawn)
    found = measuring.ranked(((title.title, title.code) for title in asked), coder)
    measuring.show_ranked("everyday titles held out", found)
    for language in sorted({title.language for title in asked}):
        part = [each for title, each in zip(asked, found, strict=True) if title.language == language]
        measuring.show(f"  language {language.value}, @1", [each.within(1) for each in part])
    _calibrated("  confidence", [(each.confidence, each.within(1)) for each in found])
    _taken([(title.code, [title_coding.stated(each) for each in coder.suggested(title.title)[:1]]) for title in asked])


def _advertised(titles: Sequence[truth.Advertised]) -> None:
    found = [(each, suggestions(each.title), dictionary(each.title)) for each in titles]
    together = [bool(got) and got[0][0][:_KIND] in each.plausible for each, got, _ in found]
    measuring.show("vacancies, kind plausible", together)
    measuring.show(
        "  by the dictionary alone", [bool(got) and got[0][0][:_KIND] in each.plausible for each, _, got in found]
    )
    doubtful = [at for at, (_, _, got) in enumerate(found) if not got or got[0][1] < 0.5]
    measuring.show("  where it is below 0.5 or silent", [together[at] for at in doubtful])
    first = [(each, suggested) for each in titles for suggested in reference.suggest(each.title, 1, TITLES_EDITION)]
    measuring.show("  given a code", [title_coding.is_sure(suggested) for _, suggested in first])
    alone = [(each, suggested) for each, suggested in first if suggested.known is None]
    measuring.show(
        "  plausible where likeness alone gives it",
        [
            suggested.coding.code[:_KIND] in each.plausible
            for each, suggested in alone
            if title_coding.is_sure(suggested)
        ],
    )
    _calibrated("  confidence", [(got[0][1], right) for (_, got, _), right in zip(found, together, strict=True) if got])


def _linked(folder: Path, official: Sequence[truth.Official]) -> None:
    units = truth.unit_titles(folder / "occupations")
    measuring.show("Indonesian to English, unit groups", linking.hits(units))
    new = [(title, code) for title, code in units if truth.is_new(title)]
    measuring.show("  worded otherwise than any table", linking.hits(new))
    six = [(each.title, each.code) for each in official if each.new]
    measuring.show("  new six-digit titles", linking.hits(six))


def _calibrated(name: str, found: Sequence[tuple[float, bool]]) -> None:
    tenths = measuring.calibration(found)
    figure(f"{name}: calibration error", measuring.calibration_error(tenths), "points")
    for mean, right, count in tenths:
        figure(f"{name} {mean:.0f} %: right", right, "%", f"of {count}")


def _cost(titles: Sequence[str]) -> None:
    drawn = random.Random(_SEED).sample(titles, min(_SPED, len(titles)))
    (speed,) = a_second((lambda: [title_coding.coded_anew(title) for title in drawn],), len(drawn))
    figure("titles coded in a second", speed, "", "processor time of one core, none of them kept from before")
    took = start(_START)
    figure("first title coded, from nothing", took.milliseconds, "ms", f"{took.megabytes:.1f} MB more resident")
    tracemalloc.start()
    reference.suggest("Operator mesin tenun kain sarung")
    figure("memory of one title, at most", tracemalloc.get_traced_memory()[1] / 2**20, "MB")
    tracemalloc.stop()
