"""Everyday words that steer the reading, and words that say nothing about which vacancy is meant."""

_NOISE = """
loker lowker lowongan lowongannya kerja kerjaan pekerjaan job jobs vacancy vacancies career karir karier info hiring
cari nyari mencari dicari butuh dibutuhkan membutuhkan need needed urgent segera terbaru baru update hari ini minggu
bulan tolong dong yang untuk buat sebagai jadi posisi bagian lulusan tamatan minimal min maksimal max pendidikan
gaji gajih upah salary umr umk ump penghasilan tinggi besar bagus tetap berpengalaman pengalaman experience
pria wanita cewek cowok cewe cowo laki perempuan the a for and with at atau dan dengan ada apa saja mau ingin dari
bisa boleh punya orang abang bang mas mbak mba kang kak gan saya sy aku gue gw lagi lg aja terima nerima menerima
"""
NOISE = frozenset(_NOISE.split())
PLACE = frozenset(
    {"di", "daerah", "area", "wilayah", "kawasan", "in", "at", "lokasi", "penempatan", "domisili", "ke", "kab", "kota"}
)
NEAR = frozenset({"dekat", "deket", "sekitar", "sekitaran", "seputar", "near", "around", "nearby", "terdekat"})
NEGATION = frozenset({"bukan", "selain", "kecuali", "tanpa", "non", "not", "except", "without"})
SCHOOL_WORK = frozenset(
    {"guru", "dosen", "pengajar", "tutor", "sekolah", "kepala", "les", "bimbel", "teacher", "siswa", "murid"}
)
"""After these a school is where the work is and not the level that the searcher has."""
