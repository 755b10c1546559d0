"""Signs about how the poster is reached, beside what is known of the employer."""

import re
from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import Observation
from chalicelib.validation.fraud.hosts import HOSTS
from chalicelib.validation.fraud.model import Signal
from chalicelib.validation.fraud.resemblance import resembles
from chalicelib.validation.model import Span
from chalicelib.validation.subject import Subject

_MAIL = re.compile(r"[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,4}[a-z]{2,})", re.IGNORECASE)
_CHAT = re.compile(
    r"(?:https?://)?(?:" + "|".join(map(re.escape, sorted(HOSTS.chats))) + r")/[\w+?=/]{3,80}"
    r"|\b(?:wa|whats ?app|telegram|tele|wame)\b[^\d]{0,25}(?:\+?62|0)\W?8\d[\d -]{6,14}",
    re.IGNORECASE,
)
_MOBILE = r"(?:\+?62|0)[\s.-]?8\d(?:[\s.-]?\d){7,10}(?!\d)"
_HANDLE = r"\b(?:telegram|tele|tg|ig|instagram|line)\b\W{0,3}(?:dm\W{1,3}|id\W{1,3})?(?:@\w{4,30}|id\W{1,3}\w{4,30})"
_PRIVATE = re.compile(rf"(?<![\w.+-]){_MOBILE}|{_HANDLE}|\big dm @\w{{4,30}}|\bwa\.link/\w{{3,30}}", re.IGNORECASE)
_SITE = re.compile(r"https?://([^\s/?#:@]+)|\bwww\.([\w.-]+\.[a-z]{2,})", re.IGNORECASE)


def _mails(subject: Subject) -> Iterator[tuple[str, Observation]]:
    """Yield the host of every mail address with where it stands."""
    for match in _MAIL.finditer(subject.content.contact_url or ""):
        yield match[1].lower(), Observation(pointer="/contact_url", phrase=match[0])
    for passage in subject.texts:
        if "@" in passage.original:
            for match in _MAIL.finditer(passage.original):
                found = Observation(pointer=passage.pointer, phrase=match[0], span=Span(*match.span()))
                yield match[1].lower(), found


def _free_mail(subject: Subject) -> Iterator[Observation]:
    """A shop may well use a free mailbox; a large company, or one with a domain of its own, does not."""
    employer = subject.context.employer
    if employer is None or not (employer.large or employer.domain):
        return
    for host, found in _mails(subject):
        if host in HOSTS.free_mail:
            yield found


def _domain_alike(subject: Subject) -> Iterator[Observation]:
    employer = subject.context.employer
    own = ((employer and employer.domain) or "").lower().removeprefix("www.")
    if not own:
        return
    sites = ((match[1] or match[2]).lower() for match in _SITE.finditer(subject.content.contact_url or ""))
    for host in sites:
        if _resembles_domain(host.removeprefix("www."), own):
            yield Observation(pointer="/contact_url", phrase=host, values={"own": own})
    for host, found in _mails(subject):
        if _resembles_domain(host, own):
            yield Observation(pointer=found.pointer, phrase=found.phrase, span=found.span, values={"own": own})


def _resembles_domain(host: str, own: str) -> bool:
    if host == own or host.endswith("." + own) or own.endswith("." + host) or host in HOSTS.free_mail:
        return False
    return resembles(host.partition(".")[0], own.partition(".")[0])


def _chat_only(subject: Subject) -> Iterator[Observation]:
    """Nothing but a person's chat, and nothing known of who posts; one address or site besides, and it is no sign."""
    employer, content = subject.context.employer, subject.content
    if employer is not None and (employer.verified or employer.domain or employer.large):
        return
    if any(True for _ in _mails(subject)) or any(map(_another_way, _written(subject))):
        return
    if match := _CHAT.search(content.contact_url or ""):
        yield Observation(pointer="/contact_url", phrase=match[0])
    for passage in subject.texts:
        if match := _CHAT.search(passage.original) or _PRIVATE.search(passage.original):
            yield Observation(pointer=passage.pointer, phrase=match[0], span=Span(*match.span()))


def _written(subject: Subject) -> Iterator[str]:
    yield subject.content.contact_url or ""
    for passage in subject.texts:
        yield passage.original


def _another_way(text: str) -> bool:
    """Tell whether a site of its own is named, as the contact or in a text."""
    hosts = ((match[1] or match[2]).lower().removeprefix("www.") for match in _SITE.finditer(text))
    return any(host not in HOSTS.chats for host in hosts)


def _name_alike(subject: Subject) -> Iterator[Observation]:
    employer = subject.context.employer
    if employer is not None and employer.alike and not employer.verified:
        yield Observation(
            pointer="/employer_name",
            phrase=subject.context.employer_name,
            values={"other": ", ".join(employer.alike[:3])},
        )


def _copied(subject: Subject) -> Iterator[Observation]:
    if subject.context.copied_from and not (subject.context.employer and subject.context.employer.verified):
        yield Observation(pointer="/description", values={"other": subject.context.copied_from})


FREE_MAIL_FOR_COMPANY = Signal(
    code="free_mail_for_company",
    name=Text(
        "surel gratis (“{phrase}”) untuk perusahaan yang punya domain",
        "a free mailbox (“{phrase}”) for a company with a domain",
    ),
    observe=_free_mail,
)
LOOK_ALIKE_DOMAIN = Signal(
    code="look_alike_domain",
    name=Text("alamat “{phrase}” menyerupai {own}", "the address “{phrase}” resembles {own}"),
    observe=_domain_alike,
)
LOOK_ALIKE_NAME = Signal(
    code="look_alike_name",
    name=Text(
        "nama “{phrase}” menyerupai perusahaan terverifikasi {other}",
        "the name “{phrase}” resembles the verified {other}",
    ),
    observe=_name_alike,
)
PRIVATE_CHAT_ONLY = Signal(
    code="private_chat_only",
    name=Text(
        "hanya bisa dihubungi lewat obrolan pribadi (“{phrase}”)", "reached by a private chat alone (“{phrase}”)"
    ),
    observe=_chat_only,
)
COPIED_TEXT = Signal(
    code="copied_text",
    name=Text("teks yang lebih dulu dipasang {other}", "a text that {other} posted first"),
    observe=_copied,
)
