"""Signs about pay: far above what the occupation offers, and a job without an interview for whoever comes."""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import Observation
from chalicelib.validation.fraud.model import Signal
from chalicelib.validation.phrases import Phrases, either, spotted
from chalicelib.validation.subject import Subject
from chalicelib.validation.wording import rupiah

TIMES_USUAL = 3
"""How many times the upper quartile pay has to exceed before it lures; below, good employers pay so much."""

HIGH_FOR_ANYBODY = 15_000_000
"""Pay a month that no work offers to whoever comes, nearly three times the highest minimum wage (of Bekasi, 2026)."""

_NO_INTERVIEW = Phrases(
    words=frozenset({"tanpa", "langsung", "interview"}),
    pattern=either(
        r"\btanpa (?:interview|wawancara|tes|seleksi)\b",
        r"\blangsung (?:kerja|diterima|berangkat|terbang|bekerja)\b(?! ?sama| dengan| di lapangan| dalam| di bawah"
        r"| pada)",
        r"\b(?:no|without)(?: an| any)? interview\b",
    ),
    unless_before=re.compile(r"\b(?:jangan|waspada|penipuan|mampu|bisa|siap|bersedia|sanggup|scam)\b"),
    unless_after=re.compile(r"\W{0,3}(?:tulis|ulang|alergi|covid|swab)"),
)
_ANYBODY = re.compile(
    r"tanpa pengalaman|tidak (?:perlu|butuh) (?:pengalaman|keahlian|skill)|semua kalangan|semua umur"
    r"|tanpa (?:skill|keahlian|ijazah)|no (?:experience|skills?) (?:needed|required|necessary)"
)


def _far_above(subject: Subject) -> Iterator[Observation]:
    content = subject.content
    low = content.pay_minimum or content.pay_maximum
    if not low or content.occupation is None:
        return
    usual = subject.reference.usual_pay(content.occupation, content.region or "")
    if usual is not None and low > usual.high * TIMES_USUAL:
        pointer = "/pay_minimum" if content.pay_minimum else "/pay_maximum"
        yield Observation(pointer=pointer, values={"pay": rupiah(low), "usual": rupiah(usual.high)})


def _unasked(subject: Subject) -> Iterator[Observation]:
    """No interview is a sign only where pay is high or nobody is turned away; much honest day work has none."""
    pay = subject.content.pay_minimum or subject.content.pay_maximum or 0
    if pay < HIGH_FOR_ANYBODY and not any(_ANYBODY.search(passage.lowered) for passage in subject.texts):
        return
    yield from spotted(subject.texts, _NO_INTERVIEW)


PAY_FAR_ABOVE = Signal(
    code="pay_far_above",
    name=Text("upah {pay}, jauh di atas yang biasa ({usual})", "pay of {pay}, far above the usual ({usual})"),
    observe=_far_above,
)
NO_INTERVIEW = Signal(
    code="no_interview",
    name=Text("diterima tanpa seleksi (“{phrase}”)", "taken on without selection (“{phrase}”)"),
    observe=_unasked,
)
