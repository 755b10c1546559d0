"""A known phrase, as the tables give it."""

import msgspec


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """Words that mean the group ``code``, and how surely in 0..1: a title people use, or ``described`` work.

    ``head_first`` and ``head_last`` say at which end its head may stand: the word that tells the kind of work.
    """

    text: str
    code: str
    weight: float
    described: bool = False
    head_first: bool = False
    head_last: bool = False
