"""What recognises words of all tables in queries and texts."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search.lexicon.lexicon import Lexicon
    from search.reading.texts import TextRecogniser

FORM = "words"


@cache
def lexicon() -> "Lexicon":
    """Return every concept of the tables and every way to say it, in compiled form. Raises BadTable."""
    from chalicelib.reference.compiling import compile_words
    from chalicelib.reference.prepared import prepared
    from search.lexicon.lexicon import Lexicon

    return Lexicon(prepared(FORM, compile_words))


@cache
def recogniser() -> "TextRecogniser":
    """Return the recogniser of the tables' concepts in running text. Raises BadTable."""
    from search.reading.texts import TextRecogniser

    return TextRecogniser(lexicon())
