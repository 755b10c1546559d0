"""Everyday short forms of words that steer the reading, written out: ``yg``, ``utk``, ``dr rumah``."""

import re

_SHORT = """
yg=yang utk=untuk dgn=dengan dg=dengan dlm=dalam pd=pada krn=karena spy=supaya tdk=tidak gk=tidak blm=belum bs=bisa
bsa=bisa jd=jadi jdi=jadi org=orang krj=kerja krja=kerja kerjaannya=pekerjaan lwongan=lowongan lowngan=lowongan
lwgn=lowongan gji=gaji dkt=dekat skitar=sekitar rmh=rumah kntr=kantor brg=barang pglmn=pengalaman pnglmn=pengalaman
pengalamn=pengalaman lulusn=lulusan tmpt=tempat sampingn=sampingan freelence=freelance t4=tempat tpt=tempat
ngga=nggak engga=nggak enggak=nggak kagak=nggak ngak=nggak bwt=buat sklh=sekolah skrg=sekarang
krywn=karyawan jln=jalan costumer=customer custumer=customer
lgsg=langsung lsg=langsung lgsung=langsung lngsng=langsung cpt=cepat bgt=banget dpt=dapat sdh=sudah udh=sudah
mhs=mahasiswa mhsw=mahasiswa sampe=sampai exp=experience
coustomer=customer cutomer=customer sekertaris=sekretaris marketting=marketing oprator=operator
"""
WRITTEN_OUT = dict(pair.split("=") for pair in _SHORT.split())
_WORD = re.compile(rf"(?<![\w.&+#/-])(?:{'|'.join(WRITTEN_OUT)})(?![\w.&+#/-])")
_FROM = re.compile(r"\bdr\.?(?=\s+(?:rumah\b(?!\s+sakit)|jarak\s+jauh\b|nol\b|awal\b|pagi\b|jam\b|hp\b))")
"""``dr`` is *dari* (from) before these and *dokter* (doctor) before most else, a hospital included."""


def written_out(text: str) -> str:
    """Return ``text`` (lower case) with short forms written out; what is no short form stays as it is."""
    return _FROM.sub("dari", _WORD.sub(lambda found: WRITTEN_OUT[found[0]], text))
