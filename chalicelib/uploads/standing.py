"""Where a row's vacancy stands when it is not published: at which step, by which rules, and what its poster can do."""

from collections.abc import Iterable, Mapping

import msgspec

from chalicelib.texts import Text
from chalicelib.uploads.model import Standing, Turn
from chalicelib.vacancies.checking import FIRST_VACANCIES
from chalicelib.vacancies.model import State, Vacancy
from chalicelib.vacancies.reviews_reasons import told_reason
from chalicelib.validation.model import Severity

_MEND = Text(
    "Perbaiki baris ini sesuai temuan lalu unggah lagi dengan nomor yang sama; atau tunggu keputusan petugas.",
    "Mend the row as the findings say and upload it again under the same number; or wait for an officer's decision.",
)
_MEND_REJECTED = Text(
    "Perbaiki baris ini sesuai temuan lalu unggah lagi dengan nomor yang sama.",
    "Mend the row as the findings say and upload it again under the same number.",
)
_MEND_HERE = Text(
    "Baris ini tidak bernomor: perbaiki lowongannya sendiri, dengan pengenal di laporan ini, atau tunggu keputusan "
    "petugas. Baris yang diubah dan diunggah lagi menjadi lowongan lain; dengan kolom Nomor ia tetap sama.",
    "The row has no number: mend the vacancy itself, by its identifier in this report, or wait for an officer's "
    "decision. A row that is changed and uploaded again is another vacancy; with a column Number it stays one.",
)
_MEND_ANEW = Text(
    "Baris ini tidak bernomor: perbaiki lalu unggah lagi; ia menjadi lowongan baru, dan yang ini tetap tidak tayang. "
    "Dengan kolom Nomor sebuah baris tetap lowongan yang sama.",
    "The row has no number: mend it and upload it again; it becomes a new vacancy, and this one stays unpublished. "
    "With a column Number a row stays the same vacancy.",
)
_WAIT = Text(
    "Tidak perlu tindakan: petugas memeriksanya dan Anda diberi tahu.",
    "Nothing to do: an officer looks at it, and you are told.",
)
_FIRST = Text(
    "Lowongan pertama pemberi kerja baru diperiksa petugas; tidak ada yang salah.",
    "The first vacancies of a new employer are looked at by an officer; nothing is wrong.",
)
_CHECKED = Text("Menunggu keputusan petugas.", "It waits for an officer's decision.")
_CLOSED = Text(
    "Lowongan ini sudah ditutup; baris yang tidak berubah tidak membukanya lagi.",
    "This vacancy was closed; a row that did not change does not open it again.",
)
_CHANGE = Text(
    "Ubah isi baris lalu unggah lagi bila lowongan ini dibuka kembali.",
    "Change the row and upload it again if the vacancy is open again.",
)
_CHANGE_ANEW = Text(
    "Baris ini tidak bernomor: bila diubah lalu diunggah lagi, ia menjadi lowongan baru.",
    "The row has no number: changed and uploaded again, it becomes a new vacancy.",
)
_UNNUMBERED: Mapping[Text, Text] = {_MEND: _MEND_HERE, _MEND_REJECTED: _MEND_ANEW, _CHANGE: _CHANGE_ANEW}
"""What is to be done instead with a row that is known by what it says."""
_KEPT_BACK: Mapping[State, tuple[Severity, Text, Text]] = {
    State.HELD: (Severity.HOLD, Text("Ditahan pemeriksaan: {}.", "Held by the check: {}."), _MEND),
    State.REJECTED: (Severity.REJECT, Text("Ditolak pemeriksaan: {}.", "Rejected by the check: {}."), _MEND_REJECTED),
}
_NAMED = 3
"""Findings whose words stand in a reason; the row tells all of them beside it."""
_ENDED = frozenset({State.CLOSED, State.FILLED, State.WITHDRAWN})


def standing_of(vacancy: Vacancy, *, numbered: bool = True) -> Standing | None:
    """Return why a vacancy is not published, ``None`` when it is; ``numbered``: its row has a number of its own."""
    found = _standing(vacancy)
    if found is None or numbered:
        return found
    return msgspec.structs.replace(found, action=_UNNUMBERED.get(found.action, found.action))


def _standing(vacancy: Vacancy) -> Standing | None:
    if vacancy.state is State.PUBLISHED:
        return None
    if vacancy.history and vacancy.history[-1].decision is not None:
        return _decided(vacancy)
    if vacancy.state in _KEPT_BACK:
        return _kept_back(vacancy)
    if vacancy.state in _ENDED:
        return Standing(step=Turn.MEND, reason=_CLOSED, action=_CHANGE)
    first = any(step.reason == FIRST_VACANCIES for step in vacancy.history)
    return Standing(step=Turn.OFFICER, reason=_FIRST if first else _CHECKED, action=_WAIT)


def _decided(vacancy: Vacancy) -> Standing:
    told = told_reason(vacancy)
    reason = Text(f"Dikembalikan atau ditolak petugas: {told.id}.", f"Sent back or rejected by an officer: {told.en}.")
    return Standing(step=Turn.MEND, reason=reason, action=_MEND_REJECTED)


def _kept_back(vacancy: Vacancy) -> Standing:
    severity, reason, action = _KEPT_BACK[vacancy.state]
    found: dict[str, Text] = {}
    for each in vacancy.findings:
        if each.severity is severity:
            found.setdefault(each.code, each.message)
    words = list(found.values())[:_NAMED]
    named = Text(_listed(word.id for word in words), _listed(word.en for word in words))
    told = Text(reason.id.replace("{}", named.id), reason.en.replace("{}", named.en))
    return Standing(step=Turn.MEND, reason=told, action=action, rules=tuple(found))


def _listed(words: Iterable[str]) -> str:
    return "; ".join(word.rstrip(".") for word in words)
