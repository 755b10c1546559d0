"""A process that runs a small country in a folder; its tests kill it at any moment and start another."""

import sys
from pathlib import Path

PEOPLE, VACANCIES, BLOCK = 400, 120, 20

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))


def main(folder: Path) -> None:
    """Run it with two processes and say how many people had been matched before."""
    from datetime import UTC, datetime

    from chalicelib.clock import FixedClock
    from chalicelib.matching.batch.manifest import prepare
    from local.batch.running import run
    from tests.matching.batch import worlds

    offers, people = worlds.small_country(PEOPLE, VACANCIES)
    clock = FixedClock(datetime.fromtimestamp(worlds.NOW, UTC))

    def prepared(store):
        return prepare(store, offers, people, worlds.NOW, BLOCK)

    ran = run(folder, prepared, lambda _done, _of: None, 2, clock)
    sys.stdout.write(f"resumed {ran.resumed}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
