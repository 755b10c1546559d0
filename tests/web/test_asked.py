"""A saved search opens as what was saved, and what is saved is what the page searched for."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl

import msgspec
import pytest

from chalicelib.alerts.model import SavedSearch, SearchParameters, Stored
from functions.saved_searches_views import search_view
from search.request import Criteria
from tests.web.node import run

_NOW = datetime(2037, 5, 4, tzinfo=UTC)
CASES = [
    SearchParameters(q="kasir"),
    SearchParameters(q='sopir & kernet "B2" + 50% ?=#é'),
    SearchParameters(region=("31", "32.75"), occupation=("8332",), skill=("a", "b", "c")),
    SearchParameters(q="guru", near="-6.2,106.8", radius_km=7.5),
    SearchParameters(near="-6.2,106.8", radius_km=5.0, salary_min=3_000_000, experience_months=0),
    SearchParameters(remote=True, disability_friendly=False, fresh_graduate=True),
    SearchParameters(education="sma", posted_since="2037-01-31", employment_type=("permanent",)),
    SearchParameters(posted_since="2037-01-31T08:00:00+07:00", source=("kerjacepat",), employer=("emp_1", "emp_2")),
]


def _address(parameters: SearchParameters) -> str:
    search = SavedSearch(
        id="sav_1",
        person_id="per_1",
        name="x",
        parameters=parameters,
        words=parameters.q,
        criteria=Criteria(),
        created_at=_NOW,
        updated_at=_NOW,
    )
    return search_view(Stored(search, 1)).search


def test_what_was_saved_opens_and_is_saved_again_as_the_same(tmp_path):
    script = """
      const { askedIn, pageOf, parametersOf } = await module("asked");
      return given.map((address) => parametersOf(askedIn(new URL(pageOf(address), "http://x.invalid").search)));
    """
    found = run(tmp_path, script, [_address(case) for case in CASES])
    # JSON as the interface reads it: a number in quotes or a single code without its list is refused.
    assert [msgspec.json.decode(msgspec.json.encode(each), type=SearchParameters) for each in found] == CASES


def test_every_parameter_that_can_be_saved_is_kept(tmp_path):
    names = [field.name for field in msgspec.structs.fields(SearchParameters)]
    script = 'return [...(await module("asked")).askedIn(given).keys()];'
    assert run(tmp_path, script, "&".join(f"{name}=1" for name in names)) == names


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("?q=kasir&cursor=abc&limit=5&sort=pay&facets=region&search=sea_1", "q=kasir"),
        ("?q=%20%20&region=&region=31&unknown=1", "region=31"),
        ("?q=satu&q=dua&education=sma&education=smk", "q=satu&education=sma"),
        ("?region=31&region=32", "region=31&region=32"),
        ("", ""),
    ],
)
def test_only_what_a_search_knows_is_kept_of_an_address(tmp_path, address, kept):
    assert run(tmp_path, 'return String((await module("asked")).askedIn(given));', address) == kept


def test_what_is_no_number_or_flag_is_left_for_the_interface_to_name(tmp_path):
    script = 'const { askedIn, parametersOf } = await module("asked"); return parametersOf(askedIn(given));'
    assert run(tmp_path, script, "?salary_min=banyak&remote=ya") == {"salary_min": "banyak", "remote": "ya"}


def test_words_change_and_filters_stay(tmp_path):
    script = """
      const { askedIn, filters, withWords } = await module("asked");
      const asked = askedIn("?q=kasir&region=31&region=32&salary_min=1");
      return [String(withWords(asked, "guru")), String(withWords(asked, "")), filters(asked), String(asked)];
    """
    changed, wordless, filters, before = run(tmp_path, script)
    assert sorted(parse_qsl(changed)) == [("q", "guru"), ("region", "31"), ("region", "32"), ("salary_min", "1")]
    assert wordless == "region=31&region=32&salary_min=1"
    assert filters == ["region", "salary_min"]
    assert before.startswith("q=kasir&")
