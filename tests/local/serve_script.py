"""Serves a platform as `padan serve` does, and tells what happened on standard output. Run by `test_platform`."""

import sys
import time
from pathlib import Path

from local.http.types import LocalRequest, LocalResponse
from local.platform import Platform, Start
from local.serving import serve


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def started(platform: Platform, start: Start) -> None:
    say("started", start.ending, start.must_rebuild, platform.emulator.pid)


def hang(request: LocalRequest) -> LocalResponse:
    say("hanging")
    time.sleep(60)
    return LocalResponse()


if __name__ == "__main__":
    platform = Platform(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else 0,
        seed=lambda platform: say("seeded"),
        on_start=started,
        local_routes={"/dev/hang": hang},
    )
    sys.exit(serve(platform))
