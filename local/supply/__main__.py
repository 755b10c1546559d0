"""python -m local.supply bom | licences | advisories [--note] [--osv URL] [LOCK …] | overdue."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from chalicelib.clock import SYSTEM_CLOCK, Clock, day_of
from local.supply import asking
from local.supply.bom import document
from local.supply.licences import Licence, licences, terms
from local.supply.locks import FOLDER, locked

DEPLOYED = ("functions", "batch")
LOCKS = (*DEPLOYED, "run", "develop")
_REFUSED = 1


def main(arguments: Sequence[str] | None = None, clock: Clock = SYSTEM_CLOCK) -> int:
    """Run one of the commands; 0 when all is well, 1 when something speaks against a package, 2 if unknown."""
    given = _parser().parse_args(arguments)
    match given.command:
        case "bom":
            return _write_bills(given.folder)
        case "licences":
            return _list_licences()
    question = asking.Question(
        locks=tuple(given.locks or DEPLOYED),
        folder=given.folder,
        today=day_of(clock.now()),
        osv=given.osv,
        note=given.note,
    )
    return asking.ask(question) if given.command == "advisories" else asking.overdue(question)


def all_licences() -> tuple[Licence, ...]:
    """Return the terms of everything that is locked and installed here, what is deployed held to its stricter list."""
    known = terms()
    found = {each.name: each for each in licences(locked(FOLDER / "develop.lock"), known.deployed | known.tools)}
    for name in DEPLOYED:
        found |= {each.name: each for each in licences(locked(FOLDER / f"{name}.lock"), known.deployed)}
    return tuple(found[name] for name in sorted(found, key=str.casefold))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local.supply", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    bills = commands.add_parser("bom", help="write a CycloneDX bill of materials of each lock file")
    bills.add_argument("--folder", type=Path, default=Path("build/sbom"))
    commands.add_parser("licences", help="list the terms of every package, and those that are not accepted")
    asked = commands.add_parser("advisories", help="ask for what is known against the locked packages")
    asked.add_argument("locks", nargs="*", choices=[*LOCKS, []], default=[])
    asked.add_argument("--osv", default="", metavar="URL", help="ask this OSV service and not the package index")
    asked.add_argument("--note", action="store_true", help="write what is new, and what is gone, into the record")
    late = commands.add_parser("overdue", help="tell what of the record is past its term; asks nobody")
    late.set_defaults(locks=[], osv="", note=False)
    for each in (asked, late):
        each.add_argument("--folder", type=Path, default=FOLDER, help="where lock files and record lie")
    return parser


def _write_bills(folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for name in LOCKS:
        file = folder / f"{name}.cdx.json"
        file.write_text(document(locked(FOLDER / f"{name}.lock")))
        sys.stdout.write(f"{file}\n")
    return 0


def _list_licences() -> int:
    found = all_licences()
    for each in found:
        stated = each.expression or "not stated"
        sys.stdout.write(f"{each.name}\t{each.version}\t{stated}{'' if each.accepted else chr(9) + 'NOT ACCEPTED'}\n")
    return 0 if all(each.accepted for each in found) else _REFUSED


if __name__ == "__main__":
    sys.exit(main())
