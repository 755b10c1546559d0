"""``padan feeds``: the feeds that the platform fetches from partner portals."""

from typing import Annotated, Any

import typer

from chalicelib.feeds.model import FeedForm
from local.cli.output import explained, print_json, screen
from local.cli.target import DEFAULT_DATA, AsJson, Data, Url, call, connected

app = typer.Typer(help="Feeds that the platform fetches from partner portals.", no_args_is_help=True)
Portal = Annotated[str, typer.Argument(help="Name of the portal, as `padan partner add` got it.")]


ADD_HELP = """Registers or changes the feed of a partner, or goes on with one that was stopped.

A partner has one feed: a sitemap of pages with schema.org JSON-LD, or a file with a JobPosting on each line (lines).
The next run of the schedule looks at it. Feeds on this machine may use plain http.

Examples:\n
  padan feeds add kerjacepat https://kerjacepat.example/sitemap.xml\n
  padan feeds add kerjacepat http://127.0.0.1:9000/feed.ndjson --form lines --minutes 30
"""
LIST_HELP = """Shows every feed: its address, what was wrong with the last look, and when it is looked at next.

Examples:\n
  padan feeds list --json
"""
STOP_HELP = """Stops looking at the feed of a partner; its vacancies stay open. `padan feeds add` goes on with it.

Examples:\n
  padan feeds stop kerjacepat
"""


@app.command("add", help=ADD_HELP)
def add(
    partner: Portal,
    address: Annotated[str, typer.Argument(help="Address of the sitemap or of the file.")],
    form: Annotated[FeedForm, typer.Option(help="How the portal publishes.")] = FeedForm.SITEMAP,
    minutes: Annotated[int, typer.Option(help="How often it is looked at, 15 to 1440.")] = 60,
    url: Url = None,
    data: Data = DEFAULT_DATA,
    json: AsJson = False,
) -> None:
    """Register or change the feed of a partner, or go on with one that was stopped; the next run looks at it."""
    wish = {"partner": partner, "url": address, "form": form.value, "minutes": minutes}
    with explained(), connected(url, data) as client:
        _show([call(client, "POST", "/dev/feeds", json=wish)], json)


@app.command("list", help=LIST_HELP)
def listed(url: Url = None, data: Data = DEFAULT_DATA, json: AsJson = False) -> None:
    """Show every feed: when it was looked at last, what was wrong, and when it is looked at next."""
    with explained(), connected(url, data) as client:
        _show(call(client, "GET", "/dev/feeds"), json)


@app.command("stop", help=STOP_HELP)
def stop(partner: Portal, url: Url = None, data: Data = DEFAULT_DATA, json: AsJson = False) -> None:
    """Fetch the feed of a partner no more; its vacancies stay."""
    with explained(), connected(url, data) as client:
        _show([call(client, "POST", "/dev/feeds/stop", json={"partner": partner})], json)


def _show(feeds: list[dict[str, Any]], json: bool) -> None:
    if json:
        print_json(feeds)
        return
    for each in feeds:
        feed, reached = each["registered"]["feed"], each["reached"]
        when = f"next look {each['next_at']}" if each["next_at"] else "stopped"
        problem = f", {reached['problem']}" if reached.get("problem") else ""
        line = f"{feed['partner_id']} {feed['form']} {feed['url']}: {when}{problem}"
        screen.print(line, markup=False, soft_wrap=True)
