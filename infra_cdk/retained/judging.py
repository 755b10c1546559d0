"""Compares what templates would make with what is recorded, and says in sentences what would be lost."""

from collections.abc import Iterable, Iterator

from infra_cdk.retained.model import KINDS, Retained
from infra_cdk.retained.reading import Templates

_KEPT = ("Retain", "RetainExceptOnCreate")
_RECORD = "if that is meant, move what it holds first, then run python -m infra_cdk.retained write"


def losses(recorded: Iterable[Retained], present: Iterable[Retained], *, abroad: bool) -> tuple[str, ...]:
    """Return a sentence for each recorded resource that would be replaced or lost, and for each not yet recorded.

    ``abroad``: whether ``present`` is a deployment with personal data in the recovery region.
    """
    expected = {(entry.stack, entry.id): entry for entry in recorded if abroad or not entry.abroad}
    found = {(entry.stack, entry.id): entry for entry in present}
    sentences = [
        sentence for place, entry in expected.items() for sentence in _loss(entry, found.get(place), found.values())
    ]
    sentences += [
        f"{entry.title} is new: run python -m infra_cdk.retained write, so that it is not replaced by mistake later."
        for place, entry in found.items()
        if place not in expected and not _moved_from(entry, expected.values())
    ]
    return tuple(sentences)


def unkept(templates: Templates) -> tuple[str, ...]:
    """Return a sentence for each resource that would be deleted together with its stack, or when it is replaced."""
    return tuple(
        f"The {KINDS[resource['Type']].noun} {stack}/{logical} could be deleted with its stack: {policy} is not Retain."
        for stack, template in templates.items()
        for logical, resource in template.get("Resources", {}).items()
        if resource["Type"] in KINDS and KINDS[resource["Type"]].holds
        for policy in ("DeletionPolicy", "UpdateReplacePolicy")
        if resource.get(policy) not in _KEPT
    )


def _loss(entry: Retained, now: Retained | None, others: Iterable[Retained]) -> Iterator[str]:
    if now is None or now.type != entry.type:
        moved = next((other for other in others if _same_name(entry, other)), None)
        if moved is not None:
            yield f"{entry.title} would be replaced: its place is now {moved.stack}/{moved.id}; {_RECORD}."
        else:
            yield f"{entry.title} would be lost: no template has it any more; {_RECORD}."
        return
    for field in sorted(entry.fixed.keys() | now.fixed.keys()):
        before, after = entry.fixed.get(field, "nothing"), now.fixed.get(field, "nothing")
        if before != after:
            yield f"{entry.title} would be replaced: {field} changes from {before} to {after}; {_RECORD}."


def _moved_from(entry: Retained, expected: Iterable[Retained]) -> bool:
    return any(_same_name(other, entry) for other in expected)


def _same_name(one: Retained, other: Retained) -> bool:
    """Tell whether both are one physical resource under two logical ids: its name in its region is unique."""
    same_region = one.stack.partition("-")[0] == other.stack.partition("-")[0]
    named = any(field.endswith("Name") for field in one.fixed)
    return same_region and named and one.type == other.type and one.fixed == other.fixed
