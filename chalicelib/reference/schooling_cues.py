"""Words around a level of schooling that tell what is meant: a demand, a wish, equals, pupils rather than people."""

LEAST = frozenset({"min", "minimal", "minimum", "minimun", "mininal", "least", "setidaknya", "rendah", "serendah"})
GRADUATED = frozenset(
    {"lulusan", "lulus", "tamatan", "tamat", "ijazah", "ijasah", "graduate", "graduated", "graduates"}
)
SCHOOLING = GRADUATED | frozenset(
    {
        *("pendidikan", "berpendidikan", "pend", "pddk", "gelar", "bergelar", "jenjang", "kualifikasi", "akademik"),
        *("education", "educational", "degree", "background", "qualification", "qualifications", "academic"),
        *("candidate", "possess", "hold", "holds", "holder", "requirement", "requirements", "persyaratan", "syarat"),
    }
)
MOST = frozenset({"maksimal", "maks", "max", "maximum", "maximal", "tertinggi"})
PREFERRED = frozenset({"diutamakan", "preferred", "preferably", "prefer", "disukai", "advantage", "plus", "tambah"})
EQUAL = frozenset(
    {
        *("sederajat", "sederajad", "sedrajat", "sederajatnya", "sdrjt", "derajat"),
        *("setara", "setaranya", "setaraf", "setingkat"),
        *("equivalent", "equivalents", "equivalence", "equal", "muadalah", "paket"),
    }
)
JOINING = frozenset({"atau", "dan", "or", "and", "hingga", "sampai", "to", "sd", "maupun", "dengan", "lulusan"})
PUPILS = frozenset(
    {
        *("guru", "siswa", "siswi", "murid", "pelajar", "anak", "mengajar", "tutor", "pengajar", "kelas"),
        *("student", "students", "teacher", "teachers", "pt", "cv"),
    }
)
SCHOOLS = frozenset({"tk", "sd", "smp", "sma", "smk"})
ENROLLED = frozenset({"mahasiswa", "mahasiswi", "kuliah", "semester"})
