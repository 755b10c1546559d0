"""Push the Jobstreet vacancies through the use case against the emulator: does every one get an outcome, how fast?

python -m bench.partner_push ../shared/data/vacancies/jobstreet-2024.csv [--most N]
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from bench.jobstreet import postings, rows
from local.emulator import CREDENTIALS, REGION, Emulator
from local.resources import create_stores

_PUSH = 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Push one file, work its chunks off in this process, and print counts and speed."""
    parser = argparse.ArgumentParser(prog="python -m bench.partner_push", description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("--most", type=int, default=None)
    parser.add_argument("--only-with-text", action="store_true")
    given = parser.parse_args(arguments)
    found = [row for row in rows(given.source) if row.text.strip() or not given.only_with_text][: given.most]
    with tempfile.TemporaryDirectory() as folder, Emulator(Path(folder), save_seconds=3600) as emulator:
        use(emulator)
        create_stores(emulator.url)
        return _run(found)


def use(emulator: Emulator) -> None:
    """Let this process work on ``emulator``."""
    variables = CREDENTIALS | {
        "AWS_ENDPOINT_URL": emulator.url,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "PADAN_LOG_LEVEL": "WARNING",
    }
    os.environ.update(variables)
    import app  # noqa: F401 - all tables


def _run(found: Sequence[object]) -> int:
    from chalicelib import partners
    from chalicelib.clock import SYSTEM_CLOCK

    lines = [msgspec.json.encode(entry) for entry in postings(found, SYSTEM_CLOCK.now().date())]  # type: ignore[arg-type]
    partner = partners.add_partner("Jobstreet")
    outcomes, whys, started = Counter[str](), Counter[str](), time.perf_counter()
    for body in _bodies(lines):
        receipt = partners.push(partner.id, body, partners.PayloadForm.LINES).receipt
        for chunk in range(receipt.chunks):
            for outcome in partners.work(partners.Chunk(receipt=receipt.id, chunk=chunk)):
                outcomes[outcome.result.value] += 1
                whys.update({error.code for error in outcome.errors})
                whys.update({f"{finding.code} ({finding.severity})" for finding in outcome.findings})
    spent = time.perf_counter() - started
    print(f"{len(lines)} pushed, {outcomes.total()} outcomes, {len(lines) / spent:,.0f} items a second")
    for counts in (outcomes, whys):
        for name, count in counts.most_common():
            print(f"  {name:34} {count:6} {count / len(lines):7.1%}")
    return 0 if outcomes.total() == len(lines) else 1


def _bodies(lines: Sequence[bytes]) -> Iterator[bytes]:
    for start in range(0, len(lines), _PUSH):
        yield b"\n".join(lines[start : start + _PUSH])


if __name__ == "__main__":
    sys.exit(main())
