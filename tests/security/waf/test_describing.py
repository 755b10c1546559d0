"""The page about the firewall tells what the rules are."""

import re
from pathlib import Path

from functions import http
from security.waf import describing, limits
from security.waf.groups import BOTS, GROUPS

PAGE = Path(__file__).parents[3] / "docs" / "firewall.md"


def test_the_page_holds_the_tables_of_the_rules():
    assert describing.tables() in PAGE.read_text(), "python -m security.waf.describing docs/firewall.md"


def test_writing_changes_the_tables_and_nothing_else(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(f"before\n{describing.BEGIN}\n| outdated |\n{describing.END}\nafter\n")
    describing.main(str(page))
    written = page.read_text()
    assert written.startswith("before\n")
    assert written.endswith("\nafter\n")
    assert "outdated" not in written
    assert describing.inserted(written) == written


def test_every_rule_and_every_override_is_in_the_tables():
    rows = re.findall(r"^\| `(.+?)` \| (?:`(.+?)` )?", describing.tables(), flags=re.MULTILINE)
    assert {row[0] for row in rows} >= {"often-address", "abroad", *(group.name for group in (*GROUPS, BOTS))}
    assert {row[1] for row in rows if row[1]} == {
        override.rule for group in (*GROUPS, BOTS) for override in group.counted
    }


def test_the_sizes_on_the_page_are_those_of_the_application():
    text = " ".join(PAGE.read_text().split())
    assert f"bodies of {http.LARGEST_BODY // 2**20} MiB" in text
    assert f"first {limits.INSPECTED_BODY // 2**10} KiB" in text
