"""``padan duplicates``: every published vacancy compared anew with its neighbours."""

from local.cli.output import Exit, explained, fail, print_json, screen
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, connected
from local.cli.waiting import follow

HELP = """Compares every published vacancy with its neighbours and links those that are the same.

Changes are compared as they come; this is for vacancies from before, and after a repair. What officers joined or
parted stays. A run that was broken off goes on where it stopped. Exit 1 when a vacancy could not be compared.

Examples:\n
  padan duplicates\n
  padan duplicates --json
"""


def duplicates(url: Url = None, data: Data = DEFAULT_DATA, json: AsJson = False) -> None:
    """Run the platform's job and print how many vacancies were compared."""
    with explained(), connected(url, data) as client:
        report = follow(client, "/dev/duplicates")
    if json:
        print_json(report)
    else:
        screen.print(f"{report['followed']} vacancies compared.")
    if report["failed"]:
        fail(f"{len(report['failed'])} vacancies could not be compared; the next run tries them again.", Exit.REFUSED)
