"""``padan policy``: versions of the policy compared, and tried on the vacancies of the last month."""

import typer

from local.cli.policies import differing, trying

app = typer.Typer(help="How severe each rule is: compare versions, and try one.", no_args_is_help=True)
app.command("diff", help=differing.HELP)(differing.diff)
app.command("dry-run", help=trying.HELP)(trying.dry_run)
