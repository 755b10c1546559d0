"""What asking whether a session is over adds to a request with a bearer token, beside one plain read of the same table.

python -m bench.session_ends [--sessions 200]

On the emulator, whose reads are slower than DynamoDB's: the ratio counts, not the milliseconds. Sessions are invented.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from local.emulator import CREDENTIALS, REGION, Emulator
from security import session_ends
from security.session_ends import SessionStart, is_over
from security.session_ends_table import SessionEndItem


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=200)
    count = parser.parse_args(arguments).sessions
    with tempfile.TemporaryDirectory() as folder, Emulator(Path(folder)) as emulator:
        os.environ.update(CREDENTIALS | {"AWS_ENDPOINT_URL": emulator.url, "AWS_DEFAULT_REGION": REGION})
        SessionEndItem.create_table(wait=True)
        starts = [SessionStart(f"per_{number}", f"session-{number}", 1) for number in range(count)]
        _show(starts)


def _show(starts: Sequence[SessionStart]) -> None:
    plain = _median(starts, _plain_read)
    asked = _median(starts, is_over)
    session_ends.forget()
    believed = _median(starts, _asked_before)
    print(f"one plain consistent read    {plain:9.3f} ms")
    print(f"asked whether it is over     {asked:9.3f} ms, {asked / plain:.2f} of a plain read")
    print(f"asked again within seconds   {believed:9.5f} ms")


def _plain_read(start: SessionStart) -> None:
    list(SessionEndItem.query(start.person, consistent_read=True, limit=1))


def _asked_before(start: SessionStart) -> float:
    is_over(start)
    began = time.perf_counter()
    is_over(start)
    return (time.perf_counter() - began) * 1000


def _median(starts: Sequence[SessionStart], ask: Callable[[SessionStart], object]) -> float:
    took = []
    for start in starts:
        began = time.perf_counter()
        told = ask(start)
        took.append(told if isinstance(told, float) else (time.perf_counter() - began) * 1000)
    return statistics.median(took)


if __name__ == "__main__":
    main(sys.argv[1:])
