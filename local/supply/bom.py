"""A software bill of materials in CycloneDX 1.6: each package of a lock file with its digests and terms.

The same lock gives the same document, byte for byte: it has no time of making, and its serial number comes from what
it lists.
"""

import hashlib
import json
import tomllib
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from local.supply.licences import expression_of, installed
from local.supply.locks import Locked

if TYPE_CHECKING:
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component

_NAMESPACE = uuid.UUID("6f1c2f0e-2b1e-5d0a-9a54-3f6a0c0f7d11")
_MARKER = "padan:environment"


def document(packages: tuple[Locked, ...], project: Path = Path("pyproject.toml")) -> str:
    """Return the bill of ``packages`` as JSON. Raises ``ValueError`` when it does not meet CycloneDX's schema."""
    from cyclonedx.output.json import JsonV1Dot6
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    made = JsonV1Dot6(_bill(packages, project)).output_as_string()
    plain = json.loads(made)
    plain["metadata"].pop("timestamp", None)
    text = json.dumps(plain, indent=2, sort_keys=True) + "\n"
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        raise ValueError(f"the bill of materials does not meet its schema: {fault.data}")
    return text


def _bill(packages: tuple[Locked, ...], project: Path) -> "Bom":
    from cyclonedx.model.bom import Bom
    from cyclonedx.model.component import Component, ComponentType

    stated = tomllib.loads(project.read_text())["project"]
    root = Component(name=stated["name"], version=stated["version"], type=ComponentType.APPLICATION, bom_ref="padan")
    bill = Bom(components=[_component(package) for package in packages], serial_number=_serial(packages))
    bill.metadata.component = root
    bill.register_dependency(root, list(bill.components))
    return bill


def _component(package: Locked) -> "Component":
    from cyclonedx.model import HashAlgorithm, HashType, Property
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
    from packageurl import PackageURL

    found = installed(package.name)
    expression = expression_of(found) if found is not None else ""
    simple = not any(word in expression for word in (" AND ", " OR ", " WITH "))
    terms = DisjunctiveLicense(id=expression) if simple and expression else None
    location = PackageURL(type="pypi", name=package.name, version=package.version)
    return Component(
        name=package.name,
        version=package.version,
        type=ComponentType.LIBRARY,
        purl=location,
        bom_ref=f"{location};{package.marker}" if package.marker else str(location),
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in package.digests],
        licenses=[terms or LicenseExpression(expression)] if expression else [],
        properties=[Property(name=_MARKER, value=package.marker)] if package.marker else [],
    )


def _serial(packages: tuple[Locked, ...]) -> uuid.UUID:
    content = "\n".join(f"{each.name}=={each.version};{each.marker};{','.join(each.digests)}" for each in packages)
    return uuid.uuid5(_NAMESPACE, hashlib.sha256(content.encode()).hexdigest())
