"""``padan reference``: the reference tables: list, import, check, compare, report."""

import typer

from local.cli.reference import checking, differing, importing, listing, reporting
from local.cli.target import AsJson

app = typer.Typer(help="Reference tables: list, import, check, compare and report.")
app.command("list", help=listing.HELP)(listing.list_tables)
app.command("import", help=importing.HELP)(importing.import_file)
app.command("check", help=checking.HELP)(checking.check)
app.command("diff", help=differing.HELP)(differing.diff)
app.command("report", help=reporting.HELP)(reporting.report)


@app.callback(invoke_without_command=True)
def reference(context: typer.Context, json: AsJson = False) -> None:
    """List the tables when no command is named."""
    if context.invoked_subcommand is None:
        listing.list_tables(json)
