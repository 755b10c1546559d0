/* What the pages say, in both languages. */
const TEXTS = {
  id: {
    label: "Pekerjaan apa yang Anda cari?", search: "Cari", more: "Lebih banyak", none: "Belum ada lowongan yang cocok.",
    found: () => "lowongan", near: "Tidak ada yang memenuhi semuanya; yang mendekati:", understood: "Dipahami sebagai", also: "juga", meant: "Mungkin maksud Anda", kinds: { region: "tempat", employer: "perusahaan" }, relaxed: "Kriteria dilonggarkan", unstated: "Gaji tidak disebutkan",
    alsoOn: (count) => `juga di ${count} portal lain`,
    month: "per bulan", failed: "Pencarian gagal. Coba lagi.", other: "English", otherCode: "en",
    criteria: { region: "wilayah", occupation: "jabatan", salary: "gaji", employment_type: "bentuk kontrak", words: "kata yang tidak dikenal", skill: "keterampilan", meaning: "pekerjaan yang mirip dengan kata-katanya" },
    inText: "disebut di teks", back: "← Semua lowongan", absent: "Lowongan ini tidak ada atau sudah ditutup.", apply: "Lamar di situs perusahaan", similar: "Lowongan serupa", unequal: "Tidak boleh disyaratkan", ended: "Lowongan ini sudah tidak dibuka.",
    remote: "Bisa dari rumah", disability: "Ramah penyandang disabilitas", until: "Dibuka sampai", hours: (count) => `${count} jam per minggu`, openings: (count) => `${count} orang`,
    fields: { salary: "Gaji", place: "Tempat", employment_type: "Bentuk kerja", hours: "Jam kerja", education: "Pendidikan", experience_months: "Pengalaman", fresh_graduate: "Lulusan baru", licences: "SIM dan izin", languages: "Bahasa", skills: "Keterampilan", openings: "Dibutuhkan", benefits: "Tunjangan", occupation: "Jabatan" },
    noExperience: "tanpa pengalaman", years: (count) => `${count} tahun`, months: (count) => `${count} bulan`, welcome: "boleh melamar",
    report: "Laporkan lowongan ini", reason: "Apa yang salah?", detail: "Keterangan", send: "Kirim laporan", thanks: "Terima kasih, laporan Anda kami terima.", unsent: "Laporan belum terkirim.",
    reports: { fee_asked: "Diminta membayar", fake: "Lowongan palsu", wrong_pay: "Upah tidak sesuai", discrimination: "Membeda-bedakan pelamar", already_filled: "Sudah terisi", offensive: "Isi tidak pantas", other: "Lainnya (jelaskan)" },
  },
  en: {
    label: "What work are you looking for?", search: "Search", more: "More", none: "No vacancy fits yet.",
    found: (count) => (count === 1 ? "vacancy" : "vacancies"), near: "None fits all of it; these come near:", understood: "Understood as", also: "also", meant: "Did you mean", kinds: { region: "place", employer: "employer" }, relaxed: "Loosened criteria", unstated: "Pay not stated",
    alsoOn: (count) => `also on ${count} other ${count === 1 ? "portal" : "portals"}`,
    month: "a month", failed: "The search failed. Try again.", other: "Bahasa Indonesia", otherCode: "id",
    criteria: { region: "region", occupation: "occupation", salary: "pay", employment_type: "contract form", words: "unknown words", skill: "skill", meaning: "work that is like the words" },
    inText: "stated in the text", back: "← All vacancies", absent: "This vacancy does not exist or is closed.", apply: "Apply on the employer's site", similar: "Similar vacancies", unequal: "May not be asked for", ended: "This vacancy is no longer open.",
    remote: "Can be done from home", disability: "Disability friendly", until: "Open until", hours: (count) => `${count} hours a week`, openings: (count) => (count === 1 ? "1 person" : `${count} people`),
    fields: { salary: "Pay", place: "Place", employment_type: "Employment", hours: "Hours", education: "Education", experience_months: "Experience", fresh_graduate: "Fresh graduates", licences: "Licences", languages: "Languages", skills: "Skills", openings: "Wanted", benefits: "Benefits", occupation: "Occupation" },
    noExperience: "no experience", years: (count) => (count === 1 ? "1 year" : `${count} years`), months: (count) => (count === 1 ? "1 month" : `${count} months`), welcome: "may apply",
    report: "Report this vacancy", reason: "What is wrong?", detail: "Details", send: "Send the report", thanks: "Thank you, we have your report.", unsent: "The report was not sent.",
    reports: { fee_asked: "Money was asked", fake: "The vacancy is fake", wrong_pay: "The pay is not as stated", discrimination: "It discriminates", already_filled: "It is filled already", offensive: "It is offensive", other: "Something else (explain)" },
  },
};
let language = localStorage.getItem("language") === "en" ? "en" : "id";

export const spoken = () => language;
export const texts = () => TEXTS[language];

export function speakOther() {
  language = texts().otherCode;
  localStorage.setItem("language", language);
}
