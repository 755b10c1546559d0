"""Signs about pay: far above what the occupation offers, and a job without an interview for whoever comes."""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import Observation
from chalicelib.validation.fraud.model import Signal
from chalicelib.validation.fraud.papers import IDENTITY_EARLY, SECRET_ASKED
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
        r"\btanpa (?:tatap muka |proses |ada )?(?:interview|wawancara|tes|seleksi)\b",
        r"\blangsung (?:kerja|diterima|berangkat|terbang|bekerja)\b(?! ?sama| dengan| di lapangan| dalam| di bawah"
        r"| pada)",
        r"\b(?:no|without)(?: an| any)? interview\b",
    ),
    unless_before=re.compile(r"\b(?:jangan|waspada|penipuan|mampu|bisa|siap|bersedia|sanggup|scam)\b"),
    unless_after=re.compile(r"\W{0,3}(?:tulis|ulang|alergi|covid|swab)"),
)
_UNSEEN = re.compile(
    r"\btanpa (?:tatap muka |proses |ada )?(?:interview|wawancara|seleksi)|\b(?:no|without)(?: an| any)? interview"
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
    """No interview is a sign where pay is high, nobody is turned away, or papers are asked for; day work has none."""
    pay = subject.content.pay_minimum or subject.content.pay_maximum or 0
    lures = pay >= HIGH_FOR_ANYBODY or any(_ANYBODY.search(passage.lowered) for passage in subject.texts)
    if lures or _for_papers(subject):
        yield from spotted(subject.texts, _NO_INTERVIEW)


def _for_papers(subject: Subject) -> bool:
    """Tell whether papers or secrets are asked for, and it is said outright that nobody will be interviewed."""
    if not any(_UNSEEN.search(passage.lowered) for passage in subject.texts):
        return False
    return any(True for sign in (IDENTITY_EARLY, SECRET_ASKED) for _ in sign.observe(subject))


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
