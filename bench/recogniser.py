"""The recogniser over all reference tables: its file, its start from nothing, its memory, and how fast it reads.

    python -m bench.recogniser [../shared/data/vacancies]

Speed is processor time of one core. In the same titles concepts are found, in turn, by the compiled lexicon, by one
that was compiled in memory, and by dictionaries built from the tables at the start.
"""

import csv
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path

import msgspec

from bench.report import figure, heading, ratio
from chalicelib import reference
from chalicelib.reference import compiling, prepared
from search.lexicon.compiling import MOST_ORDERED
from search.lexicon.lexicon import Lexicon
from search.normalise import normalise
from search.reading.automaton import Automaton, Match
from search.reading.model import Meaning
from search.reading.texts import TextRecogniser
from search.vocabulary import Kind

FOLDER = Path("../shared/data/vacancies")
ABSENT = (
    "{} is absent: the titles of the tables themselves are read instead; put the development data there for real ones."
)
ROUNDS, STARTS, AIM = 5, 5, 300
_FILES = (
    ("jobstreet-2024.csv", "Job Title"),
    ("jobstreet-2018-titles.csv", "job_position"),
    ("glints-2018-skills.csv", "job_position"),
)
_RESIDENT = """
def resident():
    with open("/proc/self/status") as file:
        return next((int(line.split()[1]) / 1024 for line in file if line.startswith("VmRSS")), 0.0)
"""
_START = """
import sys, time, json
from chalicelib import reference
from chalicelib.reference import recognising, title_table
{resident}
before, started = resident(), time.perf_counter()
{work}
print(json.dumps([1000 * (time.perf_counter() - started), resident() - before]))
"""
_WORK = {
    "loaded, from nothing": "reference.recogniser()",
    "loaded and a first text read": "reference.recogniser().read('Sopir truk SIM B1 di Cikarang')",
    "first title coded, from nothing": "reference.occupations().code_title('Sopir truk')",
    "dictionaries built instead, from nothing": "from bench.recogniser import Windows; Windows()",
}


class Start(msgspec.Struct, frozen=True, array_like=True):
    """What something takes in a fresh interpreter that has imported the package: milliseconds and megabytes."""

    milliseconds: float
    megabytes: float


def start(work: str) -> Start:
    """Return the median of several fresh interpreters."""
    program = _START.format(resident=_RESIDENT, work=work)
    command = [sys.executable, "-c", program]
    runs = [subprocess.run(command, capture_output=True, check=True) for _ in range(STARTS)]  # noqa: S603 - our own
    took = [msgspec.json.decode(run.stdout.splitlines()[-1], type=Start) for run in runs]
    return sorted(took, key=lambda each: each.milliseconds)[STARTS // 2]


def titles(folder: Path) -> list[str]:
    """Return the titles of real vacancies, those of the tables when they are absent."""
    if not folder.is_dir():
        print(ABSENT.format(folder))
        return [title.title for title in reference.occupations().titles]
    found: list[str] = []
    for file, column in _FILES:
        with (folder / file).open(encoding="utf-8", newline="") as opened:
            found += [cell for row in csv.DictReader(opened) if (cell := row[column].strip())]
    return found


class Windows:
    """The same without tries: every window of words looked up in a dictionary of all surfaces in all their orders."""

    def __init__(self) -> None:
        """Take the vocabulary apart."""
        listed: dict[str, list[Meaning]] = defaultdict(list)
        for term in reference.vocabulary().terms:
            listed[term.surface].append(Meaning(term.kind, term.code, term.weight))
        self._known = {surface: (surface, tuple(said)) for surface, said in listed.items()}
        for surface, said in list(self._known.items()):
            words = surface.split()
            for order in permutations(words) if len(words) <= MOST_ORDERED else ():
                self._known.setdefault(" ".join(order), said)
        self._longest = max(surface.count(" ") + 1 for surface in self._known)

    def find(self, words: Sequence[str]) -> list[Match]:
        """Return the longest windows, then the leftmost, without overlap."""
        free, found = [True] * len(words), list[Match]()
        for size in range(min(len(words), self._longest), 0, -1):
            for start in range(len(words) - size + 1):
                said = self._known.get(" ".join(words[start : start + size]))
                if said and all(free[start : start + size]):
                    free[start : start + size] = [False] * size
                    found.append(Match(start, start + size, *said))
        return sorted(found, key=lambda match: match.start)


def a_second(works: Sequence[Callable[[], object]], count: int) -> list[float]:
    """Return how many of ``count`` things each of ``works`` does in a second of processor time, tried in turn."""
    best = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for at, work in enumerate(works):
            began = time.process_time()
            work()
            best[at] = min(best[at], time.process_time() - began)
    return [count / seconds for seconds in best]


def main(folder: Path = FOLDER) -> int:
    """Print the figures."""
    files = compiling.write()
    texts = titles(folder)
    vocabulary = reference.vocabulary()
    described = f"{len(vocabulary.terms):,} ways to say {len(vocabulary.concepts):,} concepts"
    heading("recogniser of all tables", f"{len(texts):,} titles", described)
    for file in files:
        figure(f"compiled {file.name}", file.stat().st_size / 2**20, "MB")
    for name, work in _WORK.items():
        took = start(work)
        figure(name, took.milliseconds, "ms", f"aim < {AIM}; {took.megabytes:.1f} MB more resident")
    _starts_compared()
    _speeds(texts)
    _corrected(texts)
    return 0


def _starts_compared() -> None:
    took = _processor(lambda: Lexicon.unpacked(compiling.compile_words("")))
    loaded = _processor(lambda: Lexicon.load(prepared.FOLDER / "words.bin"))
    figure("compiled in memory instead", took, "ms", "of tables that are read already")
    figure("digest of tables and code, each start", _processor(prepared.sources_digest.__wrapped__), "ms")
    ratio("in memory / loaded", took, loaded)


def _processor(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return 1000 * (time.process_time() - began)


def _speeds(texts: Sequence[str]) -> None:
    words = [normalise(text).split() for text in texts]
    lexicon, memory = reference.lexicon(), Lexicon.of(reference.vocabulary())
    found, other, windows = Automaton(lexicon), Automaton(memory), Windows()
    recogniser = reference.recogniser()
    speeds = a_second(
        [
            lambda: [recogniser.read(text) for text in texts],
            lambda: [recogniser.read(text, (Kind.OCCUPATION, Kind.SKILL)) for text in texts],
            lambda: [found.find(each) for each in words],
            lambda: [other.find(each) for each in words],
            lambda: [windows.find(each) for each in words],
        ],
        len(texts),
    )
    figure("titles read a second, all kinds", speeds[0], "", "one core, aim >= 10,000")
    figure("titles read a second, two kinds", speeds[1], "")
    figure("titles searched, the file", speeds[2], "", "words only, no misspellings")
    figure("titles searched, compiled in memory", speeds[3], "")
    figure("titles searched, dictionaries", speeds[4], "")
    ratio("the file / compiled in memory", speeds[2], speeds[3], "1")
    ratio("the file / dictionaries", speeds[2], speeds[4])


def _corrected(texts: Sequence[str]) -> None:
    fresh = TextRecogniser(reference.lexicon())
    began = time.process_time()
    mentions = [fresh.read(text) for text in texts]
    figure("titles read a second, nothing kept", len(texts) / (time.process_time() - began), "", "each once")
    figure("titles with a mention", 100 * sum(map(bool, mentions)) / len(texts), "%")
    wrong = sum(any(mention.corrected for mention in found) for found in mentions)
    figure("titles with a corrected word", 100 * wrong / len(texts), "%")


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:2])))
