"""A broken file of the corpus: how to make it, and what is said of it and where."""

from collections.abc import Callable
from typing import NamedTuple

READ = "read"
"""What is said of a file that can be used after all."""


class Broken(NamedTuple):
    """``code`` is said of the whole file, or of the first cell of ``row`` that is refused, under the file's heading."""

    make: Callable[[], bytes]
    code: str
    row: int = 0
    column: str = ""

    @property
    def is_refused(self) -> bool:
        """Whether nothing of the file is used."""
        return not self.row and self.code != READ
