"""``padan reference list``: the reference tables and their sources."""

import msgspec

from local.cli.output import print_json, print_table
from local.cli.target import AsJson

HELP = """Lists every version of every reference table with its source, terms and number of rows.

Examples:\n
  padan reference list\n
  padan reference list --json
"""


def list_tables(json: AsJson = False) -> None:
    """Print every version of every table."""
    from chalicelib.reference.describing import describe

    described = describe()
    if json:
        print_json({"tables": described})
        return
    rows = [[str(value) for value in msgspec.structs.astuple(table)] for table in described]
    print_table("reference tables", described[0].__struct_fields__, rows)
