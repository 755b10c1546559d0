"""What a poster changed since an officer asked for corrections."""

from typing import Any

import msgspec

from chalicelib.vacancies.model import VacancyContent


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A field of the content that is different: its JSON pointer, what stood there and what stands there now."""

    pointer: str
    before: Any = None
    after: Any = None


def changes(before: VacancyContent, after: VacancyContent) -> tuple[Change, ...]:
    """Return the fields in which ``after`` differs from ``before``, in the order of the content."""
    names = (field.name for field in msgspec.structs.fields(VacancyContent))
    return tuple(
        Change(pointer=f"/{name}", before=_plain(before, name), after=_plain(after, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    )


def _plain(content: VacancyContent, name: str) -> Any:  # noqa: ANN401 - a field of any type
    return msgspec.to_builtins(getattr(content, name))
