"""How well a person knows a language: levels, tests, and what a test shows."""

from collections.abc import Iterable
from functools import cache

from chalicelib.reference import files
from chalicelib.reference.lists import CodeList
from chalicelib.reference.model_study import LanguageLevel, LanguageTest, LanguageTestBand

LEVEL_VERSION = "1"
TEST_VERSION = "2"


class LanguageTestList(CodeList[LanguageTest]):
    """Tests of languages with the levels that their scores show."""

    def __init__(self, version: str, tests: Iterable[LanguageTest], bands: Iterable[LanguageTestBand]) -> None:
        """Keep the ``tests``, and their ``bands`` from the lowest."""
        super().__init__(version, tests)
        self.bands = tuple(bands)

    def of_language(self, language: str) -> tuple[LanguageTest, ...]:
        """Return the tests of a language by its code."""
        return tuple(test for test in self if test.language == language)

    def level_of(self, code: str, score: float | None = None) -> str | None:
        """Return the level (CEFR) that a result shows: that of ``score``, else that of having passed the test.

        None when the test is unknown, the score is below its bands or above them, or only a score would tell.
        """
        test = self.get(code)
        if test is None or score is None:
            return test.passed if test else None
        bands = [band for band in self.bands if band.test == code]
        if not bands or score > bands[-1].highest:
            return None
        return next((band.level for band in reversed(bands) if score >= band.lowest), None)


@cache
def language_levels(version: str = LEVEL_VERSION) -> CodeList[LanguageLevel]:
    """Return the levels of mastering a language, the lowest first. Raises BadTable."""
    return CodeList(version, files.typed("language_levels", version, LanguageLevel))


@cache
def language_tests(version: str = TEST_VERSION) -> LanguageTestList:
    """Return the tests of languages with their bands, both of ``version``. Raises BadTable."""
    bands = files.typed("language_test_bands", version, LanguageTestBand)
    return LanguageTestList(version, files.typed("language_tests", version, LanguageTest), bands)
