"""Everyday words that steer the reading, and words that say nothing about which vacancy is meant."""

from collections.abc import Sequence
from enum import StrEnum

_NOISE = """
loker lowker lowongan lowongannya kerja kerjaan pekerjaan job jobs vacancy vacancies career karir karier info hiring
cari nyari mencari dicari butuh dibutuhkan membutuhkan need needed urgent segera terbaru baru update hari ini minggu
bulan tolong dong yang untuk buat sebagai jadi posisi bagian lulusan tamatan minimal min maksimal max pendidikan
gaji gajih upah salary umr umk ump penghasilan tinggi besar bagus tetap berpengalaman pengalaman experience
pria wanita cewek cowok cewe cowo laki perempuan the a for and with at atau dan dengan ada apa saja mau ingin dari
bisa boleh punya orang abang bang mas mbak mba kang kak gan saya sy aku gue gw lagi lg aja terima nerima menerima
or tempat sederajat setara setingkat ya yah nih sih deh kok lah pun sama tapi pada dalam penting asal halal
kurang lebih banget sekali sekarang nanti juga malah kalau kalo biar supaya karena langsung punya semua setiap dapat
sampai hingga interview wawancara gajinya enak gede nyaman cocok lumayan januari februari maret april mei juni juli
agustus september oktober november desember january february march may june july august october december
sampe pengen pengin pingin cepat cepet gampang mudah santai sudah udah banget jurusan ijazah senin selasa rabu kamis
jumat serius semangat berminat minat lamar lamaran melamar daftar kirim hubungi hub dm inbox plis please
"""
NOISE = frozenset(_NOISE.split())
_PLACE = """
di daerah area wilayah kawasan in at lokasi penempatan domisili ke kab kota se kec kecamatan kel kelurahan prov provinsi
kabupaten jl jalan
"""
PLACE = frozenset(_PLACE.split())
_NEAR = "dekat deket deketan dekatnya sekitar sekitaran sekitarnya seputar near around nearby terdekat"
NEAR = frozenset(_NEAR.split())
_NEGATION = "bukan jangan selain kecuali tanpa non tidak gak nggak tak no not except without excluding"
NEGATION = frozenset(_NEGATION.split())
OUTSIDE = frozenset({"luar", "diluar", "outside"})
"""Before a place these rule it out; before anything else they are words (``luar negeri``)."""
OR = frozenset({"atau", "or", "ato", "atw"})
AND = frozenset({"dan", "and", "maupun", "serta"})
COMPANY = frozenset({"pt", "cv", "ud", "perusahaan", "company"})
"""After these comes an employer's name, which is spelt as it is spelt."""
SCHOOL_WORK = frozenset(
    {"guru", "dosen", "pengajar", "tutor", "sekolah", "kepala", "les", "bimbel", "teacher", "siswa", "murid"}
)
"""After these a school is where the work is and not the level that the searcher has."""
SEPARATOR = ","
"""Stands between words of a query that a comma or a stroke sets apart: no concept goes across it."""
AMPERSAND = "&"
"""Between words by itself: part of a name (``food & beverage``), or it joins what stands beside it."""
_NAMES = "kenangan pertamina astra hypermart transmart miniso solaria sampoerna maxim paxel"
NAMES = frozenset(_NAMES.split())
"""Large employers and chains that lie one letter from something else; no misspellings of it."""
_EVERYDAY = """
bonus gratis insentif tunjangan lembur libur cuti mess asrama makan ringan berat rajin jujur ramah muda nikah menikah
lajang single janda duda pernah besok lusa kemarin pagi siang sore malam subuh dibayar bayar bayaran digaji uang cuan
komisi resmi terpercaya penipuan bohong asli masuk berangkat pulang pergi nginep menginap tinggal jauh kendaraan pribadi
kuliah sambil mahasiswa mahasiswi pelajar rumah cantik ganteng menarik penampilan good looking semua segala bidang
apapun terserah bebas kantoran lulus puasa lebaran ramadhan natal musiman thr muslim muslimah kristen katolik hindu
berhijab hijab jilbab berjilbab ganti kurang teman keluarga bareng bersama sendiri dekatnya terus tidur istirahat target
jaminan modal usaha sukses masa depan hobi cinta senang bahagia susah sulit malas bosan capek betah pindah resign keluar
"""
EVERYDAY = frozenset(_EVERYDAY.split())
"""Words that people use and no table has; however near a job or a place lies, they are no misspellings of it
(``gratis`` no *grafis*, ``muslim`` no *mualim*, ``besok`` no *besek*)."""
LANDMARK = frozenset({"stasiun", "terminal", "halte", "kampus", "tol", "simpang", "perempatan", "bandara"})
"""Behind a word for nearness these say no more than the name of the place that follows (``dekat stasiun bogor``)."""
STEERING = NOISE | PLACE | NEAR | NEGATION | OUTSIDE | OR | AND | COMPANY | {SEPARATOR, AMPERSAND}
"""Words that are no misspellings of others."""


class Cue(StrEnum):
    """What some words together ask for of what follows."""

    DENIED = "denied"
    NEEDLESS = "needless"


_NO = ("tidak", "gak", "nggak", "ga", "gk", "tak", "no", "not", "dont")
_WANTED = ("pakai", "pake", "mau", "ingin", "ada", "suka", "usah", "jadi", "want", "like")
_NEEDED = ("harus", "wajib", "mesti", "perlu", "butuh", "memandang", "mandang", "lihat", "melihat", "require", "need")
_CUES: dict[tuple[str, ...], Cue] = {
    **{(no, wanted): Cue.DENIED for no in _NO for wanted in _WANTED},
    **{(no, needed): Cue.NEEDLESS for no in _NO for needed in _NEEDED},
}
WORDS_OF_A_CUE = 2


def cue(words: Sequence[str]) -> Cue | None:
    """Return what two words together ask for of what follows them; None if nothing."""
    return _CUES.get(tuple(words))


_ASKING = frozenset({"ada", "bisa", "boleh", "buka", "terima", "nerima", "menerima", "butuh"})
_OR_NOT = frozenset({"ga", "gak", "nggak", "tidak"})
_TO_SOMEBODY = "ya yah sih kak kakak kk min mimin bang abang bos boss gan mas mbak mba om pak bu"
_SAID_TO_SOMEBODY = frozenset(_TO_SOMEBODY.split())


def without_asking(words: Sequence[str]) -> Sequence[str]:
    """Return ``words`` without the *or not* of a question (``ada loker di bandung ga``), which denies nothing.

    It stands right behind what asks (``ada gak loker kasir``) or closes a question that has such a word in it. Any
    other ``ga`` is general affairs (``staff ga``) or a negation.
    """
    end = next((at for at in range(len(words), 0, -1) if words[at - 1] not in _SAID_TO_SOMEBODY), 0)
    asked = False
    kept: list[str] = []
    for at, word in enumerate(words):
        behind = at > 0 and words[at - 1] in _ASKING and cue(words[at : at + WORDS_OF_A_CUE]) is None
        if not (word in _OR_NOT and (behind or (asked and at == end - 1))):
            kept.append(word)
        asked = asked or word in _ASKING
    return kept
