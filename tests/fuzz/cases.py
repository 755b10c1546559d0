"""The interface's own description as Schemathesis reads it, and what it holds each answer to."""

import functools
import json
from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any

import msgspec
import schemathesis
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation, BaseSchema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    use_after_free,
)

from chalicelib.clock import SYSTEM_CLOCK, to_iso
from functions.openapi import document
from tests import samples
from tests.fuzz.world import REGION, World

CONFORMS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
REFUSES = [*CONFORMS, negative_data_rejection]
FOLLOWS = [*CONFORMS, use_after_free]
REFUSALS = ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "428", "429"]
"""What may be answered to a request that the description forbids."""


@functools.cache
def schema() -> BaseSchema:
    """The description as a client gets it, but for the proofs of who asks: they are not left to chance."""
    described = json.loads(msgspec.json.encode(document()))
    del described["components"]["securitySchemes"]
    for operation in (each for methods in described["paths"].values() for each in methods.values()):
        operation.pop("security", None)
    made = schemathesis.openapi.from_dict(described)
    made.config.checks.negative_data_rejection.expected_statuses = REFUSALS
    return made


@functools.cache
def operations() -> tuple[APIOperation, ...]:
    """Every operation of the description."""
    return tuple(found.ok() for found in schema().get_all_operations())


def forbids(operation: APIOperation) -> bool:
    """Tell whether there is anything that the description of an operation forbids to send."""
    schemas = [parameter["schema"] for parameter in operation.definition.raw["parameters"]]
    return any(schema.keys() != {"type"} for schema in schemas) or takes_a_body(operation)


def takes_a_body(operation: APIOperation) -> bool:
    """Tell whether an operation takes a body whose form is described."""
    contents = operation.definition.raw.get("requestBody", {}).get("content", {}).values()
    return any("schema" in each for each in contents)


def sensible(value: Any, world: World, name: str = "") -> Any:
    """A document with codes that there are in place of any text: what is generated gets past the reference tables."""
    if name in PLAIN:
        return PLAIN[name]
    if isinstance(value, dict):
        return {key: sensible(part, world, key) for key, part in value.items()}
    if isinstance(value, list):
        return [sensible(part, world, name) for part in value]
    if isinstance(value, str):
        return _words(world).get(name, value)
    return value


def essential(operation: APIOperation, body: dict[str, Any], chance: Random) -> dict[str, Any]:
    """A body with what must be in it, and some of what may be."""
    content = operation.definition.raw["requestBody"]["content"]
    described = next(iter(content.values())).get("schema", {})
    components = schema().raw_schema["components"]["schemas"]
    found = components[described["$ref"].rpartition("/")[2]] if "$ref" in described else described
    return {name: part for name, part in body.items() if name in found.get("required", ()) or chance.random() < 0.25}


PLAIN: Mapping[str, Any] = {
    "parameters": {"q": "kasir"},
    "consents": {},
    "documents": [],
    "skills": [],
    "licences": [],
    "languages": [],
    "fields": [],
    "file_name": "cv.pdf",
    "size": 1000,
    "name": "Karya Acak",
    "title": "Kasir Minimarket",
    "nib": None,
}
"""Members for which anything that is drawn is nearly always refused, and what they hold instead."""


def _words(world: World) -> Mapping[str, str]:
    tomorrow = to_iso(SYSTEM_CLOCK.now() + timedelta(days=30))
    return {
        "region": REGION,
        "regions": REGION,
        "place": REGION,
        "occupation": "5230",
        "occupations": "5230",
        "email": samples.email(),
        "phone": samples.phone(),
        "nik": samples.nik(),
        "password": samples.PASSWORD,
        "employer_id": world.ids["employer_id"],
        "person_id": world.ids["person_id"],
        "expires_at": tomorrow,
        "q": "kasir",
    }
