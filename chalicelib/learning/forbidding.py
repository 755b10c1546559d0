"""Words that are never proposed and never accepted: what asks for what people are, and what fraud is made of.

Search is not to learn a way of asking for a sex, a faith or an origin, however many ask for it. The rules on vacancies
decide (`chalicelib.validation`), on the words alone and as a demand; a list holds what they read in sentences only.
"""

from datetime import UTC, datetime

from search.normalise import normalise

_LISTED = """
pria wanita laki perempuan cewek cowok cewe cowo gadis janda duda lajang single jomblo menikah perawan muda cantik
ganteng menarik seksi sexy goodlooking langsing kurus gemuk putih berhijab hijab jilbab muslim muslimah islam kristen
katolik hindu buddha budha konghucu pribumi tionghoa chinese cina jawa sunda batak madura papua betawi bule
slot judi togel gacor casino kasino taruhan pinjol dukun bodong ponzi bo escort pijat plus esek mucikari psk lonte
narkoba sabu ganja joki calo pungli suap tkiilegal
"""
_FORBIDDEN = frozenset(_LISTED.split())
_SIGNS = frozenset({"fraud_suspected", "fraud_signs", "fee_asked", "diploma_held", "child_labour", "minors_invited"})
_ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""No rule on words depends on the day."""


def is_forbidden(words: str) -> bool:
    """Tell whether ``words`` discriminate, or belong to fraud, by a list or by the rules on vacancies."""
    if not _FORBIDDEN.isdisjoint(normalise(words).split()):
        return True
    return any(_offends(text) for text in (words, f"khusus {words}"))


def _offends(text: str) -> bool:
    from chalicelib.vacancies.model import VacancyContent
    from chalicelib.validation.checking import check
    from chalicelib.validation.context import CheckContext
    from chalicelib.validation.fairness import unequal

    content = VacancyContent(title=text, description=text)
    if unequal(content):
        return True
    return any(finding.code in _SIGNS for finding in check(content, CheckContext(now=_ANY_DAY)))
