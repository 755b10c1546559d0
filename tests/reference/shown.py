"""What the bands of tests of languages say of a result, read plainly."""

from chalicelib import reference


def shown(code, score=None):
    """The level of a score, else that of having passed; None where neither tells, or the score is in no band."""
    tests = reference.language_tests()
    test = tests.get(code)
    if test is None or score is None:
        return test.passed if test else None
    bands = [band for band in tests.bands if band.test == code]
    if not bands or score > bands[-1].highest:
        return None
    return next((band.level for band in reversed(bands) if score >= band.lowest), None)
