/* What the pages say, in both languages. */
const TEXTS = {
  id: {
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
    rights: {
      kept: "Yang kami simpan", name: "Nama", email: "E-mail", phone: "Telepon", nik: "NIK (isi untuk mengganti)", nikKept: "NIK Anda tersimpan tersegel.", nikMissing: "NIK belum diisi.", correct: "Perbaiki", corrected: "Sudah diperbaiki. Kontak baru perlu dibuktikan lagi.", proof: "Hanya untuk mengganti e-mail atau telepon: isi kode atau kata sandi", sendCode: "Kirim kode ke", codeSent: "Kode dikirim; isi di bawah ini.", code: "Kode", password: "atau kata sandi sekarang", failed: "Belum berhasil.",
      consents: "Persetujuan", yes: "ya", no: "tidak", agree: "Setuju", withdraw: "Tarik persetujuan", given: "Persetujuan dicatat.", withdrawn: "Persetujuan ditarik; berlaku saat ini juga.",
      stopping: "Batasi pemakaian", stopped: "Berlaku saat ini juga.", lifted: "Sudah dicabut.",
      taking: "Bawa data saya", takeHint: "Semua yang kami simpan tentang Anda dalam satu berkas JSON; dokumen sebagai tautan.", take: "Unduh data saya",
      readers: "Siapa yang membaca data saya", nobody: "Belum ada yang membaca.",
      asking: "Ajukan permohonan", term: "Untuk hal yang tidak dapat Anda lakukan sendiri. Dijawab paling lambat dalam 3 x 24 jam.", what: "Tentang", words: "Jelaskan", send: "Kirim permohonan", sent: "Permohonan diterima.", due: "dijawab paling lambat",
      erasing: "Hapus akun", eraseHint: "Profil, dokumen, lamaran dan pencarian Anda dihapus dan tidak dapat dikembalikan. Unduh data Anda dahulu bila perlu.", erase: "Hapus semua data saya", sure: "Hapus akun dan semua data Anda? Ini tidak dapat dibatalkan.",
      restriction: { off: "Data Anda dipakai sesuai persetujuan.", on: "Data Anda hanya disimpan sejak", stop: "Simpan saja, jangan pakai", lift: "Cabut pembatasan" },
      objection: { off: "Profil Anda dicocokkan secara otomatis.", on: "Anda menolak penilaian otomatis sejak", stop: "Tolak penilaian otomatis", lift: "Cabut keberatan" },
      outcomes: { done: "selesai", refused: "ditolak" },
      asked: { rectify: "perbaikan data", access: "akses data", review: "peninjauan keputusan otomatis", other: "hal lain", restrict: "pembatasan", lift_restriction: "pembatasan dicabut", object: "keberatan", lift_objection: "keberatan dicabut", erase: "penghapusan" },
    },
    account: {
      signIn: "Masuk", mine: "Akun saya", leave: "Keluar", why: "Kami mengirim kode sekali pakai ke kontak akun Anda yang sudah terbukti.", contact: "E-mail atau nomor HP", sendCode: "Kirim kode",
      codeSent: "Bila ada akun dengan kontak ini, kodenya sedang dikirim.", code: "Kode 6 angka", enter: "Masuk", otherContact: "Pakai kontak lain", failed: "Gagal. Coba lagi.",
      save: "Simpan pencarian ini", saved: "Tersimpan. Anda dikabari bila ada lowongan baru yang cocok.", unsaved: "Belum tersimpan.", signInFirst: "Masuk dahulu untuk menyimpan pencarian.", full: "Sudah ada 50 pencarian tersimpan, paling banyak. Hapus salah satu dahulu:",
      noSearches: "Belum ada pencarian tersimpan. Cari lowongan, lalu tekan “Simpan pencarian ini”.", name: "Nama", rename: "Ganti nama", remove: "Hapus", removed: "Sudah dihapus.", sure: "Hapus pencarian ini?", pause: "Jeda", resume: "Lanjutkan", paused: "dijeda", changed: "Sudah diubah.", elsewhere: "Baru saja diubah di tempat lain; inilah keadaannya sekarang. Ulangi bila perlu.",
      noMatches: "Belum ada lowongan yang cocok dengan pencarian tersimpan Anda dalam 90 hari terakhir.", meets: "Cocok dengan",
      reaches: "Saat ini kabar dikirim lewat", reachesNobody: "Saat ini tidak ada pesan yang dikirim: belum ada kontak yang dipilih, terbukti, dan Anda setujui untuk dihubungi. Daftar lowongan yang cocok tetap ada.",
      byWhat: "Kabari lewat", howOften: "Seberapa sering", quiet: "Jam tenang", from: "Dari", to: "Sampai", quietHint: "Menurut jam tempat Anda tinggal. Jam yang sama: tanpa jam tenang.", pauseUntil: "Jeda sampai tanggal (kosongkan bila tidak)", stopped: "Jangan kirim kabar sama sekali", saveSettings: "Simpan pengaturan", settingsSaved: "Pengaturan tersimpan.",
      tabs: { pencarian: "Pencarian", cocok: "Cocok", kabar: "Kabar", "data-saya": "Data saya" },
      pages: { pencarian: "Pencarian tersimpan", cocok: "Lowongan yang cocok", kabar: "Pengaturan kabar", "data-saya": "Data saya" },
      channels: { email: "e-mail", sms: "SMS", in_app: "daftar di Padan" },
      paces: { daily: "Sekali sehari, pukul 08.00", weekly: "Sekali seminggu, Senin pukul 08.00", immediate: "Segera, paling lama seperempat jam" },
    },
  },
  en: {
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
    rights: {
      kept: "What we keep", name: "Name", email: "E-mail", phone: "Phone", nik: "NIK (fill in to change it)", nikKept: "Your NIK is kept, sealed.", nikMissing: "There is no NIK yet.", correct: "Correct", corrected: "It is corrected. A new contact has to be proven again.", proof: "Only to change e-mail or phone: give a code or your password", sendCode: "Send a code to", codeSent: "The code is on its way; type it below.", code: "Code", password: "or the present password", failed: "That failed.",
      consents: "Consents", yes: "yes", no: "no", agree: "Agree", withdraw: "Withdraw", given: "Your consent is recorded.", withdrawn: "It is withdrawn, as of now.",
      stopping: "Restrict the use", stopped: "This holds from now on.", lifted: "It is lifted.",
      taking: "Take my data along", takeHint: "All that we keep about you in one JSON file; documents as links.", take: "Download my data",
      readers: "Who read my data", nobody: "Nobody has read it.",
      asking: "Ask us", term: "For what you cannot do yourself. We answer within three times 24 hours.", what: "About", words: "Explain", send: "Send the request", sent: "We have your request.", due: "answered by",
      erasing: "Erase my account", eraseHint: "Your profile, documents, applications and searches are removed and cannot be brought back. Download your data first if you need it.", erase: "Erase all my data", sure: "Erase your account and all of your data? This cannot be undone.",
      restriction: { off: "Your data is used as you agreed.", on: "Your data is only kept since", stop: "Keep it, do not use it", lift: "Lift the restriction" },
      objection: { off: "Your profile is matched by machine.", on: "You object to automated judgement since", stop: "Object to automated judgement", lift: "Take the objection back" },
      outcomes: { done: "done", refused: "refused" },
      asked: { rectify: "correction", access: "access", review: "a human look at an automated decision", other: "something else", restrict: "restriction", lift_restriction: "restriction lifted", object: "objection", lift_objection: "objection taken back", erase: "erasure" },
    },
    account: {
      signIn: "Sign in", mine: "My account", leave: "Sign out", why: "We send a one-time code to a contact of your account that you have proven.", contact: "E-mail or mobile number", sendCode: "Send the code",
      codeSent: "If there is an account with this contact, its code is on the way.", code: "Code of 6 digits", enter: "Sign in", otherContact: "Use another contact", failed: "That failed. Try again.",
      save: "Save this search", saved: "Saved. You are told of new vacancies that meet it.", unsaved: "Not saved.", signInFirst: "Sign in first to save a search.", full: "There are 50 saved searches, the most there can be. Remove one first:",
      noSearches: "No search is saved yet. Search for vacancies, then press “Save this search”.", name: "Name", rename: "Rename", remove: "Remove", removed: "It is removed.", sure: "Remove this search?", pause: "Pause", resume: "Resume", paused: "paused", changed: "It is changed.", elsewhere: "It was just changed elsewhere; this is how it stands now. Do it again if need be.",
      noMatches: "No vacancy met your saved searches in the last 90 days.", meets: "Meets",
      reaches: "Messages now go by", reachesNobody: "No messages go out now: no contact is chosen, proven and agreed to by you. The list of matches is there all the same.",
      byWhat: "Tell me by", howOften: "How often", quiet: "Quiet hours", from: "From", to: "Until", quietHint: "By the time where you live. The same hour twice: no quiet hours.", pauseUntil: "Pause until the date (empty: no pause)", stopped: "Send no messages at all", saveSettings: "Save the settings", settingsSaved: "The settings are saved.",
      tabs: { pencarian: "Searches", cocok: "Matches", kabar: "Alerts", "data-saya": "My data" },
      pages: { pencarian: "Saved searches", cocok: "Matches", kabar: "Alert settings", "data-saya": "My data" },
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
