"""Children whom an advert invites to work: by their age, or as pupils of the schools below sixteen."""

import re

from chalicelib.validation.phrases import Phrases, either, words

OF_PUPILS = 14
"""The age that pupils of SD and SMP are taken for: these schools are for children of 7 to 15 (Act 20/2003, art. 17)."""

_CARE = (
    r"(?:meng(?:ajar\w*|asuh)|pengajar\w*|pengasuh\w*|guru|tutor|les|privat|bimbel|kursus|bimbingan|pembimbing"
    r"|membimbing|mendampingi|pendamping|pelatih|melatih|instruktur|wali|konselor|psikolog|terapis|dokter|perawat"
    r"|nanny|baby ?sitter|daycare|paud|playgroup|sekolah kami|pondok|pesantren|panti|antar jemput|menjemput|mengantar"
    r"|teach\w*|coach\w*|mentor\w*|menjaga|merawat|produk|pakaian|baju|sepatu|seragam|buku|kelas untuk|pasien)"
)
_DENIED = r"(?:tidak|tdk|bukan|dilarang|melarang|jangan|tanpa|larangan|not?|never|don'?t|except|kecuali)"
_CHILD = r"(?:anak(?:[- ]anak)?|bocah|remaja|children|child|kids?|teen(?:ager)?s?)"
_AGED = r"\W{1,3}(?:yang |yg )?(?:(?:ber)?(?:usia|umur)|aged?|of)?\W{0,3}(?:[5-9]|1[0-7])(?!\d|[.,]\d)"
_UPTO = (
    r"(?:\s*(?:-|–|s/d|sampai|hingga|to)\s*\d\d?)?(?:\s*(?:tahun|thn?|years?(?: old)?)\b)?"
    r"(?: ke ?atas| and (?:above|up))?"
)
_OTHERS = r"(?:(?:\d+|seorang|beberapa|tenaga|pekerja|karyawan|laki-laki|perempuan|cowok|cewek|some|young) ){0,2}?"
_HIRES = r"(?:mempekerjakan|dibutuhkan|dicari|lowongan|loker|rekrut|merekrut|hiring|wanted)"
_TAKES = r"(?:menerima|terima|membutuhkan|butuh|mencari|cari|perlu|accept(?:ing)?|need(?:ed)?|looking for)"
_WORK = (
    r"(?:(?:be)?kerja\w*|(?:mem)?bantu(?:[- ]bantu)?\w*|jaga (?:toko|warung|kios|stand)|jualan|berjualan|cuci piring"
    r"|part[- ]?time|paruh waktu|(?:me)?lamar|freelance|helper|pelayan|buruh|angkat barang|work(?:ing)?|help|apply)"
)
_LINK = r"(?:untuk|utk|buat|yang|yg|mau|ingin|bisa|boleh|diperbolehkan|dapat|sebagai|jadi|to|for|can|may|who)"
_PUPIL = (
    r"(?:(?:anak(?:[- ]anak)?|pelajar|siswa|siswi|murid)(?: kelas \w+| sekolah)?|masih|(?:masih )?(?:duduk )?di bangku"
    r"|masih sekolah(?: di)?) (?:sd|smp|mts|sekolah dasar|sekolah menengah pertama)\b"
    r"|\b(?:junior high|middle|elementary|primary)(?: school)? (?:students?|pupils?)"
)
_ALSO = r"(?:(?:juga|pun|yang|yg|saja|masih|also|sudah|aja) )"
_PARENT = r"(?:punya|mempunyai|memiliki|ibu|bapak|orang ?tua|dengan|with|have|having|parents?|mothers?|bagi yang)"
_FILL = rf"(?:(?!\b(?:{_CARE}|{_DENIED})\b)[^\n;!?.,])"

CHILDREN = Phrases(
    words=words("anak bocah remaja children child kids kid teens teenagers pelajar siswa siswi murid masih bangku")
    | words("student students pupil pupils"),
    pattern=either(
        rf"\b(?:pekerja|karyawan|buruh|pegawai) anak{_AGED}{_UPTO}",
        rf"\b{_HIRES}\W{{1,3}}(?:untuk )?{_OTHERS}{_CHILD}{_AGED}{_UPTO}",
        rf"\b{_TAKES}\W{{1,3}}{_OTHERS}{_CHILD}{_AGED}{_UPTO}\W{{1,3}}(?:{_LINK} {_FILL}{{0,20}}?)?\b{_WORK}\b",
        rf"\b{_CHILD}{_AGED}{_UPTO}\W{{1,3}}{_ALSO}?(?:boleh|bisa|diterima|dapat|can|may|welcome)"
        rf" {_FILL}{{0,15}}?\b{_WORK}\b",
        rf"\b(?:{_HIRES}|{_TAKES}|boleh|khusus|{_WORK})\W{{1,3}}(?:(?:untuk|buat|utk|bagi|pekerja|karyawan) )?"
        rf"{_CHILD} (?:di ?bawah umur|below working age|under ?age)\b",
        rf"\b(?:{_PUPIL})\W{{1,3}}{_ALSO}?(?:boleh|bisa|diterima|dapat|diperbolehkan|welcome|can|may)"
        rf" {_FILL}{{0,15}}?\b{_WORK}\b",
        rf"\b(?:{_HIRES}|{_TAKES})\W{{1,3}}{_OTHERS}(?:{_PUPIL})\W{{1,3}}(?:{_LINK} {_FILL}{{0,20}}?)?\b{_WORK}\b",
        rf"\b(?:kerja(?:an)?|loker|lowongan|part[- ]?time|paruh waktu|sampingan|freelance|job)"
        rf"(?: (?:{_WORK}|ringan|sampingan|online|harian|khusus|liburan|sepulang sekolah|terbuka|cocok|toko)){{0,3}} "
        rf"(?:untuk|utk|buat|bagi|khusus|for) (?:\w+ )?(?:{_PUPIL})",
    ),
    unless_before=re.compile(rf"\b{_CARE}\b|\b(?:{_DENIED}|{_PARENT})\b[^,]*$"),
    unless_after=re.compile(rf"\W{{0,3}}(?:\w+ )?(?:{_CARE}|model|talent|syuting|casting|iklan|film|tidak|dilarang)\b"),
    reach=80,
)
_OF_PUPILS = re.compile(r"\b(?:sd|smp|mts|sekolah|school|(?:student|pupil)s?|junior high|umur|underage)\b")
_YEARS = re.compile(rf"\b{_CHILD}\W{{1,3}}(?:\w+\W{{1,3}}){{0,2}}?(\d{{1,2}})\b")


def least_age(phrase: str) -> int | None:
    """Return the least age that a phrase about children names; for pupils `OF_PUPILS`, none for other phrases."""
    lowered = phrase.lower()
    if years := _YEARS.search(lowered):
        return int(years[1])
    return OF_PUPILS if _OF_PUPILS.search(lowered) and CHILDREN.pattern.search(lowered) else None
