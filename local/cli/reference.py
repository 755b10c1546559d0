"""``padan reference``: the reference tables, their sources and checks."""

from typing import Annotated

import msgspec
import typer

from local.cli.output import Exit, fail, print_json, print_table, screen
from local.cli.target import AsJson

HELP = """Lists the reference tables with version, source and row count, and checks them.

Examples:\n
  padan reference\n
  padan reference --check --json
"""


def reference(
    check: Annotated[bool, typer.Option("--check", help="Check the tables; exit 1 when something is wrong.")] = False,
    json: AsJson = False,
) -> None:
    """Print the tables; with ``--check`` also every finding."""
    from chalicelib.reference.checking import check as check_tables
    from chalicelib.reference.describing import describe

    described = describe()
    findings = check_tables() if check else ()
    if json:
        print_json({"tables": described, "findings": findings})
    else:
        rows = [[str(value) for value in msgspec.structs.astuple(table)] for table in described]
        print_table("reference tables", described[0].__struct_fields__, rows)
        for finding in findings:
            screen.print(f"{finding.table} {finding.key}: {finding.problem}", markup=False, soft_wrap=True)
    if findings:
        fail(f"{len(findings)} findings", Exit.REFUSED)
