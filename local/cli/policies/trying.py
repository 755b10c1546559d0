"""``padan policy dry-run``: what another version of the policy would do to the vacancies of the last month."""

from typing import Annotated, Any

import typer

from local.cli.output import explained, print_json, print_table
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, connected
from local.cli.waiting import follow

HELP = """Weighs the vacancies of the last days under two versions of the policy and stores nothing.

Tells how many each rule finds and what it would do, and which vacancies would come out otherwise.

Examples:\n
  padan policy dry-run 1 2\n
  padan policy dry-run 1 2 --days 7 --json
"""


def dry_run(
    first: Annotated[int, typer.Argument(help="The version in force.")],
    second: Annotated[int, typer.Argument(help="The version to try.")],
    days: Annotated[int, typer.Option(min=1, max=3650, help="Vacancies posted or changed since.")] = 30,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Run the platform's job and print its report."""
    with explained(), connected(url, data) as client:
        report = follow(client, "/dev/policies/try", json={"from": first, "to": second, "days": days})
    if json:
        print_json(report)
    else:
        _print(report)


def _print(report: Any) -> None:  # noqa: ANN401 - JSON
    outcomes = ((name, report["before"][name], report["after"][name]) for name in report["before"])
    print_table(f"{report['vacancies']} vacancies", ("outcome", "before", "after"), outcomes)
    rules = ((each["code"], each["severity_from"], each["severity_to"], each["vacancies"]) for each in report["rules"])
    print_table("rules", ("rule", "before", "after", "vacancies"), rules)
    changes = ((each["id"], each["before"], each["after"], ", ".join(each["rules"])) for each in report["changes"])
    print_table("would come out otherwise", ("vacancy", "before", "after", "rules"), changes)
