"""How to reach the poster: a form that works, and addresses that hide who is behind them."""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.model import Span
from chalicelib.validation.subject import Subject

_REACHABLE = re.compile(
    r"https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d{1,5})?(?:[/?#]\S*)?|mailto:[^@\s]+@(?:[a-z0-9-]+\.)+[a-z]{2,}(?:\?\S*)?"
    r"|tel:\+?[0-9().-]{6,20}",
    re.IGNORECASE,
)
_FREE_MAIL = re.compile(
    r"[\w.+-]{1,64}@(?:gmail|googlemail|yahoo|ymail|rocketmail|hotmail|outlook|live|icloud|aol|proton|protonmail)"
    r"\.(?:com|co\.id|co|me|id)\b",
    re.IGNORECASE,
)
_SHORTENED = re.compile(
    r"\b(?:bit\.ly|s\.id|tinyurl\.com|cutt\.ly|t\.ly|rb\.gy|shorturl\.at|is\.gd|goo\.gl|rebrand\.ly|linktr\.ee|t\.co"
    r"|ow\.ly|tiny\.cc|lnkd\.in|gg\.gg|intip\.in)/[\w./?=&%-]+",
    re.IGNORECASE,
)


@CATALOGUE.rule(
    "contact_unreachable",
    version=1,
    message=Text(
        "Kontak bukan alamat web, surel (mailto:) atau telepon (tel:) yang lengkap.",
        "The contact is not a complete web address, mailto: or tel:.",
    ),
)
def contact_unreachable(subject: Subject) -> Iterator[Observation]:
    """A contact that no client can open."""
    contact = subject.content.contact_url
    if contact is not None and not _REACHABLE.fullmatch(contact.strip()):
        yield Observation(pointer="/contact_url", phrase=contact)


@CATALOGUE.rule(
    "free_mail_contact",
    version=1,
    message=Text(
        "Kontak memakai surel gratis ({phrase}); alamat perusahaan lebih dipercaya.",
        "The contact uses a free mailbox ({phrase}); an address of the company is trusted more.",
    ),
)
def free_mail_contact(subject: Subject) -> Iterator[Observation]:
    """Anybody can open such a mailbox in the name of a company."""
    yield from _in_texts(subject, _FREE_MAIL, "@")


@CATALOGUE.rule(
    "shortened_link",
    version=1,
    message=Text(
        "Tautan singkat {phrase} menyembunyikan tujuannya.", "The shortened link {phrase} hides where it leads."
    ),
)
def shortened_link(subject: Subject) -> Iterator[Observation]:
    """A reader cannot see where the link leads."""
    yield from _in_texts(subject, _SHORTENED, "/")


def _in_texts(subject: Subject, pattern: re.Pattern[str], sign: str) -> Iterator[Observation]:
    if found := pattern.search(subject.content.contact_url or ""):
        yield Observation(pointer="/contact_url", phrase=found[0])
    for passage in subject.texts:
        if sign not in passage.original:
            continue
        for match in pattern.finditer(passage.original):
            yield Observation(pointer=passage.pointer, phrase=match[0], span=Span(*match.span()))
