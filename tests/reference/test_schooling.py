"""What adverts ask of schooling, as they write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference.model_study import ProgrammeKind
from chalicelib.reference.rows import rows
from chalicelib.reference.schooling import required_education

LEVELS = reference.education_levels()
KINDS = dict(zip("gvdu", ProgrammeKind, strict=True))

SECONDARY = """
SMA/SMK sederajat|sma|smk|=|gv
minimal SMA sederajat|sma|sma|=|gv
Minimal SMA|sma|sma||g
SMA/K|sma|sma||gv
SMA / K sederajat|sma|sma|=|gv
SMU/K|sma|sma||gv
SLTA|sma|sma||gv
SLTA/Sederajat|sma|sma|=|gv
Lulusan SLTA sederajat, usia maks. 25 th|sma|sma|=|gv
lulusan SMK semua jurusan|smk|smk||v
Lulusan SMK|smk|smk||v
SMK sederajat|smk|smk|=|gv
Minimal SMK / SMA|sma|smk||gv
SMU/STM|sma|smk||gv
SMU|sma|sma||g
STM|smk|smk||v
SMEA|smk|smk||v
MAK|smk|smk||v
MA/SMA/SMK|sma|smk|=|gv
SMA/MA/SMK/Paket C|sma|smk|=|gv
SMA, SMK, MA sederajat|sma|smk|=|gv
paket C|sma|sma|=|gv
Ijazah Paket C diterima|sma|sma|=|gv
Kejar Paket C|sma|sma|=|gv
lulusan SMA atau paket C|sma|sma|=|gv
pesantren (muadalah)|sma|sma|=|gv
SMA atau pesantren muadalah|sma|sma|=|gv
Pendidikan minimal SMA atau sederajat|sma|sma|=|gv
Pendidikan minimal SMA atau yang setara|sma|sma|=|gv
Pendidikan minimal SMA/setingkat|sma|sma|=|gv
Pend. min SMA|sma|sma||g
PENDIDIKAN MIN. SMA/SMK SEDERAJAT|sma|smk|=|gv
Sma/sederajat|sma|sma|=|gv
min. sma/smk|sma|smk||gv
Pendidikan Minimal SMA/SMKMempunyai motor sendiri|sma|smk||gv
Minimal pendidikan SmK|smk|smk||v
Minimal lulusan SMK jurusan teknik mesin|smk|smk||v
tamatan SMA|sma|sma||g
Minimal high school graduate|sma|sma||gv
High school diploma or equivalent|sma|sma|=|gv
Vocational high school|smk|smk||v
Senior high school or vocational school|sma|smk||gv
Minimal tamat SMP|smp|smp||
SMP/MTs|smp|smp||
SMP sederajat|smp|smp|=|
SLTP|smp|smp||
SMP/SMA sederajat|smp|sma|=|gv
Pendidikan Minimal SMP, SMA/SMK|smp|smk||gv
paket B|smp|smp|=|
Junior high school|smp|smp||
min SD|sd|sd||
Minimal SD sederajat|sd|sd|=|
lulusan sd|sd|sd||
Pendidikan SD/SMP/SMA|sd|sma||g
paket A|sd|sd|=|
Semua jenjang pendidikan|none|none||
Tanpa ijazah|none|none||
No education required|none|none||
"""

HIGHER = """
D3/S1|d3|s1||du
min. D3|d3|d3||d
Min D-3|d3|d3||d
D.III Kebidanan|d3|d3||d|091
DIII/S1 Keperawatan|d3|s1||du|091
Diploma III|d3|d3||d
Diploma 3 atau S1|d3|s1||du
Minimal Diploma|d3|d3||d
Minimal Diploma (D3) semua jurusan|d3|d3||d
D1|d1|d1||d
Diploma I|d1|d1||d
D2 Perpustakaan|d2|d2||d|032
D4|d4|d4||du
D-IV/S1|d4|s1||du
sarjana terapan|d4|d4||du
D3 s/d S1|d3|s1||du
D3 - S1|d3|s1||du
D3 hingga S2|d3|s2||du
S1|s1|s1||u
S-1|s1|s1||u
S 1|s1|s1||u
strata satu|s1|s1||u
Strata 1 (S1)|s1|s1||u
S1 (semua jurusan)|s1|s1||u
fresh graduate S1|s1|s1||u
Sarjana semua jurusan|s1|s1||u
Gelar sarjana di bidang hukum|s1|s1||u|042
Sarjana muda|d3|d3||d
Pendidikan S1 Akuntansi|s1|s1||u|041
S1 Teknik Informatika/Sistem Informasi|s1|s1||u|061
Lulusan S1 TI/SI|s1|s1||u|061
S1/S2 Psikologi atau Hukum|s1|s2||u|031,042
Min. S1 Farmasi, apoteker|s1|s1||u|091
S1 Keperawatan + profesi Ners|profession|profession||u
S1 Profesi Ners|profession|profession||u
S1, PROFESI|s1|profession||u
PROFESI|profession|profession||u
PROFESI, S2|profession|s2||u
D3, S1, SMA|sma|s1||gdu
Pendidikan profesi akuntan|profession|profession||u
Profesi apoteker|profession|profession||u
S2|s2|s2||u
Magister (S2) Manajemen|s2|s2||u|041
Lulusan magister hukum|s2|s2||u|042
Master degree from any major|s2|s2||u
Master's degree in psychology|s2|s2||u|031
MBA|s2|s2||u
S3|s3|s3||u
S2/S3|s2|s3||u
Kami mencari dosen dengan pendidikan S2 atau S3 di bidang hukum pidana|s2|s3||u|042
lulusan S1 atau setaranya|s1|s1|=|u
PhD|s3|s3||u
Ph.D. or Master's degree|s2|s3||u
Bachelor's degree|s1|s1||u
Bachelor degree in Accounting or equivalent|s1|s1|=|u|041
Minimum Bachelor Degree from any major|s1|s1||u
Diploma/Bachelor Degree|d3|s1||du
Candidate must possess at least a Diploma or Bachelor's Degree in Engineering|d3|s1||du|071
Minimum Diploma, maximum S1|d3|s1||d
a degree in Food Technology|s1|s1||u|072
Degree in Civil Engineering|s1|s1||u|073
University degree|s1|s1||u
SMK/D3 Jurusan Perhotelan|smk|d3||vd|101
Minimal SMK / D3 / S1|smk|s1||vdu
Lulusan SMK/S1 Akuntansi, pengalaman 1 tahun|smk|s1||vu|041
SMA, D3, S1|sma|s1||gdu
Pendidikan minimal D33. Memiliki SIM C|d3|d3||d
Pendidikan S1Usia maksimal 35 tahun|s1|s1||u
"""

WISHED = """
Minimal D3, diutamakan S1|d3|s1||d
Minimal SMA diutamakan SMK|sma|smk||g
Pendidikan minimal SMK (lebih disukai S1 Akuntansi)|smk|s1||v|041
S1 lebih disukai||s1||
S1 diutamakan||s1||
Diutamakan lulusan S1 Psikologi||s1|||031
Preferably Bachelor's degree||s1||
D4/S1 diutamakan jurusan Teknik|d4|s1||du|071
Wanita diutamakan, usia 20 tahun, pendidikan minimal D3|d3|d3||d
Pendidikan maksimal SMA||sma||
Maks. SMA||sma||
Mahasiswa aktif S1 semester akhir|s1|s1||u
"""

NOTHING = """
Guru SMA Matematika
Mengajar siswa SMP dan SMA
Les privat untuk anak SD
High school students
Senin sd Jumat, usia 18 sd 35
Pengalaman minimal 2 sd 3 tahun
Desain 3D 3 tahun
2D/3D artist
360 degree marketing
scrum master
Master of ceremony
master data
PT SMA Jaya
SMARTFREN
smartphone
Prisma
setara supervisor
DS 1
SIM B1
kerja sambil kuliah
Profesi: tenaga pemasar
Experience with AWS EC2, Lambda, S3 and other services of the cloud

"""


def _cases(table):
    for line in table.strip().splitlines():
        text, lowest, highest, equal, kinds, *fields = line.split("|")
        wanted = tuple(fields[0].split(",")) if fields and fields[0] else ()
        yield pytest.param(
            text, lowest or None, highest, equal == "=", tuple(KINDS[kind] for kind in kinds), wanted, id=text
        )


@pytest.mark.parametrize(
    ("text", "lowest", "highest", "equal", "kinds", "fields"), [*_cases(SECONDARY), *_cases(HIGHER), *_cases(WISHED)]
)
def test_what_an_advert_asks(text, lowest, highest, equal, kinds, fields):
    found = required_education(text)
    assert (found.lowest, found.highest_named) == (lowest, highest)
    assert found.equivalents_accepted is equal
    assert found.kinds == kinds
    assert set(fields) <= set(found.fields)
    assert found.confidence > 0


@pytest.mark.parametrize("text", NOTHING.splitlines())
def test_what_asks_nothing_of_schooling(text):
    found = required_education(text)
    assert (found.lowest, found.highest_named, found.spans, found.confidence) == (None, None, (), 0.0)


def test_any_field_is_no_field():
    for text in ("S1 semua jurusan", "Minimal D3 segala jurusan", "Bachelor degree, any major"):
        assert required_education(text).fields == ()


def test_the_programmes_are_those_of_the_schools_that_are_named():
    assert required_education("SMK Akuntansi").programmes == ("v_akuntansi_dan_keuangan_lembaga",)
    assert required_education("S1 Akuntansi").programmes == ("u_akuntansi",)
    assert set(required_education("D3/S1 Akuntansi").programmes) == {"d_akuntansi", "u_akuntansi"}


def test_a_demand_that_is_announced_counts_before_a_level_that_merely_stands_there():
    text = (
        "Kami melayani SMA di seluruh kota dengan program yang lengkap. Kualifikasi: pendidikan minimal S1 Pendidikan."
    )
    found = required_education(text)
    assert (found.lowest, found.confidence) == ("s1", 0.95)


def test_confidence_falls_with_how_the_level_is_announced():
    announced = [
        required_education(text).confidence
        for text in (
            "Pendidikan minimal S1 di bidang yang sesuai dengan pekerjaan ini",
            "Kami mencari lulusan S1 di bidang yang sesuai dengan pekerjaan ini",
            "Kami mencari orang yang rajin dan cermat, S1, di bidang yang sesuai",
            "Kami mencari mahasiswa S1 di bidang yang sesuai dengan pekerjaan ini",
            "Kami mencari orang yang rajin dan cermat, diutamakan S1, di bidang ini",
        )
    ]
    assert announced == sorted(set(announced), reverse=True)


def test_spans_are_places_in_the_text_as_it_was_given():
    text = "Syarat:\n• Pendidikan Minimal SMA/SMK atau D-III\n• Usia 25"
    assert [text[start:end] for start, end in required_education(text).spans] == ["SMA", "SMK", "D-III"]


NAMES = st.sampled_from(["SD", "SMP", "SMA", "SMK", "D1", "D2", "D3", "D4", "S1", "S2", "S3"])


@given(st.lists(NAMES, min_size=1, max_size=4), st.sampled_from(["/", " / ", ", ", " atau "]))
def test_the_least_and_the_most_of_several_levels(names, between):
    codes = [name.lower() for name in names]
    ranks = [LEVELS.get(code).rank for code in codes]
    found = required_education(f"Pendidikan minimal {between.join(names)}")
    assert (LEVELS.get(found.lowest).rank, LEVELS.get(found.highest_named).rank) == (min(ranks), max(ranks))


@given(NAMES, st.sampled_from([" sederajat", "/sederajat", " atau sederajat", " atau setara", " or equivalent"]))
def test_equals_neither_raise_nor_lower_what_is_asked(name, words):
    plain, equal = required_education(f"Minimal {name}"), required_education(f"Minimal {name}{words}")
    assert (plain.lowest, plain.equivalents_accepted) == (equal.lowest, False)
    assert equal.equivalents_accepted
    assert set(plain.kinds) <= set(equal.kinds)


@given(st.text(max_size=60), NAMES, st.text(max_size=60))
def test_any_text_is_read_and_spans_lie_within_it(before, name, after):
    text = f"{before}\nminimal {name}\n{after}"
    found = required_education(text)
    assert all(0 <= start < end <= len(text) for start, end in found.spans)
    assert list(found.spans) == sorted(found.spans)
    assert 0 <= found.confidence <= 1
    assert found.lowest is None or found.lowest in LEVELS


@given(NAMES)
def test_upper_and_lower_case_ask_the_same_where_it_is_announced(name):
    text = f"Pendidikan minimal {name} sederajat"
    assert required_education(text).lowest == required_education(text.lower()).lowest


@pytest.mark.parametrize(
    ("codes", "isced"),
    [
        ("none", 0),
        ("sd", 1),
        ("smp", 2),
        ("sma smk", 3),
        ("d1", 4),
        ("d2 d3", 5),
        ("d4 s1", 6),
        ("profession s2", 7),
        ("s3", 8),
    ],
)
def test_levels_and_their_level_of_isced(codes, isced):
    assert [level.code for level in LEVELS if level.isced == isced] == codes.split()


def test_every_level_rests_on_a_law():
    for row in rows("education_levels", LEVELS.version).rows:
        assert "Law" in row.source or row.code == "none"


def test_no_name_of_a_level_is_lost_but_what_meant_another_thing():
    moved = {"sarjana muda": "d3", "kuliah": None}
    before = reference.lists.education_levels("2025").surfaces.entries()
    after = {surface: LEVELS.surfaces.get(surface) for surface, _ in before}
    assert after == {surface: moved.get(surface, code) for surface, code in before}
