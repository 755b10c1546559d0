"""python -m local.supply bom [--folder build/sbom] | licences [--write FILE] | advisories [LOCK …]."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from local.supply.advisories import audited
from local.supply.bom import document
from local.supply.licences import Licence, licences, terms
from local.supply.locks import FOLDER, locked

DEPLOYED = ("functions", "batch")
LOCKS = (*DEPLOYED, "run", "develop")
_REFUSED, _UNKNOWN = 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the commands; 0 when all is well, 1 when something speaks against a package, 2 if unknown."""
    parser = argparse.ArgumentParser(prog="python -m local.supply", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    bills = commands.add_parser("bom", help="write a CycloneDX bill of materials of each lock file")
    bills.add_argument("--folder", type=Path, default=Path("build/sbom"))
    commands.add_parser("licences", help="list the terms of every package, and those that are not accepted")
    asked = commands.add_parser("advisories", help="ask for what is known against the locked packages")
    asked.add_argument("locks", nargs="*", choices=[*LOCKS, []], default=[])
    given = parser.parse_args(arguments)
    match given.command:
        case "bom":
            return _write_bills(given.folder)
        case "licences":
            return _list_licences()
        case _:
            return _ask(given.locks or DEPLOYED)


def all_licences() -> tuple[Licence, ...]:
    """Return the terms of everything that is locked and installed here, what is deployed held to its stricter list."""
    known = terms()
    found = {each.name: each for each in licences(locked(FOLDER / "develop.lock"), known.deployed | known.tools)}
    for name in DEPLOYED:
        found |= {each.name: each for each in licences(locked(FOLDER / f"{name}.lock"), known.deployed)}
    return tuple(found[name] for name in sorted(found, key=str.casefold))


def _write_bills(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for name in LOCKS:
        file = folder / f"{name}.cdx.json"
        file.write_text(document(locked(FOLDER / f"{name}.lock")))
        _tell(str(file))
    return 0


def _list_licences() -> int:
    found = all_licences()
    for each in found:
        _tell(f"{each.name}\t{each.version}\t{each.expression or 'not stated'}{_verdict(each)}")
    return 0 if all(each.accepted for each in found) else _REFUSED


def _verdict(licence: Licence) -> str:
    return "" if licence.accepted else "\tNOT ACCEPTED"


def _ask(names: Sequence[str]) -> int:
    code = 0
    for name in names:
        try:
            found = audited(FOLDER / f"{name}.lock")
        except RuntimeError as error:
            _warn(str(error))
            code = code or _UNKNOWN
            continue
        _tell(f"{name}: {found.asked} packages asked about, {len(found.advisories)} with advisories")
        for line in found.advisories:
            _tell(f"  {line}")
        if found.not_asked:
            _warn(f"  not known at the service that was asked: {', '.join(found.not_asked)}")
        code = _REFUSED if found.advisories else code or (_UNKNOWN if found.not_asked else 0)
    return code


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _warn(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
