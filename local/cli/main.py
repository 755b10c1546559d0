"""The command line: commands and what they have in common."""

from typing import Annotated

import typer

from local.cli import (
    audit,
    breaches,
    duplicates,
    feeds,
    indexing,
    learning,
    matching,
    partners,
    policies,
    pushing,
    quality,
    recoding,
    reference,
    searching,
    seeding,
    serving,
    tokens,
    validating,
)
from local.cli.output import screen

app = typer.Typer(
    name="padan",
    help="Padan: a national labour market platform, on one machine or as a client of a running one.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
)
partner = typer.Typer(help="Partner portals.", no_args_is_help=True)
app.add_typer(partner, name="partner")
app.add_typer(feeds.app, name="feeds")
app.add_typer(audit.app, name="audit")
app.add_typer(reference.app, name="reference")
app.add_typer(policies.app, name="policy")
app.add_typer(quality.app, name="quality")
app.add_typer(learning.app, name="learning")

app.command("serve", help=serving.HELP)(serving.serve)
app.command("seed", help=seeding.HELP)(seeding.seed)
app.command("token", help=tokens.HELP)(tokens.token)
app.command("push", help=pushing.HELP)(pushing.push)
app.command("search", help=searching.HELP)(searching.search)
app.command("reindex", help=indexing.REINDEX_HELP)(indexing.reindex)
app.command("reconcile", help=indexing.RECONCILE_HELP)(indexing.reconcile)
app.command("duplicates", help=duplicates.HELP)(duplicates.duplicates)
app.command("match-all", help=matching.HELP)(matching.match_all)
app.command("breach-notice", help=breaches.HELP)(breaches.breach_notice)
app.command("recode", help=recoding.HELP)(recoding.recode)
app.command("validate", help=validating.HELP)(validating.validate)
partner.command("add", help=partners.ADD_HELP)(partners.add)


@app.callback(invoke_without_command=True)
def root(version: Annotated[bool, typer.Option("--version", help="Print the version and end.")] = False) -> None:
    """Handle the options before any command."""
    if version:
        from importlib.metadata import version as installed

        screen.print(f"padan {installed('padan')}")
        raise typer.Exit


def main() -> None:
    """Run the command line; exit codes: 0 done, 1 refused, 2 wrong usage, 3 platform not reachable."""
    app()
