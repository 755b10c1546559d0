"""Finds the resource of a path among the routes that the app registered."""

from collections.abc import Iterable

import msgspec


class Match(msgspec.Struct, frozen=True):
    """A resource, such as `/v1/vacancies/{id}`, and the values of its parameters."""

    resource: str
    parameters: dict[str, str]


class Router:
    """Matches as API Gateway does: fixed segments before parameters, a trailing slash is ignored."""

    def __init__(self, resources: Iterable[str]) -> None:
        """Index the resources by their number of segments."""
        self._by_length: dict[int, list[tuple[str, tuple[str, ...]]]] = {}
        for resource in sorted(resources, key=_fixed_first):
            parts = tuple(resource.split("/"))
            self._by_length.setdefault(len(parts), []).append((resource, parts))

    def match(self, raw_path: str) -> Match | None:
        """The resource for a path as it was sent; parameters stay percent-encoded, as API Gateway leaves them."""
        segments = tuple(raw_path.split("/"))
        if len(segments) > 2 and segments[-1] == "":
            segments = segments[:-1]
        for resource, parts in self._by_length.get(len(segments), []):
            found = _captured(parts, segments)
            if found is not None:
                return Match(resource, found)
        return None


def _fixed_first(resource: str) -> tuple[tuple[bool, str], ...]:
    return tuple((_is_parameter(part), part) for part in resource.split("/"))


def _is_parameter(part: str) -> bool:
    return part.startswith("{") and part.endswith("}")


def _captured(parts: tuple[str, ...], segments: tuple[str, ...]) -> dict[str, str] | None:
    captured = {}
    for part, segment in zip(parts, segments, strict=True):
        if _is_parameter(part) and segment:
            captured[part[1:-1]] = segment
        elif part != segment:
            return None
    return captured
