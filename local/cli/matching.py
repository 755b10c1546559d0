"""``padan match-all``: everybody who agreed to it matched with all open vacancies."""

from local.cli.output import explained, print_json, screen
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, connected
from local.cli.waiting import follow

HELP = """Matches everybody who agreed to be recommended with all open vacancies, ten for each, with reasons.

A run that was broken off goes on where it stopped. The result is in the folder matching of the data folder.

Examples:\n
  padan match-all --data .padan\n
  padan match-all --json
"""


def match_all(url: Url = None, data: Data = DEFAULT_DATA, json: AsJson = False) -> None:
    """Run the platform's job and print what was matched."""
    with explained(), connected(url, data) as client:
        ran = follow(client, "/dev/match-all")
    if json:
        print_json(ran)
    else:
        screen.print(
            f"{ran['people']:,} people matched with {ran['vacancies']:,} vacancies in {ran['processor']:.1f} s of "
            f"processor time; {ran['resumed']:,} of them by an earlier run that was broken off."
        )
