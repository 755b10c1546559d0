"""What a message about saved searches says: how many vacancies, the best of them, and how to stop such messages."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from chalicelib import alerts, finding, vacancies
from chalicelib.indexing import is_open
from chalicelib.settings import Service, read
from chalicelib.texts import Language, Text
from chalicelib.vacancies.model import Vacancy
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
    content = vacancy.content
    place = finding.label(Kind.REGION, content.region, language) if content.region else ""
    said = [_one_line(content.title), _one_line(vacancy.employer_name), place, _pay(vacancy, language)]
    return f"- {', '.join(each for each in said if each)}\n  {page_of(vacancy.id)}"


def _pay(vacancy: Vacancy, language: Language) -> str:
    content = vacancy.content
    most = content.pay_maximum if content.pay_maximum is not None else content.pay_minimum
    if most is None:
        return ""
    amount = f"Rp{most:,}".replace(",", ".")
    return Text(f"sampai {amount}", f"up to {amount}").in_language(language)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _same(text: str) -> Text:
    return Text(text, text)
