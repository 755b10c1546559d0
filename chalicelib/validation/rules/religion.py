"""Religion as a requirement."""

from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, observe
from chalicelib.validation.rules.equality import NEGATED, PREFERRED, RIGHTS, UNLESS_WELCOME, WARES, asks_for
from chalicelib.validation.subject import Subject

_FAITH = (
    r"(?:islam|muslim(?:ah|in)?|kristen\w*|kristiani|kat(?:h)?olik|hindu|budd?h?a|nasrani|konghucu|christian|catholic)"
)
_SCARF = r"(?:hijab|jilbab|kerudung)"
_RELIGION = Phrases(
    triggers=(
        "islam",
        "muslim",
        "kristen",
        "kristiani",
        "katolik",
        "katholik",
        "hindu",
        "nasrani",
        "hijab",
        "jilbab",
        "kerudung",
        "christian",
        "catholic",
        "budha",
        "buddha",
    ),
    pattern=either(
        rf"\bberagama\s+(?:non[- ]?)?{_FAITH}",
        rf"\bagama\s*:\s*{_FAITH}",
        rf"\b{PREFERRED}\W{{0,4}}(?:seorang\s|a\s|yang\s|ber)?(?:non[- ]?)?\b{_FAITH}\b(?! (?:school|university))",
        rf"\b{_FAITH}\W{{0,3}}(?:only|preferred|(?:lebih )?di ?utamakan|saja|lebih disukai)\b",
        r"(?<=\n)\W{0,4}muslim(?:ah)?\s?(?:/\s?muslim(?:ah)?)?\s*(?=[,\n]|$)",
        rf"\b(?:wajib|bersedia|harus|must)\s+(?:menggunakan\s|mengenakan\s|memakai\s|pakai\s"
        rf"|wear(?:ing)? (?:a )?)?(?:ber)?{_SCARF}",
        r"\bber(?:hijab|jilbab|kerudung)\b",
    ),
    unless_before=either(NEGATED, WARES),
    unless_after=either(rf"{UNLESS_WELCOME.pattern}", r"\W{0,3}(?:/\s?(?:non|tidak)|fashion|friendly)"),
)


@CATALOGUE.rule(
    "religion_requirement", version=1, message=asks_for("agama tertentu", "one religion"), legal_basis=RIGHTS
)
def religion_requirement(subject: Subject) -> Iterator[Observation]:
    """A faith or its dress is asked for."""
    yield from observe(subject.texts, _RELIGION)
