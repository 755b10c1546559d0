"""The notice to the agency, in Indonesian, with everything that article 46 asks for. Numbers of people, no names."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from chalicelib.auditing.wording import KINDS
from chalicelib.breaches.affecting import Affected
from chalicelib.breaches.incident import Incident, Told
from chalicelib.clock import WESTERN_TIME

_MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
)


def document(incident: Incident, people: Iterable[Affected]) -> str:
    """Return the notice as Markdown."""
    return "\n".join(_lines(incident, list(people)))


def moment(at: datetime) -> str:
    """Return a moment in western Indonesian time, in words: ``2 Maret 2026 15.30 WIB``."""
    there = at.astimezone(WESTERN_TIME)
    return f"{there.day} {_MONTHS[there.month - 1]} {there.year} {there:%H.%M} WIB"


def _lines(incident: Incident, people: list[Affected]) -> Iterator[str]:
    yield f"# Pemberitahuan kegagalan pelindungan data pribadi ({incident.reference})"
    yield ""
    yield "Disampaikan berdasarkan Pasal 46 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi."
    yield ""
    yield f"- Diketahui: {moment(incident.discovered)}"
    yield f"- Batas pemberitahuan (3 x 24 jam): {moment(incident.due)}"
    yield f"- Narahubung: {incident.contact}"
    yield ""
    yield "## Data pribadi yang terungkap"
    yield ""
    yield f"Subjek data: {len(people)} orang."
    yield ""
    yield from _kinds(incident, people)
    yield ""
    yield "## Kapan dan bagaimana data terungkap"
    yield ""
    yield f"Sejak {moment(incident.began)} sampai {_end(incident)}."
    yield ""
    for title, part in _parts(incident):
        if title:
            yield f"## {title}"
            yield ""
        yield part.id
        yield ""


def _kinds(incident: Incident, people: list[Affected]) -> Iterator[str]:
    yield "| jenis data | subjek data |"
    yield "|---|---|"
    for kind in incident.kinds:
        yield f"| {KINDS[kind].id} | {sum(kind in each.kinds for each in people)} |"


def _end(incident: Incident) -> str:
    return moment(incident.ended) if incident.ended is not None else "sekarang (masih berlangsung)"


def _parts(incident: Incident) -> Iterator[tuple[str, Told]]:
    yield "", incident.what
    yield "", incident.how
    yield "Akibat bagi subjek data", incident.consequences
    yield "Upaya penanganan", incident.handling
    yield "Upaya pemulihan", incident.recovery
    yield "Yang dapat dilakukan subjek data", incident.advice
