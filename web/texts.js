/* What the pages say, in both languages. */
const TEXTS = {
  id: {
    title: "Padan – cari kerja", offline: "Tidak ada sambungan. Periksa internet Anda, lalu coba lagi.", silent: (status, seconds) => `Layanan sedang tidak menjawab (${status}). Coba lagi ${!seconds ? "sebentar" : seconds < 120 ? `dalam ${seconds} detik` : `dalam ${Math.ceil(seconds / 60)} menit`}.`,
    label: "Pekerjaan apa yang Anda cari?", search: "Cari", more: "Lebih banyak", none: "Belum ada lowongan yang cocok.",
    found: () => "lowongan", near: "Tidak ada yang memenuhi semuanya; yang mendekati:", understood: "Dipahami sebagai", also: "juga", meant: "Mungkin maksud Anda", kinds: { region: "tempat", employer: "perusahaan" }, relaxed: "Kriteria dilonggarkan", unstated: "Gaji tidak disebutkan",
    alsoOn: (count) => `juga di ${count} portal lain`,
    month: "per bulan", failed: "Pencarian gagal. Coba lagi.", other: "English", otherCode: "en",
    criteria: { region: "wilayah", occupation: "jabatan", salary: "gaji", employment_type: "bentuk kontrak", words: "kata yang tidak dikenal", skill: "keterampilan", meaning: "pekerjaan yang mirip dengan kata-katanya" },
    filters: { occupation: "jabatan", skill: "keterampilan", region: "wilayah", near: "jarak", radius_km: "jarak", salary_min: "gaji", employment_type: "bentuk kontrak", education: "pendidikan", experience_months: "pengalaman", remote: "bisa dari rumah", disability_friendly: "ramah disabilitas", fresh_graduate: "lulusan baru", posted_since: "tanggal tayang", source: "portal", employer: "perusahaan" },
    inText: "disebut di teks", back: "← Semua lowongan", absent: "Lowongan ini tidak ada atau sudah ditutup.", apply: "Lamar di situs perusahaan", similar: "Lowongan serupa", unequal: "Tidak boleh disyaratkan", ended: "Lowongan ini sudah tidak dibuka.",
    remote: "Bisa dari rumah", disability: "Ramah penyandang disabilitas", until: "Dibuka sampai", hours: (count) => `${count} jam per minggu`, openings: (count) => `${count} orang`,
    fields: { salary: "Gaji", place: "Tempat", employment_type: "Bentuk kerja", hours: "Jam kerja", education: "Pendidikan", experience_months: "Pengalaman", fresh_graduate: "Lulusan baru", licences: "SIM dan izin", languages: "Bahasa", skills: "Keterampilan", openings: "Dibutuhkan", benefits: "Tunjangan", occupation: "Jabatan" },
    noExperience: "tanpa pengalaman", years: (count) => `${count} tahun`, months: (count) => `${count} bulan`, welcome: "boleh melamar",
    report: "Laporkan lowongan ini", reason: "Apa yang salah?", detail: "Keterangan", send: "Kirim laporan", thanks: "Terima kasih, laporan Anda kami terima.", unsent: "Laporan belum terkirim.",
    reports: { fee_asked: "Diminta membayar", fake: "Lowongan palsu", wrong_pay: "Upah tidak sesuai", discrimination: "Membeda-bedakan pelamar", already_filled: "Sudah terisi", offensive: "Isi tidak pantas", other: "Lainnya (jelaskan)" },
    filtered: "Disaring juga menurut", unfiltered: "Hapus saringan",
    account: {
      signIn: "Masuk", mine: "Akun saya", leave: "Keluar", contact: "E-mail atau nomor HP", over: "Sesi Anda sudah berakhir; masuk lagi.",
      codeSent: "Bila ada akun dengan kontak ini, kodenya sedang dikirim.", code: "Kode 6 angka", enter: "Masuk", otherContact: "Pakai kontak lain", failed: "Gagal. Coba lagi.",
      save: "Simpan pencarian ini", saved: "Tersimpan. Anda dikabari bila ada lowongan baru yang cocok.", unsaved: "Belum tersimpan.", signInFirst: "Masuk dahulu untuk menyimpan pencarian.", full: "Sudah ada 50 pencarian tersimpan, paling banyak. Hapus salah satu dahulu:",
      noSearches: "Belum ada pencarian tersimpan. Cari lowongan, lalu tekan “Simpan pencarian ini”.", name: "Nama", rename: "Ganti nama", remove: "Hapus", removed: "Sudah dihapus.", sure: "Hapus pencarian ini?", pause: "Jeda", resume: "Lanjutkan", paused: "dijeda", changed: "Sudah diubah.", elsewhere: "Baru saja diubah di tempat lain; inilah keadaannya sekarang. Ulangi bila perlu.",
      noMatches: "Belum ada lowongan yang cocok dengan pencarian tersimpan Anda dalam 90 hari terakhir.", meets: "Cocok dengan",
      reaches: "Saat ini kabar dikirim lewat", reachesNobody: "Saat ini tidak ada pesan yang dikirim: belum ada kontak yang dipilih, terbukti, dan Anda setujui untuk dihubungi. Daftar lowongan yang cocok tetap ada.",
      byWhat: "Kabari lewat", howOften: "Seberapa sering", quiet: "Jam tenang", from: "Dari", to: "Sampai", quietHint: "Menurut jam tempat Anda tinggal. Jam yang sama: tanpa jam tenang.", pauseUntil: "Jeda sampai tanggal (kosongkan bila tidak)", stopped: "Jangan kirim kabar sama sekali", saveSettings: "Simpan pengaturan", settingsSaved: "Pengaturan tersimpan.",
      tabs: { profil: "Profil", pencarian: "Pencarian", cocok: "Cocok", lamaran: "Lamaran", kabar: "Kabar", "data-saya": "Data saya", keamanan: "Keamanan" },
      pages: { masuk: "Masuk", daftar: "Buat akun", terhapus: "Akun dihapus", profil: "Profil saya", pencarian: "Pencarian tersimpan", cocok: "Lowongan yang cocok", lamaran: "Lamaran saya", kabar: "Pengaturan kabar", "data-saya": "Data saya", keamanan: "Keamanan akun" },
      channels: { email: "e-mail", sms: "SMS", in_app: "daftar di Padan" },
      paces: { daily: "Sekali sehari, pukul 08.00", weekly: "Sekali seminggu, Senin pukul 08.00", immediate: "Segera, paling lama seperempat jam" },
    },
  },
  en: {
    title: "Padan – find work", offline: "There is no connection. Look at your internet and try again.", silent: (status, seconds) => `The service does not answer at present (${status}). Try again in ${!seconds ? "a moment" : seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`}.`,
    label: "What work are you looking for?", search: "Search", more: "More", none: "No vacancy fits yet.",
    found: (count) => (count === 1 ? "vacancy" : "vacancies"), near: "None fits all of it; these come near:", understood: "Understood as", also: "also", meant: "Did you mean", kinds: { region: "place", employer: "employer" }, relaxed: "Loosened criteria", unstated: "Pay not stated",
    alsoOn: (count) => `also on ${count} other ${count === 1 ? "portal" : "portals"}`,
    month: "a month", failed: "The search failed. Try again.", other: "Indonesia", otherCode: "id",
    criteria: { region: "region", occupation: "occupation", salary: "pay", employment_type: "contract form", words: "unknown words", skill: "skill", meaning: "work that is like the words" },
    filters: { occupation: "occupation", skill: "skill", region: "region", near: "distance", radius_km: "distance", salary_min: "pay", employment_type: "contract form", education: "education", experience_months: "experience", remote: "from home", disability_friendly: "disability friendly", fresh_graduate: "fresh graduates", posted_since: "date of posting", source: "portal", employer: "employer" },
    inText: "stated in the text", back: "← All vacancies", absent: "This vacancy does not exist or is closed.", apply: "Apply on the employer's site", similar: "Similar vacancies", unequal: "May not be asked for", ended: "This vacancy is no longer open.",
    remote: "Can be done from home", disability: "Disability friendly", until: "Open until", hours: (count) => `${count} hours a week`, openings: (count) => (count === 1 ? "1 person" : `${count} people`),
    fields: { salary: "Pay", place: "Place", employment_type: "Employment", hours: "Hours", education: "Education", experience_months: "Experience", fresh_graduate: "Fresh graduates", licences: "Licences", languages: "Languages", skills: "Skills", openings: "Wanted", benefits: "Benefits", occupation: "Occupation" },
    noExperience: "no experience", years: (count) => (count === 1 ? "1 year" : `${count} years`), months: (count) => (count === 1 ? "1 month" : `${count} months`), welcome: "may apply",
    report: "Report this vacancy", reason: "What is wrong?", detail: "Details", send: "Send the report", thanks: "Thank you, we have your report.", unsent: "The report was not sent.",
    reports: { fee_asked: "Money was asked", fake: "The vacancy is fake", wrong_pay: "The pay is not as stated", discrimination: "It discriminates", already_filled: "It is filled already", offensive: "It is offensive", other: "Something else (explain)" },
    filtered: "Also narrowed by", unfiltered: "Remove these",
    account: {
      signIn: "Sign in", mine: "My account", leave: "Sign out", contact: "E-mail or mobile number", over: "Your session is over; sign in again.",
      codeSent: "If there is an account with this contact, its code is on the way.", code: "Code of 6 digits", enter: "Sign in", otherContact: "Use another contact", failed: "That failed. Try again.",
      save: "Save this search", saved: "Saved. You are told of new vacancies that meet it.", unsaved: "Not saved.", signInFirst: "Sign in first to save a search.", full: "There are 50 saved searches, the most there can be. Remove one first:",
      noSearches: "No search is saved yet. Search for vacancies, then press “Save this search”.", name: "Name", rename: "Rename", remove: "Remove", removed: "It is removed.", sure: "Remove this search?", pause: "Pause", resume: "Resume", paused: "paused", changed: "It is changed.", elsewhere: "It was just changed elsewhere; this is how it stands now. Do it again if need be.",
      noMatches: "No vacancy met your saved searches in the last 90 days.", meets: "Meets",
      reaches: "Messages now go by", reachesNobody: "No messages go out now: no contact is chosen, proven and agreed to by you. The list of matches is there all the same.",
      byWhat: "Tell me by", howOften: "How often", quiet: "Quiet hours", from: "From", to: "Until", quietHint: "By the time where you live. The same hour twice: no quiet hours.", pauseUntil: "Pause until the date (empty: no pause)", stopped: "Send no messages at all", saveSettings: "Save the settings", settingsSaved: "The settings are saved.",
      tabs: { profil: "Profile", pencarian: "Searches", cocok: "Matches", lamaran: "Applications", kabar: "Alerts", "data-saya": "My data", keamanan: "Security" },
      pages: { masuk: "Sign in", daftar: "Create an account", terhapus: "Account erased", profil: "My profile", pencarian: "Saved searches", cocok: "Matches", lamaran: "My applications", kabar: "Alert settings", "data-saya": "My data", keamanan: "Security of the account" },
      channels: { email: "e-mail", sms: "SMS", in_app: "the list in Padan" },
      paces: { daily: "Once a day, at 08:00", weekly: "Once a week, Mondays at 08:00", immediate: "At once, within a quarter of an hour" },
    },
  },
};
let language = localStorage.getItem("language") === "en" ? "en" : "id";

export const spoken = () => language;
export const texts = () => TEXTS[language];

export function speakOther() {
  language = texts().otherCode;
  localStorage.setItem("language", language);
}
