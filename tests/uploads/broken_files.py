"""Files that are broken in every way that we could think of: by name, how to make it, and what is said of it."""

from tests.uploads.broken import Broken
from tests.uploads.broken_texts import TEXTS
from tests.uploads.broken_workbooks import WORKBOOKS

BROKEN: dict[str, Broken] = {**TEXTS, **WORKBOOKS}
REFUSED = [name for name, broken in BROKEN.items() if broken.is_refused]
"""Of which nothing is used."""
WITH_ROWS = [name for name, broken in BROKEN.items() if broken.row]
"""Of which one row is refused."""
