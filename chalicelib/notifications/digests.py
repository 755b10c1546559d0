"""What a message about saved searches says: how many vacancies, the best of them, and how to stop such messages."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from chalicelib import alerts, finding, vacancies
from chalicelib.indexing import is_open
from chalicelib.settings import Service, read
from chalicelib.texts import Language, Text
from chalicelib.vacancies.effective import effective
from chalicelib.vacancies.model import Vacancy, VacancyContent
from chalicelib.validation.wording import rupiah
from search.vocabulary import Kind


def open_still(details: Mapping[str, str], now: datetime) -> list[Vacancy]:
    """Return those of an event's vacancies that people can still apply for, in its order: the best first."""
    names = details["vacancies"].split()
    found = vacancies.get_many(names)
    return [found[name] for name in names if name in found and is_open(found[name], now)]


def digest_values(shown: Sequence[Vacancy], count: int, person_id: str, now: datetime) -> dict[str, Text]:
    """Return the values of the template for vacancies of which there are ``count`` in all; at least one is shown.

    ``link`` stops such messages and is for ``person_id`` alone; ``stop`` says so to programs of mail.
    """
    lines = Text(*(_lines(shown, count - len(shown), language) for language in Language))
    stop = _same(alerts.stop_link(person_id, now))
    return {
        "count": _same(str(max(count, len(shown)))),
        "title": _same(_one_line(shown[0].content.title)),
        "list": lines,
        "home": _same(_pages()),
        "link": stop,
        "stop": stop,
    }


def page_of(vacancy_id: str) -> str:
    """Return the address at which people read a vacancy (`web/app.js` shows it), not what programs are answered."""
    return f"{_pages()}/#/lowongan/{vacancy_id}"


def _pages() -> str:
    service = read(Service)
    return (service.pages_url or service.public_url).rstrip("/")


def _lines(shown: Sequence[Vacancy], rest: int, language: Language) -> str:
    parts = [_line(vacancy, language) for vacancy in shown]
    if rest > 0:
        parts.append(Text(f"- dan {rest} lagi", f"- and {rest} more").in_language(language))
    return "\n".join(parts)


def _line(vacancy: Vacancy, language: Language) -> str:
    content = effective(vacancy).content
    place = finding.label(Kind.REGION, content.region, language) if content.region else ""
    said = [_one_line(content.title), _one_line(vacancy.employer_name), place, _pay(content, language)]
    return f"- {', '.join(each for each in said if each)}\n  {page_of(vacancy.id)}"


def _pay(content: VacancyContent, language: Language) -> str:
    """Return what is paid a month: both ends, or the one that is stated."""
    least, most = content.pay_minimum, content.pay_maximum
    if least is None and most is None:
        return ""
    if least is None or most is None:
        one = rupiah(least if least is not None else most or 0)
        begin = Text("sampai", "up to") if least is None else Text("mulai", "from")
        return f"{begin.in_language(language)} {one}"
    return rupiah(most) if least == most else f"{rupiah(least)}-{rupiah(most)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _same(text: str) -> Text:
    return Text(text, text)
