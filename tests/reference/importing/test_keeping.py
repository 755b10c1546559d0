"""What an official file leaves out is kept from the running version, for what stays the same."""

import pytest

HEADS = {"occupations": "Kode;Judul", "calendar_days": "Tanggal;Jenis;Keterangan"}


def _occupations(desk, *changes, english=False):
    """The running occupations as an official list, with changes of ``old`` to ``new`` lines."""
    rows = desk.body("occupations", "1")[1:]
    lines = [";".join(row if english else row[:2]) for row in rows]
    for old, new in changes:
        lines[lines.index(old)] = new
    return "\n".join(["Kode;Judul" + (";Title En" if english else ""), *lines]) + "\n"


def _table(desk, table, version):
    columns, *rows = desk.body(table, version)
    return {row[0]: dict(zip(columns, row, strict=True)) for row in rows}


def test_english_labels_stay_where_the_indonesian_ones_do(desk):
    imported = desk.bring(_occupations(desk), "occupations", "2027")
    assert imported.difference.is_empty
    assert desk.body("occupations", "2027") == desk.body("occupations", "1")


def test_a_new_label_needs_its_english_one(desk):
    changed = _occupations(desk, ("2113;Ahli kimia", "2113;Kimiawan"))
    (problem,) = desk.bring(changed, "occupations", "2027").examined.problems
    assert (problem.line, problem.code, problem.key) == (12, "missing_label", "2113")
    assert "Ahli kimia: Chemists" in problem.text.en
    imported = desk.bring(changed, "occupations", "2027", allow_missing_labels=True)
    assert _table(desk, "occupations", "2027")["2113"]["label.en"] == ""
    assert [(each.column, each.after) for each in imported.difference.renamed] == [
        ("label.id", "Kimiawan"),
        ("label.en", ""),
    ]


def test_a_label_of_the_file_counts_more_than_the_old_one(desk):
    old = "2113;Ahli kimia;Chemists"
    desk.bring(_occupations(desk, (old, "2113;Ahli kimia;"), english=True), "occupations", "2027")
    assert _table(desk, "occupations", "2027")["2113"]["label.en"] == "Chemists"
    desk.bring(_occupations(desk, (old, "2113;Ahli kimia;Chemistry scientists"), english=True), "occupations", "2028")
    assert _table(desk, "occupations", "2028")["2113"]["label.en"] == "Chemistry scientists"


def test_names_in_capitals_are_those_that_are_known(desk):
    capitals = _occupations(desk).upper().replace("KODE;JUDUL", "Kode;Judul")
    assert desk.bring(capitals, "occupations", "2027").difference.is_empty


def test_another_spelling_is_a_change(desk):
    changed = _occupations(desk, ("2113;Ahli kimia", "2113;Ahli Kimia"))
    imported = desk.bring(changed, "occupations", "2027")
    assert [(each.code, each.before, each.after) for each in imported.difference.renamed] == [
        ("2113", "Ahli kimia", "Ahli Kimia")
    ]


def test_own_synonyms_stay_with_codes_that_stay(desk):
    text = (
        "Kode,Judul,Title En\nA,Pertanian,Agriculture\n01,Tanaman,Crops\n02,Kehutanan,Forestry\n03,Perikanan,Fishing\n"
    )
    text += "B,Pertambangan,Mining\n05,Batu bara,Coal\n06,Minyak,Oil\n"
    desk.bring(text, "industries", "2025")
    rows = _table(desk, "industries", "2025")
    assert {code: (row["parent"], row["synonyms[]"]) for code, row in rows.items()} == {
        "A": ("", "tani; agribisnis"),
        "B": ("", "tambang"),
        "01": ("A", "sawah"),
        "02": ("A", "hutan"),
        "03": ("A", ""),
        "05": ("B", "batubara"),
        "06": ("B", ""),
    }


def test_synonyms_that_a_file_has_are_the_synonyms(desk):
    desk.bring(
        "code,label.id,label.en,statutory,sinonim\nthr,THR,Holiday allowance,true,\nmess,Mess,Lodging,false,a; b\n"
        "meals,Makan,Meals,false,maem\n",
        "benefits",
        "2",
    )
    rows = _table(desk, "benefits", "2")
    assert [rows[code]["synonyms[]"] for code in ("thr", "mess", "meals")] == ["", "a; b", "maem"]


def test_regions_keep_points_and_seats_and_get_their_kind(desk):
    names = "kode,nama,name_en,ibukota,lat,lng,pulau\n"
    old = desk.body("regions", "1")[1:]
    text = names + "".join(f"{row[0]},{row[2]},,,,,\n" for row in old)
    text += '32.77,Kota Cimahi,Cimahi,Cimahi,"-6,87",107.54,jawa\n'
    imported = desk.bring(text, "regions", "2027")
    assert imported.examined.problems == ()
    rows = _table(desk, "regions", "2027")
    assert rows["32.77"] == {
        "code": "32.77", "kind": "city", "label.id": "Kota Cimahi", "label.en": "Cimahi",
        "seat": "Cimahi", "latitude": "-6.87", "longitude": "107.54", "island": "jawa",
    }  # fmt: skip
    assert [each.code for each in imported.difference.added] == ["32.77"]
    assert not imported.difference.renamed
    assert not imported.difference.changed


def test_districts_lie_where_their_codes_say(desk):
    rows = desk.body("districts", "1")[1:]
    desk.bring("kode;kecamatan\n" + "".join(f"{row[0]};{row[1]}\n" for row in rows), "districts", "2027")
    assert desk.body("districts", "2027") == desk.body("districts", "1")


def test_days_of_another_year_have_the_english_names_of_this_one(desk):
    desk.bring(
        "Tanggal;Jenis;Keterangan\n25 Desember 2027;libur nasional;Hari Raya Natal\n"
        "01/01/2027;Libur;Tahun Baru Masehi\n"
        "Jumat, 24 Desember 2027;Cuti Bersama;Cuti bersama Natal\n2027-08-17;LIBUR NASIONAL;Hari Kemerdekaan\n",
        "calendar_days",
        "2027",
    )
    assert desk.body("calendar_days", "2027")[1:] == [
        ["2027-01-01", "holiday", "Tahun Baru Masehi", "New Year's Day"],
        ["2027-08-17", "holiday", "Hari Kemerdekaan", "Independence Day"],
        ["2027-12-24", "collective_leave", "Cuti bersama Natal", "Christmas leave"],
        ["2027-12-25", "holiday", "Hari Raya Natal", "Christmas Day"],
    ]


def test_wages_by_name_with_points_become_whole_rupiah(desk):
    text = (
        "No;Wilayah;UMP 2027 (Rp);Nomor SK;Sumber\n1;Kota Bandung;4.900.000,00;3/2026;JDIH\n"
        "2;DKI Jakarta;Rp 5.900.000;1/2026;JDIH\n3;PROVINSI JAWA BARAT;2,400,000;2/2026;JDIH\n"
    )
    imported = desk.bring(text, "minimum_wages", "2027", wishes=_ignoring("No"))
    assert imported.examined.problems == ()
    columns, *rows = desk.body("minimum_wages", "2027")
    assert columns == ["region", "year", "amount", "reported[]", "sources[]", "decree"]
    assert rows == [
        ["31", "2027", "5900000", "5900000", "JDIH", "1/2026"],
        ["32", "2027", "2400000", "2400000", "JDIH", "2/2026"],
        ["32.73", "2027", "4900000", "4900000", "JDIH", "3/2026"],
    ]


def _ignoring(*headings):
    from chalicelib.reference.importing import Wishes

    return Wishes(ignored=headings)


@pytest.mark.parametrize("deeper", [True, False])
def test_rows_of_other_levels_are_left_out_when_asked(desk, deeper):
    text = _occupations(desk) + "2113.01;Ahli kimia air\n2113.02;Ahli kimia udara\n"
    imported = desk.bring(text, "occupations", "2027", only_its_levels=deeper)
    assert imported.examined.left_out == (2 if deeper else 0)
    assert (imported.path is not None) is deeper
    assert {each.code for each in imported.examined.problems} == (set() if deeper else {"bad_code", "missing_label"})


def test_so_many_fewer_rows_have_to_be_confirmed(desk):
    lines = [line for line in _occupations(desk).splitlines() if not line.startswith(("2113", "2114", "2115"))]
    text = "\n".join(lines) + "\n"
    refused = desk.bring(text, "occupations", "2027").examined.problems
    assert {each.code for each in refused} == {"lost_range", "too_few_rows"}
    assert desk.bring(text, "occupations", "2027", expect_rows=12).difference.removed
    assert desk.examine(text, "occupations", expect_rows=13).problems[0].code == "unexpected_rows"


def test_what_is_no_code_is_not_passed_over_as_another_level(desk):
    text = _occupations(desk) + ";Tanpa kode\n21X0001;Salah kode\n2120.01;Ahli aljabar\n"
    imported = desk.bring(text, "occupations", "2027", only_its_levels=True)
    assert imported.examined.left_out == 1
    assert {(each.line, each.code) for each in imported.examined.problems if each.column == "Kode"} == {
        (17, "empty_cell"),
        (18, "bad_code"),
    }
