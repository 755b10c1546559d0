"""``padan duplicates``: all published vacancies compared anew, in one pass."""

from local.cli.output import Exit, explained, fail, print_json, screen
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, connected
from local.cli.waiting import follow

HELP = """Compares all published vacancies in one pass and links those that are the same.

Changes are compared as they come; this is for vacancies from before, and after a repair. What officers joined or
parted stays. A run that was broken off goes on where it stopped. It needs about 1.5 GB of memory for a million.
Exit 1 when a vacancy could not be compared.

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
        screen.print(f"{report['followed']} vacancies compared; {report['clusters']} jobs are offered more than once.")
    if report["failed"]:
        fail(f"{len(report['failed'])} vacancies could not be compared; the next run tries them again.", Exit.REFUSED)
