"""A custom resource's request and what comes of it, in CloudFormation's words."""

from collections.abc import Mapping
from typing import Any, Literal, TypeVar

import msgspec

P = TypeVar("P", bound=msgspec.Struct)


class NotDone(RuntimeError):
    """What was asked cannot be done; the message tells an administrator why and what to do."""


class ResourceRequest(msgspec.Struct, frozen=True, kw_only=True, rename="pascal"):
    """What CloudFormation asks. Fields that it adds and nobody here reads are passed over."""

    request_type: Literal["Create", "Update", "Delete"]
    response_url: str = msgspec.field(name="ResponseURL")
    stack_id: str
    request_id: str
    logical_resource_id: str
    physical_resource_id: str = ""
    resource_properties: Mapping[str, Any] = {}

    @property
    def identifier(self) -> str:
        """The resource's own identifier; it never changes, so that an update never replaces."""
        return self.physical_resource_id or self.logical_resource_id

    def properties(self, kind: type[P]) -> P:
        """Return the properties as ``kind``; raises `NotDone` that names what is missing or malformed."""
        try:
            return msgspec.convert(dict(self.resource_properties), kind, strict=False)
        except msgspec.ValidationError as error:
            raise NotDone(f"The properties of {self.logical_resource_id} are not as they should be: {error}") from error


class ResourceAnswer(msgspec.Struct, frozen=True, kw_only=True, rename="pascal"):
    """What CloudFormation is told; ``data`` are the attributes that a template can refer to."""

    status: Literal["SUCCESS", "FAILED"]
    reason: str
    physical_resource_id: str
    stack_id: str
    request_id: str
    logical_resource_id: str
    data: Mapping[str, str] = {}
