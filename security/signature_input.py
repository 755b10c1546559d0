"""Reading ``Signature-Input`` strictly, so that each mistake of a partner's client gets its own answer."""

import re
from collections.abc import Mapping
from typing import Any, cast

import msgspec

from chalicelib.errors import FieldError, Unauthenticated
from chalicelib.texts import Text
from security.signature_types import DERIVED, Algorithm, least_covered

_LONGEST_HEADER = 4096
_LARGEST_TIME = 1 << 40
_NONCE = re.compile(r"[\x21-\x7e]{8,128}")
_KEY_ID = re.compile(r"[A-Za-z0-9_.:-]{1,128}")
_TAG = re.compile(r"[\x20-\x7e]{1,128}")
_FIELD_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]{1,64}")
_MOST_COMPONENTS = 32
_ALGORITHMS = frozenset(algorithm.value for algorithm in Algorithm)
_PARAMETERS = frozenset({"created", "expires", "nonce", "keyid", "alg", "tag"})


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """What a signature says about itself; nothing of it is proven yet. Times are seconds since 1970 UTC.

    ``covered`` and ``parameters`` are as they were sent, in their order; ``signature`` is the raw signature.
    """

    created: int
    expires: int | None
    nonce: str
    key_id: str
    algorithm: str | None
    covered: tuple[str, ...]
    parameters: Mapping[str, int | str]
    signature: bytes

    def __repr__(self) -> str:
        """Never show the signature."""
        return f"Declared({self.key_id}, {self.created})"


def declared_in(headers: Mapping[str, str], body: bytes) -> Declared:
    """Return what the one signature in ``headers`` declares; ``body`` decides what it has to cover.

    Raises `Unauthenticated` that names the header and the mistake.
    """
    inputs = dictionary_in(headers, "Signature-Input")
    signatures = dictionary_in(headers, "Signature")
    if len(inputs) != 1 or inputs.keys() != signatures.keys():
        raise refusal(
            "Signature-Input",
            "one_signature",
            "Kirim tepat satu tanda tangan; Signature dan Signature-Input memakai label yang sama.",
            "Send exactly one signature; Signature and Signature-Input use the same label.",
        )
    value, _ = next(iter(signatures.values()))
    if not isinstance(value, bytes):
        raise malformed("Signature")
    components, parameters = next(iter(inputs.values()))
    covered = _components(components, headers, least_covered(body))
    return _declared(covered, parameters, value)


def refusal(header: str, code: str, indonesian: str, english: str) -> Unauthenticated:
    """Return the error for a signature that is refused because of ``header``."""
    text = Text(indonesian, english)
    return Unauthenticated(text, [FieldError(pointer=header, code=code, detail=text)])


def malformed(header: str) -> Unauthenticated:
    """Return the error for a header that is no Structured Field or came more than once."""
    return refusal(
        header,
        "malformed_header",
        f"Header {header} tidak terbaca atau berulang.",
        f"The header {header} cannot be read or is repeated.",
    )


def missing(header: str) -> Unauthenticated:
    """Return the error for a header that is needed, or that the signature covers, and that was not sent."""
    return refusal(header, "missing_header", f"Sertakan header {header}.", f"Send the header {header}.")


def only_value(headers: Mapping[str, str], name: str) -> str:
    """Return the header ``name``, whatever its case; raises `Unauthenticated` unless it is there once and short."""
    values = [value for key, value in headers.items() if key.lower() == name.lower()]
    if not values:
        raise missing(name)
    if len(values) > 1 or len(values[0]) > _LONGEST_HEADER:
        raise malformed(name)
    return values[0]


def dictionary_in(headers: Mapping[str, str], name: str) -> dict[str, tuple[Any, dict[str, Any]]]:
    """Return the members of a Structured Field dictionary (RFC 9651) and their parameters; raises `Unauthenticated`."""
    import http_sf

    def refuse(*_: object) -> None:
        raise malformed(name)

    try:
        parsed = http_sf.parse(only_value(headers, name).encode(), tltype="dictionary", on_duplicate_key=refuse)
    except ValueError:
        raise malformed(name) from None
    return cast("dict[str, tuple[Any, dict[str, Any]]]", parsed)


def _components(components: object, headers: Mapping[str, str], least: tuple[str, ...]) -> tuple[str, ...]:
    names = [_component(entry) for entry in components] if isinstance(components, list) else []
    if len(set(names)) != len(names) or len(names) > _MOST_COMPONENTS:
        raise _wrong_components("Komponen berulang atau terlalu banyak.", "Components are repeated or too many.")
    if "" in names or not set(least) <= set(names):
        wanted = " ".join(f'"{name}"' for name in least)
        raise _wrong_components(
            f"Tanda tangan harus mencakup sedikitnya ({wanted}), komponen lain tanpa parameter.",
            f"The signature must cover at least ({wanted}), and others without parameters.",
        )
    sent = {name.lower() for name in headers} | DERIVED
    for name in names:
        if name not in sent:
            raise missing(name.title())
    return tuple(names)


def _wrong_components(indonesian: str, english: str) -> Unauthenticated:
    return refusal("Signature-Input", "wrong_components", indonesian, english)


def _component(entry: Any) -> str:  # noqa: ANN401 - what the parser gives
    """Return the name of a component without parameters, or nothing."""
    value, parameters = entry
    usable = isinstance(value, str) and not parameters and (value in DERIVED or _FIELD_NAME.fullmatch(value))
    return value if usable else ""


def _declared(covered: tuple[str, ...], parameters: Mapping[str, Any], signature: bytes) -> Declared:
    unknown = sorted(parameters.keys() - _PARAMETERS)
    if unknown:
        names = ", ".join(unknown)
        raise refusal(
            "Signature-Input",
            "unknown_parameter",
            f"Parameter tidak dikenal: {names}.",
            f"Unknown parameter: {names}.",
        )
    if "tag" in parameters:
        _text(parameters, "tag", _TAG, "1-128 karakter ASCII", "1 to 128 printable ASCII signs")
    return Declared(
        created=_time(parameters, "created"),
        expires=_time(parameters, "expires") if "expires" in parameters else None,
        nonce=_text(parameters, "nonce", _NONCE, "8-128 karakter ASCII", "8 to 128 visible ASCII signs"),
        key_id=_text(parameters, "keyid", _KEY_ID, "id kunci dari Padan", "the key id that Padan gave"),
        algorithm=_algorithm(parameters.get("alg")),
        covered=covered,
        parameters=parameters,
        signature=signature,
    )


def _algorithm(named: object) -> str | None:
    if named is None or (isinstance(named, str) and named in _ALGORITHMS):
        return named
    known = ", ".join(sorted(_ALGORITHMS))
    raise refusal("Signature-Input", "wrong_algorithm", f"Gunakan alg {known}.", f"Use alg {known}.")


def _time(parameters: Mapping[str, Any], name: str) -> int:
    value = parameters.get(name)
    if type(value) is not int or not 0 <= value < _LARGEST_TIME:
        raise _bad_parameter(name, "detik sejak 1970", "seconds since 1970")
    return value


def _text(parameters: Mapping[str, Any], name: str, form: re.Pattern[str], indonesian: str, english: str) -> str:
    value = parameters.get(name)
    if not isinstance(value, str) or not form.fullmatch(value):
        raise _bad_parameter(name, indonesian, english)
    return value


def _bad_parameter(name: str, indonesian: str, english: str) -> Unauthenticated:
    return refusal(
        "Signature-Input", f"bad_{name}", f"Parameter {name}: {indonesian}.", f"Parameter {name}: {english}."
    )
