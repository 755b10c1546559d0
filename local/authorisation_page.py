"""The page about who may do what, written from the policy: ``python -m local.authorisation_page FILE``."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import app  # noqa: F401 - declares every operation
from functions.http import ENDPOINTS, Endpoint
from security.operations import NEEDS
from security.policy import PART_OF, RULES, Action, Relation, ResourceKind
from security.principal import Audience

COMMAND = "python -m local.authorisation_page docs/security/authorisation.md"
_LETTERS = {
    Action.READ: "R",
    Action.CREATE: "C",
    Action.UPDATE: "U",
    Action.DELETE: "D",
    Action.DECIDE: "J",
}
_RELATIONS = {
    Relation.ANY: "",
    Relation.OWN: "own",
    Relation.OWN_EMPLOYER: "member",
    Relation.OWNED_EMPLOYER: "owner",
    Relation.OWN_REGION: "region",
    Relation.CONSENTED_REGION: "region+consent",
}
_HEAD = """# Who may do what

Written by `{command}` from `security/policy.py` and
`security/operations.py`; a test holds the page to them. What is not here is not allowed. How it is enforced:
[0034](../decisions/0034-policy-audit-consent-redaction.md),
[0250](../decisions/0250-operations-state-what-they-need.md); how it is proved: `tests/security/matrix`, which sends
every operation as every kind of caller to things of their own and of others, in their own region and in others.

## Things and roles

R read, C create, U update, D delete, J judge (decide); after them how the caller has to stand to the thing, nothing
when any will do: **own** – it is theirs; **member** – of its employer, **owner** – one of those that own it;
**region** – it lies in a region that they serve; **consent** – and its owner let officers help. The public's rights are
everybody's.
"""
_FURTHER = """
## What else is looked at

- A route's audience follows from the table. Whoever is a member of an employer acts for it with any token of theirs,
  and nobody with a token alone ([0074](../decisions/0074-membership-is-the-truth.md)).
- Who may not even read a thing gets the 404 of something that does not exist; who may read but not change it, and who
  may not create, gets a 403. A region or source that a parameter names is refused with a 403: it is no secret that it
  exists. Existence is no secret either of what is a part of something that may be read: {parts}.
- Nobody decides on an own vacancy or verifies an own employer, however the table has it; the monitor does not judge
  what they let through themselves; who proposed does not confirm
  ([0176](../decisions/0176-leases-and-two-officers.md)).
- Officers do not move a vacancy or a person into a region that they do not serve.
- Personal data that is sealed is opened for a purpose besides (`security/purposes.py`).
- Partners prove themselves by signatures, which open the partners' operations and no others.
"""


def page() -> str:
    """Return the page."""
    parts = ", ".join(f"{part.value} ({whole.value})" for part, whole in PART_OF.items())
    lines = [_HEAD.format(command=COMMAND), *_matrix(), _FURTHER.format(parts=parts), *_operations()]
    return "\n".join(lines).rstrip() + "\n"


def _matrix() -> Iterator[str]:
    yield "| thing | " + " | ".join(role.value for role in Audience) + " |"
    yield "|---|" + "---|" * len(Audience)
    for kind in ResourceKind:
        yield f"| {kind.value} | " + " | ".join(_cell(kind, role) for role in Audience) + " |"


def _cell(kind: ResourceKind, role: Audience) -> str:
    said = []
    for rule in RULES:
        if rule.role is role and kind in rule.kinds:
            letters = "".join(letter for action, letter in _LETTERS.items() if action in rule.actions)
            said.append(f"{letters} {_RELATIONS[rule.relation]}".strip())
    return "; ".join(said)


def _operations() -> Iterator[str]:
    yield "## Operations"
    yield ""
    yield "| operation | open to | needs |"
    yield "|---|---|---|"
    for entry in sorted(ENDPOINTS, key=lambda each: (each.path, each.method)):
        yield f"| `{entry.method} {entry.path}` | {_audience(entry)} | {_need(entry)} |"


def _audience(entry: Endpoint) -> str:
    return ", ".join(role.value for role in Audience if role in entry.audience)


def _need(entry: Endpoint) -> str:
    need = NEEDS[entry.name]
    kinds = " or ".join(kind.value for kind in need.kinds)
    return f"{need.action.value} {kinds}" + (" of one's own" if need.own else "")


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description="Write the page about who may do what.")
    parser.add_argument("file", type=Path)
    parser.parse_args().file.write_text(page())


if __name__ == "__main__":
    main()
