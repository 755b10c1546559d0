"""A process that writes one file for ever; its test kills it."""

import itertools
import sys
from pathlib import Path

SIZE = 300_000

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    from chalicelib.matching.batch.store import Folder

    for number in itertools.count():
        Folder(Path(sys.argv[1])).write("file", bytes([97 + number % 26]) * SIZE)
