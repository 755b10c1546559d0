"""Templates and values become messages; an SMS is made to fit into one."""

from chalicelib.notifications.gsm import ONE_MESSAGE, plain, septets, shortened
from chalicelib.notifications.model import Message, Notice
from chalicelib.notifications.templates import TEMPLATES
from chalicelib.people import Address
from chalicelib.people.verification_model import Channel

_SHORTEST_VALUE = 12
_STOP = "stop"
"""The value that a program of mail is told as what ends such messages; no text shows it."""
_WHOLE = frozenset({"link"})
"""Values that are of no use when they are shortened."""


def render(notice: Notice, address: Address) -> Message:
    """Return the message of ``notice`` in the language of ``address``."""
    template = TEMPLATES[notice.template]
    language = address.language
    values = {name: text.in_language(language) for name, text in notice.values.items()}
    if address.channel is Channel.PHONE:
        subject, body = "", sms(template.sms.in_language(language), values)
    else:
        subject = _one_line(template.subject.in_language(language).format_map(values))
        body = template.body.in_language(language).format_map(values)
    stop = values.get(_STOP) if address.channel is Channel.EMAIL else None
    return Message(channel=address.channel, to=address.value, subject=subject, body=body, language=language, stop=stop)


def sms(pattern: str, values: dict[str, str]) -> str:
    """Return ``pattern`` filled with ``values`` in the GSM alphabet, the longest values shortened until it fits.

    A link stays whole: with one that is too long for that the message goes out in two parts.
    """
    spelled = {name: plain(_one_line(value)) for name, value in values.items()}
    text = pattern.format_map(spelled)
    while (septets(text) or 0) > ONE_MESSAGE:
        longest = max(spelled.keys() - _WHOLE, key=lambda name: (len(spelled[name]), name), default=None)
        if longest is None or len(spelled[longest]) <= _SHORTEST_VALUE:
            return text
        over = (septets(text) or 0) - ONE_MESSAGE
        size = septets(spelled[longest]) or 0
        spelled[longest] = shortened(spelled[longest], max(_SHORTEST_VALUE, size - max(over, 1)))
        text = pattern.format_map(spelled)
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())
