"""Whether a text that is known may still be told: lists grow, and what was kept before they did stays in the tables."""

import functools

from chalicelib.learning import dictionary
from chalicelib.learning.names import GIVEN
from chalicelib.learning.privacy import is_suspicious
from chalicelib.learning.sensitive import is_sensitive

_REMEMBERED = 50_000


@functools.lru_cache(maxsize=_REMEMBERED)
def may_be_told(text: str) -> bool:
    """Tell whether nothing in ``text`` looks personal or sensitive by the lists of today."""
    if all(word in GIVEN for word in text.split()) and not dictionary.meanings(text):
        return False
    return not is_suspicious(text, dictionary.recogniser().knows) and not is_sensitive(text)
