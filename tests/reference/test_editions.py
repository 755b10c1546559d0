"""Several editions of occupations at once: groups, titles, codings, and what is searched in the current one."""

import pytest

from chalicelib.errors import InvalidInput, NotFound
from chalicelib.reference import files, industries, occupation_now, occupations, occupations_now
from chalicelib.reference.coding_editions import MOSTLY, in_edition, titles_in_edition
from chalicelib.reference.crosswalks import counterpart, crosswalk, equivalent_codes
from chalicelib.reference.current import current_version
from chalicelib.reference.editions import Edition, edition, known_versions, must_be_known
from chalicelib.reference.model_crosswalk import Relation
from chalicelib.reference.model_occupations import Coding, JobTitle
from tests.reference import editions
from tests.reference.editions import LATER, NEW, OLD

KBJI, KBJI_NEW, ISCO = "2014", "2026", "isco08"


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return editions.three_editions(tmp_path_factory.mktemp("data"))


def relations(table, code, before, after):
    return {each.code: each.relation.value for each in crosswalk(table, before, after).map(code)}


def coding(code, version=OLD, confidence=0.9):
    return Coding(code=code, version=version, confidence=confidence, matched="x")


# Any editions


def test_two_editions_live_side_by_side(data):
    old, new = occupations(OLD, data), occupations(NEW, data)
    assert (old.version, new.version) == (OLD, NEW)
    assert (old.get("1113").label.en, new.get("1113").label.en) == ("Carvers", "Cart and wheel builders")
    assert {group.version for group in new} == {NEW}
    assert occupations(NEW, data) is new
    with pytest.raises(files.BadTable):
        occupations("1999", data)


def test_a_tree_knows_its_lowest_codes_and_levels():
    tree = Edition("1", {"A": "", "B": "", "01": "A", "02": "A", "03": "B"})
    assert tree.leaves() == ("01", "02", "03")
    assert (tree.leaves("A"), tree.leaves("01"), tree.leaves("C")) == (("01", "02"), ("01",), ())
    assert (tree.level("A"), tree.level("01")) == (0, 1)
    assert (tree.at_level("01", 0), tree.at_level("01", 1), tree.at_level("A", 1)) == ("A", "01", "A")
    assert tree.fewest({"01", "02"}) == ("A",)
    assert tree.fewest({"01", "03"}) == ("01", "B")
    assert tree.fewest(()) == ()
    assert ("01" in tree, "1" in tree, len(tree)) == (True, False, 5)


def test_editions_are_those_that_lie_there(data):
    assert known_versions("occupations", data) == (OLD, NEW, LATER)
    must_be_known("occupations", {"version": OLD}, data)
    with pytest.raises(InvalidInput) as refused:
        edition("occupations", "2027", data)
    assert [error.pointer for error in refused.value.errors] == ["version"]
    assert OLD in refused.value.detail.en
    with pytest.raises(NotFound):
        known_versions("skills", data)


@pytest.mark.parametrize(
    ("code", "after", "confidence"),
    [("1112", "1113", 0.9), ("1211", "1211", 0.9), ("1111", None, 0), ("1213", None, 0), ("9999", None, 0)],
)
def test_a_coding_goes_on_in_another_edition_or_somebody_must_look(data, code, after, confidence):
    found = in_edition(coding(code), NEW, data)
    assert (found and (found.code, found.version, found.confidence)) == (after and (after, NEW, confidence))


def test_a_coding_of_an_edition_that_nothing_leads_from_is_not_carried_on(tmp_path):
    for version in (OLD, NEW):
        editions.edition(tmp_path, version, {"1": "a"})
    assert in_edition(coding("1"), NEW, tmp_path) is None


def test_a_title_of_the_largest_part_is_less_sure(tmp_path):
    editions.edition(tmp_path, OLD, {"1": "a", "2": "b", "3": "c"})
    editions.edition(tmp_path, NEW, {"1": "a", "2": "b", "3": "c"})
    rows = (("1", "1", "narrower"), ("1", "3", "partial"), ("2", "2", "exact"), ("3", "3", "broader"))
    editions.between(tmp_path, OLD, NEW, rows)
    titles = [JobTitle(title=code, code=code, weight=0.5) for code in "123"]
    found = titles_in_edition(titles, OLD, NEW, tmp_path)
    assert [(title.title, title.weight) for title in found] == [("1", 0.5 * MOSTLY), ("2", 0.5), ("3", 0.5)]
    assert in_edition(coding("1", confidence=1.0), NEW, tmp_path).confidence == MOSTLY


def test_titles_of_retired_and_split_groups_are_left_out(data):
    titles = [JobTitle(title=code, code=code, weight=1) for code in ("1111", "1112", "1213")]
    assert [(title.title, title.code) for title in titles_in_edition(titles, OLD, NEW, data)] == [("1112", "1113")]


@pytest.mark.parametrize(
    ("codes", "version", "current", "found"),
    [
        (("1111",), OLD, NEW, ("1111", "1112")),
        (("1112", "1113"), OLD, NEW, ("1113", "1212")),
        (("1211", "1212"), OLD, NEW, ("1211",)),
        (("1112",), NEW, OLD, ("1111",)),
        (("11",), OLD, NEW, ("11", "1212")),
        (("1213", "1112"), OLD, NEW, ("1113",)),
        (("9999",), OLD, NEW, ()),
        (("9999",), NEW, NEW, ("9999",)),
        ((), OLD, NEW, ()),
    ],
    ids=["split", "moved", "merged", "half of a split", "group", "retired", "unknown", "current as it is", "none"],
)
def test_what_was_coded_under_one_edition_is_found_by_a_search_in_the_other(data, codes, version, current, found):
    assert occupations_now(codes, version, current, data) == found


@pytest.mark.parametrize(
    ("code", "version", "current", "found"),
    [
        ("1112", OLD, NEW, "1113"),
        ("1111", OLD, NEW, None),
        ("1213", OLD, NEW, None),
        ("9999", OLD, NEW, None),
        ("9999", OLD, OLD, "9999"),
        ("1112", "1999", NEW, None),
    ],
)
def test_one_code_stands_for_another_or_none(data, code, version, current, found):
    assert occupation_now(code, version, current, data) == found


def test_nothing_is_found_by_a_code_whose_edition_nothing_leads_from(tmp_path):
    for version in (OLD, NEW):
        editions.edition(tmp_path, version, {"1": "a"})
    assert occupations_now(["1"], OLD, NEW, tmp_path) == ()
    assert occupations_now(["1"], NEW, NEW, tmp_path) == ("1",)


def test_the_likeliest_comes_first(tmp_path):
    editions.edition(tmp_path, OLD, {"2": "a", "3": "b"})
    editions.edition(tmp_path, NEW, {"1": "new", "2": "a", "3": "b"})
    rows = (("2", "2", "narrower"), ("2", "1", "partial"), ("3", "3", "narrower"), ("3", "1", "partial"))
    editions.between(tmp_path, OLD, NEW, rows)
    assert occupations_now(["2"], OLD, NEW, tmp_path) == ("2", "1")
    assert occupations_now(["1"], NEW, OLD, tmp_path) == ("2", "3")


# KBJI 2014, KBJI 2026, ISCO-08


@pytest.mark.parametrize(
    ("version", "sizes"), [(KBJI, (10, 43, 130, 446)), (KBJI_NEW, (10, 43, 130, 447)), (ISCO, (10, 43, 130, 436))]
)
def test_editions_have_as_many_groups_as_were_published(version, sizes):
    table = occupations(version)
    assert tuple(sum(group.level == level for group in table) for level in (1, 2, 3, 4)) == sizes


def test_the_editions_that_lie_ready_are_not_current():
    assert occupations().version == current_version("occupations") == KBJI
    assert industries().version == current_version("industries") == "2020"


def test_codes_that_mean_something_else_in_the_new_edition():
    assert relations("occupations", "4212", KBJI, KBJI_NEW) == {"4219": "broader"}
    assert relations("occupations", "4213", KBJI, KBJI_NEW) == {"4212": "exact"}
    assert relations("occupations", "4214", KBJI, KBJI_NEW) == {"4213": "exact"}
    assert relations("occupations", "2515", KBJI_NEW, KBJI) == {"2519": "partial", "2529": "partial"}
    assert relations("occupations", "421", KBJI, KBJI_NEW) == {"421": "exact"}


def test_all_other_groups_go_on_under_their_code():
    old, new = occupations(KBJI), occupations(KBJI_NEW)
    changed = {"2515", "2519", "2529", "4212", "4213", "4214", "4219"}
    units = {group.code for group in old if group.level == 4} - changed
    assert units == {group.code for group in new if group.level == 4} - changed
    for code in units:
        assert relations("occupations", code, KBJI, KBJI_NEW) == {code: "exact"}
        assert old.get(code).label == new.get(code).label


def test_only_armed_forces_and_police_differ_from_the_international_classification():
    walk = crosswalk("occupations", KBJI, ISCO)
    lowest = edition("occupations", KBJI).leaves()
    other = {code for code in lowest if [(e.code, e.relation) for e in walk.map(code)] != [(code, Relation.EXACT)]}
    assert other == {f"0{rank}1{service}" for rank in "123" for service in "12345"}
    assert relations("occupations", "5412", ISCO, KBJI) == {"0115": "partial", "0215": "partial", "0315": "narrower"}
    assert set(relations("occupations", "0110", ISCO, KBJI)) == {"0111", "0112", "0113", "0114"}


def test_the_new_edition_reaches_the_international_one_over_the_old():
    assert relations("occupations", "4213", KBJI_NEW, ISCO) == {"4214": "exact"}
    assert relations("occupations", "4219", KBJI_NEW, ISCO) == {"4212": "narrower"}
    assert relations("occupations", "0111", KBJI_NEW, ISCO) == {"0110": "broader"}


@pytest.mark.parametrize(
    ("title", "old", "new", "international"),
    [
        ("debt collector", "4214", "4213", "4214"),
        ("pegawai pegadaian", "4213", "4212", "4213"),
        ("bandar judi", "4212", "4219", "4212"),
        ("kasir", "5230", "5230", "5230"),
        ("manager marketing", "1221", "1221", "1221"),
        ("polisi", "0215", "0215", None),
    ],
)
def test_a_title_is_coded_in_each_edition_and_the_coding_names_it(title, old, new, international):
    for version, code in ((KBJI, old), (KBJI_NEW, new), (ISCO, international)):
        found = occupations(version).code_title(title)
        assert (found and (found.code, found.version)) == (code and (code, version))
    assert occupations(KBJI_NEW).code_title("qwertzuiop") is None


def test_titles_lead_to_groups_of_their_edition():
    for version in (KBJI_NEW, ISCO):
        table = occupations(version)
        assert table.titles
        assert {title.code for title in table.titles} <= {group.code for group in table if group.level == 4}


def test_debt_collectors_are_found_whichever_edition_coded_them():
    assert equivalent_codes("4213", KBJI_NEW, KBJI) == ("4214",)
    assert occupations_now(["4214"], KBJI, KBJI_NEW) == ("4213",)
    assert occupations_now(["2519"], KBJI, KBJI_NEW) == ("2519", "2515")


# KBLI 2020 and 2025


@pytest.mark.parametrize(("version", "sections", "divisions"), [("2020", 21, 88), ("2025", 22, 87)])
def test_industries_have_as_many_as_were_published(version, sections, divisions):
    table = industries(version)
    assert sum(entry.parent is None for entry in table) == sections
    assert sum(entry.parent is not None for entry in table) == divisions


def test_motor_trade_is_dissolved():
    assert set(relations("industries", "45", "2020", "2025")) == {"46", "47", "95"}
    assert "45" in industries("2020")
    assert "45" not in industries("2025")
    assert industries("2020").resolve("bengkel") == "45"
    assert industries("2025").resolve("bengkel") == "95"


@pytest.mark.parametrize(
    ("old", "new"), [("K", "L"), ("L", "M"), ("O", "P"), ("T", "U"), ("U", "V"), ("A", "A"), ("B", "B"), ("C", "C")]
)
def test_sections_after_the_split_have_the_next_letter(old, new):
    assert relations("industries", old, "2020", "2025") == {new: "exact"}
    assert relations("industries", new, "2025", "2020") == {old: "exact"}


def test_information_and_communication_is_split():
    found = relations("industries", "J", "2020", "2025")
    assert (found.pop("J"), found.pop("K")) == ("narrower", "narrower")
    assert set(found.values()) == {"partial"}
    assert relations("industries", "K", "2025", "2020") == {"J": "broader"}


@pytest.mark.parametrize(
    ("old", "new"), [("70", "73"), ("63", "60"), ("90", "91"), ("63", "47")], ids=["pr", "news", "art", "platforms"]
)
def test_what_went_to_another_division_is_partial(old, new):
    assert relations("industries", old, "2020", "2025")[new] == "partial"
    assert relations("industries", new, "2025", "2020")[old] == "partial"


def test_a_division_that_nothing_was_said_of_is_the_same():
    changed = {"39", "43", "45", "46", "47", "52", "53", "55", "56", "60", "63", "70", "73", "77", "82", "85", "86"}
    changed |= {"87", "90", "91", "95", "96"}
    for code in set(edition("industries", "2020").leaves()) - changed:
        assert counterpart(code, "2020", "2025", "industries").relation is Relation.EXACT
