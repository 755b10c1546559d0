"""Judgements, derived from structured fields alone: no words of title or text, so that no way of searching is favoured.

A vacancy is *right* (3) when it is filed under a wanted sub-class, *near* (1) when only its class is wanted. Of wanted
skills the employer must have ticked all (3) or some (1). Another province than the one asked is wrong (0), another
regency of it at best near; pay below what was asked is wrong, unstated pay at best near. That is coarse: classes are
wide, employers file under classes that are not theirs, and what nobody filed is judged wrong. Differences between ways
of searching say something, single values little.
"""

from bench.relevance.model import Posting, Wanted

RIGHT, NEAR, WRONG = 3, 1, 0


def gain(wanted: Wanted, posting: Posting) -> int:
    """Return how right ``posting`` is: `RIGHT`, `NEAR` or `WRONG`."""
    return min(_work(wanted, posting), _place(wanted, posting), _pay(wanted, posting))


def _work(wanted: Wanted, posting: Posting) -> int:
    if wanted.tags:
        shared = len(wanted.tags & posting.tags)
        return RIGHT if shared == len(wanted.tags) else NEAR if shared else WRONG
    if posting.sort in wanted.sorts:
        return RIGHT
    return NEAR if posting.sort.group in wanted.groups else WRONG


def _place(wanted: Wanted, posting: Posting) -> int:
    if wanted.region is None:
        return RIGHT
    where = posting.document.region
    if where is None:
        return WRONG
    if where == wanted.region or where.startswith(f"{wanted.region}."):
        return RIGHT
    return NEAR if where.partition(".")[0] == wanted.region.partition(".")[0] else WRONG


def _pay(wanted: Wanted, posting: Posting) -> int:
    if wanted.pay is None:
        return RIGHT
    document = posting.document
    most = document.pay_maximum if document.pay_maximum is not None else document.pay_minimum
    if most is None:
        return NEAR
    return RIGHT if most >= wanted.pay else WRONG
