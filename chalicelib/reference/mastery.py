"""How well a person knows a language: levels, tests, and the bands of scores that show a level."""

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


@cache
def language_levels(version: str = LEVEL_VERSION) -> CodeList[LanguageLevel]:
    """Return the levels of mastering a language, the lowest first. Raises BadTable."""
    return CodeList(version, files.typed("language_levels", version, LanguageLevel))


@cache
def language_tests(version: str = TEST_VERSION) -> LanguageTestList:
    """Return the tests of languages with their bands, both of ``version``. Raises BadTable."""
    bands = files.typed("language_test_bands", version, LanguageTestBand)
    return LanguageTestList(version, files.typed("language_tests", version, LanguageTest), bands)
