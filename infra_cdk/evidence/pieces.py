"""All pieces of evidence, in the order of the index."""

from functools import partial

from infra_cdk.evidence import audited, development, house, judging, stores, supply, surroundings
from infra_cdk.evidence.collected import Piece
from local.standards.pages import PAGES
from local.supply.__main__ import DEPLOYED

PIECES: tuple[Piece, ...] = (
    Piece(name="access", shows="Who may do what with which things, and each operation's callers", make=house.access),
    Piece(name="permissions", shows="Every statement of the policies of roles", make=surroundings.permissions),
    Piece(name="encryption", shows="How everything that keeps data is encrypted, by which key", make=stores.encryption),
    Piece(name="keys", shows="Keys and whether they rotate", make=stores.rotation),
    Piece(name="backups", shows="Plans of backups, locks of vaults, trials of restoring", make=stores.backups),
    Piece(name="network", shows="What security groups open, endpoints, firewalls", make=surroundings.network),
    Piece(name="logs", shows="Log groups and for how long they are kept", make=surroundings.logs),
    Piece(name="alarms", shows="Alarms with severity and runbook", make=surroundings.alarms),
    Piece(name="stacks", shows="Stacks with digests of their templates", make=surroundings.stacks),
    Piece(
        name="findings", shows="What rule packs and laws find, with exceptions and their last days", make=judging.found
    ),
    Piece(name="retention", shows="How long everything is kept, why, and what ends it", make=house.retention),
    *(
        Piece(
            name=f"bill-{lock}", shows=f"Bill of materials (CycloneDX) of {lock}", make=partial(supply.bill, lock=lock)
        )
        for lock in DEPLOYED
    ),
    Piece(name="licences", shows="Terms of every package", make=supply.terms),
    Piece(name="advisories", shows="What is known against deployed packages", make=supply.advisories),
    *(
        Piece(
            name=f"standard-{page.table.replace('_', '-')}",
            shows=f"The lines of {page.file}, every link looked up",
            make=partial(house.standard, table=page.table),
        )
        for page in PAGES
    ),
    Piece(name="tests", shows="Tests by folder, and results of the runs that were given", make=development.tests),
    Piece(name="changes", shows="Changes of the source in the last 90 days", make=development.changes),
    Piece(name="drills", shows="What drills and rehearsals measured when last written down", make=house.drills),
    Piece(name="audit", shows="Whether the audit of a platform is what was written", make=audited.audit),
)
NAMES = frozenset(piece.name for piece in PIECES)
