"""Programmes by the names that schools, universities and adverts use."""

import pytest

from chalicelib.reference import fields_of_study, programmes
from chalicelib.reference.model_study import ProgrammeKind

PROGRAMMES = programmes()
VOCATIONAL, UNIVERSITY = ProgrammeKind.VOCATIONAL_SECONDARY, ProgrammeKind.UNIVERSITY

SPECTRUM = """
Konstruksi dan Perawatan Bangunan Sipil; Teknik Perawatan Gedung; Konstruksi Jalan dan Jembatan; Teknik Furnitur;
Konstruksi Jalan, Irigasi dan Jembatan; Teknik Konstruksi dan Perumahan; Desain Pemodelan dan Informasi Bangunan;
Teknik Geospasial; Teknik Instalasi Tenaga Listrik; Teknik Jaringan Tenaga Listrik; Teknik Pembangkit Tenaga Listrik;
Teknik Otomasi Industri; Teknik Pendinginan dan Tata Udara; Teknik Energi Surya, Hidro, dan Angin; Teknik Pemesinan;
Teknik Mekanik Industri; Desain Gambar Mesin; Teknik Pengelasan; Teknik Pengecoran Logam; Teknik Sepeda Motor;
Teknik Fabrikasi Logam dan Manufaktur; Teknik Kendaraan Ringan; Teknik Alat Berat; Teknik Bodi Kendaraan Ringan;
Teknik Ototronik; Teknik Audio Video; Teknik Elektronika Industri; Teknik Mekatronika; Instrumentasi Medik;
Instrumentasi dan Otomatisasi Proses; Teknik Logistik; Teknik Kimia Industri; Analisis Pengujian Laboratorium;
Teknik Pembuatan Benang; Teknik Pembuatan Kain; Teknik Penyempurnaan Tekstil; Teknik Grafika; Desain Grafika;
Airframe Powerplant; Electrical Avionics; Konstruksi Kapal Baja; Konstruksi Kapal Non Baja; Teknik Pemesinan Kapal;
Kelistrikan Kapal; Desain dan Rancang Bangun Kapal; Teknik Komputer dan Jaringan; Rekayasa Perangkat Lunak;
Sistem Informasi, Jaringan, dan Aplikasi; Pengembangan Gim; Teknik Transmisi Telekomunikasi; Caregiver;
Teknik Jaringan Akses Telekomunikasi; Asisten Keperawatan dan Caregiver; Dental Asisten; Pekerjaan Sosial;
Teknologi Laboratorium Medik; Farmasi Klinis dan Komunitas; Farmasi Industri; Agribisnis Tanaman Perkebunan;
Agribisnis Tanaman Pangan dan Hortikultura; Pemuliaan dan Perbenihan Tanaman; Lanskap dan Pertamanan;
Agribisnis Ternak Ruminansia; Agribisnis Ternak Unggas; Kesehatan Hewan; Agribisnis Perikanan Air Tawar;
Agribisnis Perikanan Air Payau dan Laut; Agribisnis Pengolahan Hasil Pertanian; Agribisnis Pengolahan Hasil Perikanan;
Agroindustri; Alat Mesin Pertanian; Teknik Inventarisasi dan Pemetaan Hutan; Nautika Kapal Niaga;
Nautika Kapal Penangkap Ikan; Teknika Kapal Niaga; Teknika Kapal Penangkap Ikan; Bisnis Digital; Bisnis Ritel;
Manajemen Perkantoran; Manajemen Logistik; Akuntansi; Layanan Perbankan; Layanan Perbankan Syariah;
Usaha Layanan Wisata; Ekowisata; Perhotelan; Kuliner; Desain dan Produksi Busana; Tata Kecantikan Kulit dan Rambut;
Spa dan Beauty Therapy; Seni Lukis; Seni Patung; Desain Komunikasi Visual; Desain Interior dan Teknik Furnitur;
Kriya Kayu; Kriya Tekstil; Kriya Keramik; Kriya Logam; Kriya Kulit dan Imitasi; Seni Musik; Seni Tari; Seni Karawitan;
Seni Pedalangan; Pemeranan; Tata Artistik Teater; Produksi Film; Produksi dan Siaran Program Televisi;
Produksi dan Siaran Program Radio; Animasi; Geologi Pertambangan; Teknik Produksi Minyak dan Gas;
Teknik Pemboran Minyak dan Gas; Teknik Pengolahan Minyak, Gas, dan Petrokimia
"""
"""Concentrations of the vocational spectrum of the Merdeka curriculum, by their official names."""

PHRASES = """
SMK jurusan TKJ|061
SMK TKJ/RPL|061
lulusan SMK jurusan Listrik|071
SMK Jurusan Listrik/Elektronika/Mekatronika|071
SMK Teknik Mesin atau Otomotif|071
SMK jurusan TSM|071
lulusan SMK Tata Boga|101
SMK perhotelan|101
SMK Akuntansi|041
SMK Administrasi Perkantoran|041
SMK jurusan OTKP|041
SMK Farmasi|091
SMK Kimia Industri|071
SMK Multimedia|021
SMK DKV|021
SMK Tata Busana|072
SMK Pelayaran|104
SMK Teknik Bangunan|073
SMK jurusan komputer|061
SMK jurusan TPTU|071
S1 Teknik Informatika|061
S1 Sistem Informasi|061
S1 Ilmu Komputer/TI|061
Sarjana Teknik Sipil|073
S1 Arsitektur|073
S1 Teknik Industri|071
S1 Teknik Kimia|071
S1 Teknik Lingkungan|071
S1 Teknik Elektro arus kuat|071
S1 Teknik Pertambangan|072
S1 Teknologi Pangan|072
S1 Teknik Pangan|072
S1 Akuntansi/Manajemen|041
S1 Akunting|041
S1 Perpajakan|041
S1 Administrasi Bisnis|041
S1 Marketing|041
S1 jurusan Keuangan|041
S1 Hukum|042
S1 Ilmu Komunikasi|032
S1 Hubungan Masyarakat|032,041
S1 Psikologi|031
S1 Hubungan Internasional|031
S1 Sastra Inggris|023
S1 Sastra Jepang|023
S1 PGSD|011
S1 PAUD|011
S1 Bimbingan Konseling|011
S1 Farmasi|091
S1 Keperawatan|091
D3 Kebidanan|091
D3 Rekam Medis|091
D3 Fisioterapi|091
S1 Gizi|091
S1 Kesehatan Masyarakat|091
S1 K3|102
S1 Agribisnis|081
S1 Agronomi/Hama Penyakit Tanaman|081
S1 Peternakan|081
S1 Kehutanan|082
S1 Perikanan|083
Kedokteran Hewan|084
S1 Statistika|054
S1 Matematika|054
S1 Biologi|051
S1 Kimia|053
S1 Desain Grafis|021
S1 Desain Interior|021
D3 Perhotelan|101
D3 Pariwisata|101
D3 Sekretaris|041
D3 Perpustakaan|032
S1 Supply Chain|041
S1 Pelayaran|104
Bachelor in Computer Science|061
Degree in Electrical Engineering|071
Degree in Mechanical Engineering|071
Bachelor of Accounting|041
Bachelor degree in Business|041
Degree in Graphic Design|021
S1 Teknik Informasi|061
S1 Kecerdasan Buatan|061
S1 Film|021
S1 Elektromedis|091
"""


def _lines(table):
    return [line.split("|") for line in table.strip().splitlines()]


def test_nothing_that_was_known_is_lost():
    known = {(programme.code, name) for programme in PROGRAMMES for name in (programme.name, *programme.synonyms)}
    before = {(programme.code, name) for programme in programmes("1") for name in (programme.name, *programme.synonyms)}
    assert before <= known
    assert len(PROGRAMMES) > len(programmes("1")) >= 614


@pytest.mark.parametrize("name", [name.strip() for name in SPECTRUM.replace("\n", " ").split(";")])
def test_every_concentration_of_the_spectrum_is_one_vocational_programme(name):
    (found,) = PROGRAMMES.resolve(name, VOCATIONAL)
    assert found.field in fields_of_study()


@pytest.mark.parametrize(("phrase", "fields"), _lines(PHRASES))
def test_a_programme_in_an_advert_leads_to_its_field(phrase, fields):
    kind = VOCATIONAL if "SMK" in phrase else None
    found = PROGRAMMES.find_in(phrase, kind)
    assert found
    assert {programme.field for programme in found if kind or programme.kind is not VOCATIONAL} <= {*fields.split(",")}


@pytest.mark.parametrize("text", ["Semua jurusan", "minimal SMA", "S1", "jujur dan teliti", "bisa berbahasa asing", ""])
def test_what_names_no_programme(text):
    assert PROGRAMMES.find_in(text) == ()
