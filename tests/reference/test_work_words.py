"""Contracts, hours, benefits and licences by the words that adverts use."""

import pytest

from chalicelib import reference
from chalicelib.reference.model_work import ArrangementKind

CONTRACTS = """
Status: PKWT|CONTRACTOR
Karyawan PKWT|CONTRACTOR
Kontrak 6 bulan|CONTRACTOR
status kontrak 1 tahun, dapat diperpanjang|CONTRACTOR
Perjanjian Kerja Waktu Tertentu|CONTRACTOR
Outsourcing|CONTRACTOR
karyawan alih daya|CONTRACTOR
Freelance|CONTRACTOR
Freelancer / pekerja lepas|CONTRACTOR
Mitra kurir|CONTRACTOR
sistem kemitraan|CONTRACTOR
Gig worker|CONTRACTOR
Project based|CONTRACTOR
PKWTT|FULL_TIME
Karyawan tetap|FULL_TIME
Permanent|FULL_TIME
Perjanjian kerja waktu tidak tertentu|FULL_TIME
Full time|FULL_TIME
Kerja penuh waktu|FULL_TIME
Part-time|PART_TIME
Kerja paruh waktu|PART_TIME
Harian lepas|PER_DIEM
Daily Worker (DW)|PER_DIEM
Buruh harian lepas|PER_DIEM
PHL|PER_DIEM
Upah borongan|PER_DIEM
Sistem borongan|PER_DIEM
Karyawan borongan|PER_DIEM
Magang|INTERN
Internship program|INTERN
PKL / Prakerin|INTERN
Magang MBKM|INTERN
Pekerja musiman|TEMPORARY
Seasonal worker|TEMPORARY
Pengganti cuti melahirkan|TEMPORARY
Relawan|VOLUNTEER
"""

ARRANGEMENTS = """
8 jam kerja|full_hours
Jam kerja: 8 jam sehari|full_hours
40 jam seminggu|full_hours
40 hours per week|full_hours
5 hari kerja|five_days
Senin - Jumat|five_days
Senin s/d Jumat|five_days
5 working days|five_days
8 jam kerja, 5 hari kerja|full_hours five_days
6 hari kerja|six_days
7 jam kerja, 6 hari kerja|full_hours six_days
Senin s.d. Sabtu|six_days
libur 1 hari dalam seminggu|six_days
Shift 1/2/3|shift
3 shift|shift
Sistem kerja shift|shift
Bersedia bekerja dengan sistem shift|shift
Rolling shift|shift
Shift pagi, siang, malam|shift
Shift 1|morning
Shift pagi|morning
Shift 2|afternoon
Shift siang|afternoon
Shift 3|night
Shift malam|night
Night shift|night
Long shift|long_shift
shift 12 jam|long_shift
Office hour|office_hours
non shift|office_hours
Jam kerja fleksibel|flexible
4 jam sehari|part_day
20 jam per minggu|part_day
Bersedia lembur|overtime
siap kerja lembur|overtime
On call 24 jam|on_call
Roster 6:2|roster
WFH|remote
Work from anywhere|remote
Kerja remote|remote
fully remote|remote
Hybrid (WFO & WFH)|hybrid
Full WFO|on_site
Penempatan luar negeri|abroad
Bersedia ditempatkan di seluruh Indonesia|relocation
Bersedia perjalanan dinas luar kota|travelling
Kerja lapangan|field
Live in|live_in
Bersedia masuk di hari libur|holidays
Outsourcing|outsourced
Karyawan alih daya|outsourced
Freelance|freelance
Driver online|gig
Mitra pengemudi|gig
Gig worker|gig
PKWT|fixed_term
Kontrak 1 tahun|fixed_term
PKWTT|permanent
Karyawan tetap|permanent
Pekerja harian lepas|daily
Borongan|piece_rate
Upah borongan per potong|piece_rate
Masa percobaan 3 bulan|probation
Probation 3 bulan|probation
Masa probation lalu kontrak 1 tahun|probation fixed_term
Magang berbayar|internship
Tenaga musiman|seasonal
"""

BENEFITS = """
BPJS|bpjs
BPJS Kesehatan|bpjs_health
BPJS Kes dan TK|bpjs
BPJS Ketenagakerjaan|bpjs_employment
BPJS TK|bpjs_employment
BPJamsostek|bpjs_employment
BPJS Kesehatan & BPJS Ketenagakerjaan|bpjs_health bpjs_employment
THR|thr
Tunjangan Hari Raya|thr
THR 1 bulan gaji|thr
Mess|housing
mess karyawan disediakan|housing
tempat tinggal gratis|housing
Uang makan|meals
makan siang gratis|meals
Makan 3x sehari|meals
Uang transport|transport
Tunjangan transportasi|transport
antar jemput karyawan|transport
Uang makan dan transport|meals
Uang lembur|overtime_pay
lembur dibayar|overtime_pay
Insentif|incentive
insentif penjualan|incentive
Uang kerajinan|incentive
Bonus|bonus
Bonus tahunan|bonus
gaji ke-13|bonus
Komisi penjualan|commission
Asuransi kesehatan|private_insurance
asuransi jiwa|private_insurance
Medical allowance|private_insurance
Cuti tahunan|annual_leave
cuti 12 hari|annual_leave
Annual leave|annual_leave
Cuti melahirkan|maternity_leave
Cuti haid|menstrual_leave
cuti sakit|paid_absence
Tunjangan pulsa|allowance
Seragam|uniform
Laptop disediakan|laptop
Jenjang karir yang jelas|career_path
Pelatihan gratis|training
Kendaraan operasional|vehicle
Uang kompensasi|contract_compensation
Pesangon|severance
APD disediakan|protective_equipment
Service charge|service_charge
Umroh|pilgrimage
"""

LICENCES = """
Memiliki SIM A|sim_a
SIM A aktif|sim_a
SIM A dan C|sim_a
SIM C|sim_c
Punya SIM C dan motor|sim_c
SIM A & SIM C|sim_a sim_c
SIM A Umum|sim_a_umum
SIM B1|sim_b1
SIM BI|sim_b1
SIM B1 Umum|sim_b1_umum
SIM B I Umum|sim_b1_umum
SIM B2|sim_b2
SIM B2 Umum|sim_b2_umum
SIM BII Umum|sim_b2_umum
SIM B1/SIM B2 Umum|sim_b1 sim_b2_umum
SIM C1|sim_c1
SIM CII|sim_c2
SIM D|sim_d
STR aktif|str
Memiliki STR yang masih berlaku|str
STR Perawat|str
STRA|stra
STR Apoteker|stra
STRTTK|strttk
SIPA|sip
Surat Izin Praktik|sip
SIP bidan|sip
SIPB|sip
Brevet A/B|brevet_ab
Brevet A dan B|brevet_ab
Brevet pajak A & B|brevet_ab
sertifikat brevet pajak|brevet_ab
Brevet A, B, C|brevet_c
USKP A|uskp
K3 Umum|k3_umum
Ahli K3 Umum|k3_umum
AK3U|k3_umum
Sertifikat K3|k3_umum
Ahli K3 Listrik|k3_listrik
Ahli muda K3 konstruksi|k3_konstruksi
petugas P3K|k3_first_aid
K3 kebakaran kelas D|k3_fire
TKBT|k3_tkbt
SIO Forklift|sio_forklift
SIO operator forklift aktif|sio_forklift
Surat Izin Operator forklift|sio_forklift
SIO crane|sio_crane
SIO alat berat|sio_excavator
SIO boiler|sio_boiler
SIMPER|simper
Gada Pratama|gada_pratama
Sertifikat Gada Pratama|gada_pratama
KTA satpam|gada_pratama
Ijazah satpam|gada_pratama
Gada Madya|gada_madya
Ijazah Gada Utama|gada_utama
Sertifikat BNSP|bnsp
sertifikasi LSP|bnsp
Sertifikat PKP|pkp_food
Penyuluhan Keamanan Pangan|pkp_food
WPPE|wppe
izin WPPE|wppe
WPEE|wpee
WMI|wmi
Wakil Manajer Investasi|wmi
WAPERD|waperd
AAJI|aaji
Lisensi AAJI|aaji
AAUI|aaui
BSMR level 1|bank_risk
PKPA Peradi|peradi
SKA ahli muda|ska
SKK Konstruksi|ska
Serkom|serkom
BST dan buku pelaut|basic_safety
ANT III|ant
ATT IV|att
Sertifikat pendidik|akta_iv
CPA|cpa
ACLS|acls
BTCLS|btcls
Hiperkes|hiperkes
Pengawas Operasional Pertama|pop
Lisensi avsec|avsec
"""


def _cases(table):
    return [
        (text, tuple(codes.split())) for text, _, codes in (line.partition("|") for line in table.strip().splitlines())
    ]


@pytest.mark.parametrize(("text", "codes"), _cases(CONTRACTS))
def test_a_contract_in_an_advert(text, codes):
    assert reference.employment_types().find_in(text)[:1] == codes


@pytest.mark.parametrize(("text", "codes"), _cases(ARRANGEMENTS))
def test_an_arrangement_in_an_advert(text, codes):
    assert set(codes) <= set(reference.working_arrangements().find_in(text))
    if len(codes) == 1:
        assert reference.working_arrangements().find_in(text)[0] == codes[0]


@pytest.mark.parametrize(("text", "codes"), _cases(BENEFITS))
def test_a_benefit_in_an_advert(text, codes):
    assert reference.benefits().find_in(text)[: len(codes)] == codes


@pytest.mark.parametrize(("text", "codes"), _cases(LICENCES))
def test_a_licence_in_an_advert(text, codes):
    assert reference.licences().find_in(text)[: len(codes)] == codes


@pytest.mark.parametrize(
    "text",
    [
        "SIP, siap kerja",
        "Sim card",
        "Sertifikat",
        "menguasai komputer",
        "Toko serba ada",
        "PT Sumber Makmur",
        "pop corn",
        "pengusaha kena pajak (PKP)",
    ],
)
def test_what_is_no_licence(text):
    assert reference.licences().find_in(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "mobile developer",
        "Toko tetap buka",
        "Mitra kami di seluruh kota",
        "contract manager",
        "Mall of Indonesia",
        "kelas 3",
        "sales kontrak mobil",
    ],
)
def test_ordinary_words_are_no_arrangement(text):
    assert reference.working_arrangements().find_in(text) == ()


@pytest.mark.parametrize("text", ["Medical Representative", "Komunikasi baik", "tim solid", "Toko roti"])
def test_ordinary_words_are_no_benefit(text):
    assert reference.benefits().find_in(text) == ()


def test_a_higher_driving_licence_implies_the_lower():
    licences = reference.licences()
    assert {"sim_c", "sim_c1"} <= set(licences.get("sim_c2").implies)
    assert "sim_c" in licences.get("sim_c1").implies
    assert "sim_a" in licences.get("sim_b2_umum").implies


def test_nothing_that_was_known_of_work_is_lost_but_what_meant_another_thing():
    for table, moved in (
        (reference.benefits, set()),
        (reference.working_arrangements, {"borongan", "shift 3", "shift pagi siang"}),
        (reference.licences, {"wmi", "wakil manajer investasi", "waperd"}),
        (reference.employment_types, set()),
    ):
        after = table()
        for surface, code in table("1").surfaces.entries():
            assert after.surfaces.get(surface) == code or surface in moved, surface


def test_every_kind_of_arrangement_is_wider_than_before():
    for kind in ArrangementKind:
        before, after = (
            {entry.code for entry in table if entry.kind is kind}
            for table in (reference.working_arrangements("1"), reference.working_arrangements())
        )
        assert before <= after
