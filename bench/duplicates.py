"""Duplicates found among many vacancies: time, memory, pairs compared, precision and recall.

    python -m bench.duplicates [--vacancies 1000000] [--folder build/duplicates]
    python -m bench.duplicates --real ../shared/data/vacancies/jobstreet-2024.csv [--read 30]

The corpus is made with a seed and knows its copies (see bench/copies.py). Fingerprints are made by two processes, in
parts that are kept in the folder: a run that is broken off goes on where it stopped. ``--real`` says what is found
among the vacancies of 2024, which nobody has labelled, and prints pairs to be read by eye.
"""

import argparse
import contextlib
import random
import resource
import sys
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from pathlib import Path

import msgspec
from rich.progress import Progress

from bench import copies
from bench.jobstreet import ABSENT, postings, rows
from bench.report import figure, heading
from chalicelib.duplicates import blocking
from chalicelib.duplicates.batch import Linked, cluster, link
from chalicelib.duplicates.fingerprinting import fingerprint_of
from chalicelib.duplicates.model import Cluster, Fingerprint
from chalicelib.duplicates.scoring import compare
from chalicelib.errors import InvalidInput
from chalicelib.partners.job_posting import convert
from chalicelib.vacancies.coding import coded
from chalicelib.vacancies.model import Source, State, Vacancy

SEED, PART, PROCESSES = 7, 10_000, 2


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A fingerprint and the job that it really stands for."""

    fingerprint: Fingerprint
    job: int


class Found(msgspec.Struct, frozen=True):
    """How well pairs were told: right ones, ones that were taken for the same and are not, and missed ones."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the found pairs that are the same."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of the pairs that are the same that were found."""
        return self.right / max(1, self.right + self.missed)


def told(clusters: Sequence[Cluster], jobs: dict[str, int]) -> Found:
    """Compare clusters with the jobs that their vacancies stand for, pair by pair."""
    found = right = 0
    for each in clusters:
        members = (each.canonical, *each.others)
        found += _pairs(len(members))
        right += sum(_pairs(count) for count in Counter(jobs[name] for name in members).values())
    real = sum(_pairs(count) for count in Counter(jobs.values()).values())
    return Found(right=right, wrong=found - right, missed=real - right)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def _make(first: int, count: int, file: Path) -> Path:
    """Make one part in a process of its own, as a whole or not at all."""
    part = [Made(fingerprint_of(each.vacancy), each.job) for each in copies.corpus(count, SEED, first)]
    beside = file.with_suffix(".new")
    beside.write_bytes(msgspec.msgpack.encode(part))
    beside.replace(file)
    return file


def _state() -> str:
    """Name the code that parts are made with: those of other code are made anew."""
    sources = sorted(Path(blocking.__file__).parent.glob("*.py"))
    read = b"".join(source.read_bytes() for source in (*sources, Path(copies.__file__)))
    return f"{SEED}-{zlib.crc32(read):08x}"


def prepared(count: int, folder: Path) -> Iterator[Path]:
    """Yield the files of all parts, having made those that are absent."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = [(start, min(PART, count - start)) for start in range(0, count, PART)]
    state = _state()
    files = {start: folder / f"{state}-{start}-{size}.msgpack" for start, size in parts}
    absent = [(start, size) for start, size in parts if not files[start].exists()]
    with ProcessPoolExecutor(PROCESSES) as pool, Progress() as shown:
        task = shown.add_task("fingerprints", total=len(parts), completed=len(parts) - len(absent))
        # Each part begins at a number of its own: its copies never reach into the next one's.
        for _ in as_completed([pool.submit(_make, start, size, files[start]) for start, size in absent]):
            shown.advance(task)
    return iter(files.values())


def synthetic(count: int, folder: Path) -> None:
    """Print the figures of a made corpus."""
    heading("duplicates", f"{count:,} vacancies with known copies, seed {SEED}", f"MinHash, {PROCESSES} processes")
    started = time.perf_counter()
    files = prepared(count, folder)
    figure("fingerprints", time.perf_counter() - started, "s", "less when parts were there")
    made = [each for file in files for each in msgspec.msgpack.decode(file.read_bytes(), type=list[Made])]
    fingerprints = [each.fingerprint for each in made]
    linked = _linked(fingerprints)
    started = time.perf_counter()
    clusters = cluster(fingerprints, linked.pairs)
    figure("clusters", time.perf_counter() - started, "s", f"{len(clusters):,} of two and more")
    found = told(clusters, {each.fingerprint.id: each.job for each in made})
    figure("precision", found.precision * 100, "%", f"{found.wrong:,} pairs wrong")
    figure("recall", found.recall * 100, "%", f"{found.missed:,} of {found.right + found.missed:,} pairs missed")
    figure("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB", "largest")


def _linked(fingerprints: Sequence[Fingerprint]) -> Linked:
    started = time.perf_counter()
    with Progress() as shown:
        task = shown.add_task("families of blocks", total=None)
        linked = link(fingerprints, lambda done, of: shown.update(task, completed=done, total=of))
    figure("links", time.perf_counter() - started, "s", f"{len(linked.pairs):,} pairs are the same")
    figure("pairs compared", linked.compared / max(1, len(fingerprints)), "each", f"{len(linked.full):,} full blocks")
    return linked


def real(source: Path, read: int) -> None:
    """Print what is found among real vacancies, and pairs to be read."""
    if not source.is_file():
        raise SystemExit(ABSENT.format(source))
    vacancies = {each.id: each for each in _vacancies(source)}
    heading("duplicates", f"{len(vacancies):,} vacancies of {source.name}", "MinHash")
    fingerprints = [fingerprint_of(each) for each in vacancies.values()]
    linked = _linked(fingerprints)
    clusters = cluster(fingerprints, linked.pairs)
    figure("clusters", len(clusters), "", f"{sum(len(each.others) for each in clusters):,} vacancies are not shown")
    _repeated(vacancies, clusters)
    known = {each.id: each for each in fingerprints}
    for one, other in random.Random(SEED).sample(linked.pairs, min(read, len(linked.pairs))):
        _show(vacancies[one], vacancies[other], str(compare(known[one], known[other])))


def _vacancies(source: Path) -> Iterator[Vacancy]:
    for number, posting in enumerate(postings(rows(source), date(2024, 4, 30))):
        with contextlib.suppress(InvalidInput):
            found = convert(msgspec.json.encode(posting))
            yield Vacancy(
                id=f"vac_{number:026d}",
                employer_id="emp_real",
                employer_name=found.employer_name,
                source=Source(partner="jobstreet", external_id=found.external_id),
                content=coded(found.content).content,
                content_hash="",
                state=State.PUBLISHED,
                posted_at=found.posted_at or copies.AT,
                updated_at=copies.AT,
                expires_at=copies.AT,
            )


def _repeated(vacancies: dict[str, Vacancy], clusters: Sequence[Cluster]) -> None:
    """Say of the titles that one employer repeats how many stand in one cluster."""
    groups: dict[tuple[str, str], list[str]] = {}
    for name, each in vacancies.items():
        groups.setdefault((each.content.title.strip(), each.employer_name), []).append(name)
    place = {name: each.canonical for each in clusters for name in (each.canonical, *each.others)}
    repeated = [names for names in groups.values() if len(names) > 1]
    together = sum(len({place.get(name, name) for name in names}) == 1 for names in repeated)
    apart = sum(len({place.get(name, name) for name in names}) == len(names) for names in repeated)
    figure("repeated (title, employer)", len(repeated), "groups", f"{together} in one cluster, {apart} wholly apart")


def _show(one: Vacancy, other: Vacancy, why: str) -> None:
    print(f"\n{why}")
    for each in (one, other):
        content = each.content
        text = " ".join(content.description.split())[:160]
        print(
            f"  {content.title} | {each.employer_name} | {content.region} | {content.pay_minimum} | "
            f"{len(content.description)} signs: {text}"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one corpus."""
    parser = argparse.ArgumentParser(prog="python -m bench.duplicates", description=__doc__)
    parser.add_argument("--vacancies", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path, default=Path("build/duplicates"))
    parser.add_argument("--real", type=Path)
    parser.add_argument("--read", type=int, default=0)
    given = parser.parse_args(arguments)
    if given.real is not None:
        real(given.real, given.read)
    else:
        synthetic(given.vacancies, given.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
