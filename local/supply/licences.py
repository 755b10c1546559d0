"""Under which terms each package comes, read from its own metadata, and whether those are accepted here."""

import functools
import tomllib
from collections.abc import Iterable, Mapping
from email.message import Message
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import cast

import msgspec
from license_expression import ExpressionError, LicenseExpression, Licensing, get_spdx_licensing

from local.supply.locks import Locked

_TERMS = Path(__file__).with_name("licences.toml")
_NOTHING = ("", "UNKNOWN")


class Terms(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is accepted: SPDX identifiers (with their exceptions) of what is deployed, and of tools beside them."""

    deployed: frozenset[str]
    tools: frozenset[str]
    wordings: Mapping[str, str]
    packages: Mapping[str, str]


class Licence(msgspec.Struct, frozen=True, kw_only=True):
    """The terms of one package: an SPDX expression, empty when its metadata do not tell; ``accepted`` here or not."""

    name: str
    version: str
    expression: str
    accepted: bool


@functools.cache
def terms() -> Terms:
    """Return what is accepted."""
    return msgspec.convert(tomllib.loads(_TERMS.read_text()), Terms)


def licences(packages: Iterable[Locked], accepted: frozenset[str]) -> tuple[Licence, ...]:
    """Return the terms of those of ``packages`` that are installed here, by name; others are for other machines."""
    return tuple(_licence(found, accepted) for package in packages if (found := installed(package.name)) is not None)


def installed(name: str) -> Distribution | None:
    """Return what is installed under ``name``, ``None`` for nothing."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def expression_of(found: Distribution) -> str:
    """Return the SPDX expression of a package, empty when neither its metadata nor the table tell it."""
    from packaging.utils import canonicalize_name

    metadata, known = cast("Message", found.metadata), terms()
    stated = known.packages.get(canonicalize_name(metadata["Name"])) or metadata.get("License-Expression")
    if stated:
        return str(stated)
    classifiers = [each.rpartition(" :: ")[2] for each in metadata.get_all("Classifier") or () if _is_licence(each)]
    for wordings in ([str(metadata.get("License") or "")], classifiers):
        expression = " AND ".join(dict.fromkeys(_spdx(each) for each in wordings if each not in _NOTHING))
        if expression and _parsed(expression) is not None:
            return expression
    return ""


def is_accepted(expression: str, accepted: frozenset[str]) -> bool:
    """Tell whether ``accepted`` terms are enough: all parts of an AND, one of an OR."""
    parsed = _parsed(expression)
    return parsed is not None and _holds(parsed, accepted)


def _licence(found: Distribution, accepted: frozenset[str]) -> Licence:
    expression = expression_of(found)
    name, version = found.metadata["Name"], found.version
    return Licence(name=name, version=version, expression=expression, accepted=is_accepted(expression, accepted))


def _spdx(wording: str) -> str:
    return terms().wordings.get(wording, wording)


def _is_licence(classifier: str) -> bool:
    return classifier.startswith("License ::") and not classifier.endswith("OSI Approved")


@functools.cache
def _licensing() -> Licensing:
    """Return the reader of expressions; it takes a while to make."""
    return get_spdx_licensing()


def _parsed(expression: str) -> LicenseExpression | None:
    try:
        return _licensing().parse(expression, validate=True)
    except ExpressionError:
        return None


def _holds(parsed: LicenseExpression, accepted: frozenset[str]) -> bool:
    if parsed.isliteral:
        return parsed.render("{symbol.key}") in accepted
    parts = [_holds(part, accepted) for part in parsed.args]
    return any(parts) if parsed.operator.strip() == "OR" else all(parts)
