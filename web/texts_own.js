/* What the pages of one's account say, in both languages; those who only search do not fetch it. */
import { spoken } from "./texts.js";

const TEXTS = {
  id: {
    rights: {
      kept: "Yang kami simpan", name: "Nama", email: "E-mail", phone: "Telepon", nik: "NIK (isi untuk mengganti)", nikKept: "NIK Anda tersimpan tersegel.", nikMissing: "NIK belum diisi.", correct: "Perbaiki", corrected: "Sudah diperbaiki.", proof: "Hanya untuk mengganti e-mail atau telepon: isi kode atau kata sandi", sendCode: "Kirim kode ke", codeSent: "Kode dikirim; isi di bawah ini.", code: "Kode", password: "atau kata sandi sekarang", sendCodeThere: "Kirim kode", notProven: "belum terbukti milik Anda.", noneProven: "Tanpa kontak yang terbukti Anda belum dapat melamar atau dikabari.", prove: "Kirim kode ke", proven: "Sudah terbukti.",
      consents: "Persetujuan", yes: "ya", no: "tidak", agree: "Setuju", withdraw: "Tarik persetujuan", given: "Persetujuan dicatat.", withdrawn: "Persetujuan ditarik; berlaku saat ini juga.",
      stopping: "Batasi pemakaian", stopped: "Berlaku saat ini juga.", lifted: "Sudah dicabut.",
      taking: "Bawa data saya", takeHint: "Semua yang kami simpan tentang Anda dalam satu berkas JSON; dokumen sebagai tautan.", take: "Unduh data saya", taken: "Sudah diunduh.",
      readers: "Siapa yang membaca data saya", nobody: "Belum ada yang membaca.",
      asking: "Ajukan permohonan", term: "Untuk hal yang tidak dapat Anda lakukan sendiri. Dijawab paling lambat dalam 3 x 24 jam.", what: "Tentang", words: "Jelaskan", send: "Kirim permohonan", sent: "Permohonan diterima.", due: "dijawab paling lambat",
      erasing: "Hapus akun", eraseHint: "Profil, dokumen, lamaran dan pencarian Anda dihapus dan tidak dapat dikembalikan. Unduh data Anda dahulu bila perlu.", erase: "Hapus semua data saya", sure: "Hapus akun dan semua data Anda? Ini tidak dapat dibatalkan.", erased: "Akun dan data Anda sudah dihapus. Terima kasih pernah memakai Padan.",
      restriction: { off: "Data Anda dipakai sesuai persetujuan.", on: "Data Anda hanya disimpan sejak", stop: "Simpan saja, jangan pakai", lift: "Cabut pembatasan" },
      objection: { off: "Profil Anda dicocokkan secara otomatis.", on: "Anda menolak penilaian otomatis sejak", stop: "Tolak penilaian otomatis", lift: "Cabut keberatan" },
      outcomes: { done: "selesai", refused: "ditolak" },
      asked: { rectify: "perbaikan data", access: "akses data", review: "peninjauan keputusan otomatis", other: "hal lain", restrict: "pembatasan", lift_restriction: "pembatasan dicabut", object: "keberatan", lift_objection: "keberatan dicabut", erase: "penghapusan" },
    },
    entering: {
      why: "Isi kata sandi, atau kosongkan: kami mengirim kode sekali pakai ke kontak Anda yang sudah terbukti.", password: "Kata sandi (boleh kosong)", go: "Lanjut", shared: "Perangkat ini dipakai orang lain juga: jangan ingat saya", newHere: "Belum punya akun?", join: "Buat akun",
      unknownDevice: "Kata sandi benar, tetapi perangkat ini belum kami kenal. Kami mengirim kode ke kontak Anda; sesudah ini perangkat Anda diingat.", resend: "Kirim kode lagi", sentAgain: "Kode baru sedang dikirim; yang terakhir yang berlaku.",
      passwordWhy: "Kode benar, tetapi perangkat ini belum kami kenal. Isi juga kata sandi Anda.", passwordToo: "Kata sandi", useOther: "Lupa kata sandi? Pakai kontak lain", useOffice: "Saya punya kode dari kantor", other: "Kontak Anda yang lain", otherWhy: "Tanpa kata sandi: kami mengirim kode juga ke kontak Anda yang lain, yang sudah terbukti. Bila kontak Anda hanya satu, datanglah dengan tanda pengenal ke kantor layanan ketenagakerjaan; di sana Anda mendapat kode.", sendCode: "Kirim kode", office: "Kode dari kantor", officeWhy: "Isi kode yang Anda terima dari petugas di kantor layanan ketenagakerjaan.",
      factorWhy: "Buka aplikasi autentikator Anda dan isi kode yang tampil. Bila ponselnya hilang, pakai salah satu kode pemulihan.", factor: "Kode autentikator atau kode pemulihan",
    },
    joining: {
      why: "Gratis. Dengan akun Anda dapat menyimpan pencarian, dikabari dan melamar.", name: "Nama", email: "E-mail", phone: "Nomor HP", oneContact: "Cukup satu: e-mail atau nomor HP.", password: "Kata sandi", passwordHint: "Paling sedikit 10 huruf atau angka; kalimat pendek mudah diingat.",
      consents: "Yang Anda izinkan", consentsHint: "Boleh dikosongkan; dapat diubah kapan saja di “Data saya”.", about: "Apa artinya?", join: "Buat akun", already: "Sudah punya akun?", signIn: "Masuk",
      registered: "Akun Anda sudah dibuat. Tinggal satu langkah: buktikan kontak Anda.", later: "Nanti saja", prove: "Buktikan",
      codeSent: { email: "Kami mengirim kode ke e-mail Anda. Isi di bawah ini.", phone: "Kami mengirim kode lewat SMS ke nomor HP Anda. Isi di bawah ini." },
    },
    profile: {
      has: "Yang saya punya", why: "Dipakai untuk mencarikan lowongan. Perusahaan melihatnya dengan nama Anda bila Anda melamar ke sana; yang lain hanya bila Anda setuju ditemukan, tanpa nama dan kontak.", headline: "Tentang saya, satu kalimat", region: "Tempat tinggal", regions: "Ingin bekerja di", experience: "Pengalaman kerja", jobTitle: "Pekerjaan, misalnya kasir toko", yearsWorked: "Tahun", monthsWorked: "Bulan", addJob: "Tambah pengalaman",
      education: "Pendidikan terakhir", noSchool: "tidak diisi", level: "Jenjang", study: "Jurusan", year: "Tahun lulus", skills: "Keterampilan", wishes: "Yang saya cari", occupations: "Pekerjaan", pay: "Gaji paling sedikit, rupiah per bulan", remote: "Bisa dari rumah", move: "Bersedia pindah",
      search: "Ketik, lalu pilih", offers: "Pilih salah satu.", nothing: "Tidak ada yang cocok; coba kata lain.", chosen: "dipilih.", dropped: "Dihapus dari pilihan.", save: "Simpan profil", saved: "Profil tersimpan.",
    },
    applying: {
      apply: "Lamar lewat Padan", message: "Pesan untuk perusahaan (boleh kosong)", send: "Kirim lamaran", sent: "Lamaran Anda terkirim.", follow: "Lihat lamaran saya", signInFirst: "Masuk dahulu untuk melamar.", none: "Anda belum melamar lewat Padan.", withdraw: "Tarik lamaran", sure: "Tarik lamaran untuk",
      states: { submitted: "terkirim", seen: "sudah dilihat", shortlisted: "masuk pilihan", interview: "wawancara", offered: "ditawari pekerjaan", hired: "diterima", declined: "tidak dilanjutkan", withdrawn: "Anda tarik" },
    },
    safety: {
      sessions: "Tempat Anda masuk", began: "Masuk sejak", lastUsed: "terakhir dipakai", thisOne: "perangkat ini", end: "Keluarkan", ended: "Sudah dikeluarkan.", everywhere: "Keluar dari semua perangkat", sureEverywhere: "Keluar dari semua perangkat, termasuk yang ini?", unnamed: "Perangkat tak dikenal",
      devices: "Perangkat yang dikenal", devicesWhy: "Dari perangkat ini kata sandi saja sudah cukup untuk masuk. Lupakan yang bukan milik Anda atau sudah tidak Anda pakai.", noDevices: "Belum ada.", since: "Dikenal sejak", forget: "Lupakan", forgotten: "Sudah dilupakan.",
      factor: "Autentikator", factorWhy: "Selain kata sandi atau kode, saat masuk diminta kode dari aplikasi autentikator. Wajib bagi petugas.", setUp: "Pasang atau lepas autentikator", enrolHow: "Pasang aplikasi autentikator di ponsel Anda, lalu tekan:", openApp: "Buka di aplikasi autentikator", orType: "Bila aplikasinya di perangkat lain, ketik kunci ini di sana. Kunci ini hanya tampil sekali:", appCode: "Kode yang tampil di aplikasi", confirm: "Pasang",
      recovery: "Terpasang. Simpan kode pemulihan ini di tempat aman: masing-masing dapat dipakai satu kali bila ponsel Anda hilang. Kode ini tidak akan tampil lagi.", copy: "Salin semua", copied: "Tersalin.", hasFactor: "Autentikator sudah terpasang.", removeFactor: "Lepas autentikator", factorRemoved: "Autentikator dilepas.",
      password: "Kata sandi", proof: "Buktikan bahwa ini Anda: isi kode atau kata sandi sekarang", newPassword: "Kata sandi baru (paling sedikit 10)", changePassword: "Ganti kata sandi", passwordChanged: "Kata sandi diganti; semua perangkat lain keluar.", limited: "Anda masuk dengan satu bukti saja. Buktikan kontak Anda, pasang autentikator, atau buat kata sandi bila belum punya; sesudah itu semuanya terbuka.", proveContact: "Buktikan kontak", proveEmail: "Kirim kode ke e-mail saya", provePhone: "Kirim kode ke HP saya",
    },
  },
  en: {
    rights: {
      kept: "What we keep", name: "Name", email: "E-mail", phone: "Phone", nik: "NIK (fill in to change it)", nikKept: "Your NIK is kept, sealed.", nikMissing: "There is no NIK yet.", correct: "Correct", corrected: "It is corrected.", proof: "Only to change e-mail or phone: give a code or your password", sendCode: "Send a code to", codeSent: "The code is on its way; type it below.", code: "Code", password: "or the present password", sendCodeThere: "Send a code", notProven: "is not proven to be yours.", noneProven: "Without a proven contact you cannot apply or be told of vacancies.", prove: "Send a code to", proven: "It is proven.",
      consents: "Consents", yes: "yes", no: "no", agree: "Agree", withdraw: "Withdraw", given: "Your consent is recorded.", withdrawn: "It is withdrawn, as of now.",
      stopping: "Restrict the use", stopped: "This holds from now on.", lifted: "It is lifted.",
      taking: "Take my data along", takeHint: "All that we keep about you in one JSON file; documents as links.", take: "Download my data", taken: "It is downloaded.",
      readers: "Who read my data", nobody: "Nobody has read it.",
      asking: "Ask us", term: "For what you cannot do yourself. We answer within three times 24 hours.", what: "About", words: "Explain", send: "Send the request", sent: "We have your request.", due: "answered by",
      erasing: "Erase my account", eraseHint: "Your profile, documents, applications and searches are removed and cannot be brought back. Download your data first if you need it.", erase: "Erase all my data", sure: "Erase your account and all of your data? This cannot be undone.", erased: "Your account and your data are erased. Thank you for having used Padan.",
      restriction: { off: "Your data is used as you agreed.", on: "Your data is only kept since", stop: "Keep it, do not use it", lift: "Lift the restriction" },
      objection: { off: "Your profile is matched by machine.", on: "You object to automated judgement since", stop: "Object to automated judgement", lift: "Take the objection back" },
      outcomes: { done: "done", refused: "refused" },
      asked: { rectify: "correction", access: "access", review: "a human look at an automated decision", other: "something else", restrict: "restriction", lift_restriction: "restriction lifted", object: "objection", lift_objection: "objection taken back", erase: "erasure" },
    },
    entering: {
      why: "Give your password, or leave it empty: we send a one-time code to a contact of yours that is proven.", password: "Password (may be empty)", go: "Continue", shared: "Others use this device too: do not remember me", newHere: "No account yet?", join: "Create one",
      unknownDevice: "The password is right, but we do not know this device yet. We send a code to your contact; after that the device is remembered.", resend: "Send another code", sentAgain: "A new code is on its way; the latest one counts.",
      passwordWhy: "The code is right, but we do not know this device yet. Give your password too.", passwordToo: "Password", useOther: "Forgot the password? Use your other contact", useOffice: "I have a code from an office", other: "Your other contact", otherWhy: "Without the password we send a code to your other proven contact too. If you have only one contact, go to an employment office with your identity card; they give you a code.", sendCode: "Send a code", office: "Code from the office", officeWhy: "Type the code that an officer of the employment office gave you.",
      factorWhy: "Open your authenticator app and type the code that it shows. If that phone is lost, use one of your recovery codes.", factor: "Authenticator code or recovery code",
    },
    joining: {
      why: "It is free. With an account you can save searches, be told of vacancies, and apply.", name: "Name", email: "E-mail", phone: "Mobile number", oneContact: "One of them is enough: e-mail or mobile number.", password: "Password", passwordHint: "At least 10 letters or digits; a short sentence is easy to remember.",
      consents: "What you agree to", consentsHint: "May be left empty; you can change it at any time in “My data”.", about: "What does it mean?", join: "Create the account", already: "You have an account?", signIn: "Sign in",
      registered: "Your account is there. One step is left: prove your contact.", later: "Later", prove: "Prove it",
      codeSent: { email: "We sent a code to your e-mail address. Type it below.", phone: "We sent a code to your mobile number by SMS. Type it below." },
    },
    profile: {
      has: "What I have", why: "It serves to find vacancies for you. An employer sees it with your name if you apply there; others only if you agree to be found, without your name and contacts.", headline: "About me, in a sentence", region: "Where I live", regions: "I want to work in", experience: "Work experience", jobTitle: "Job, such as shop cashier", yearsWorked: "Years", monthsWorked: "Months", addJob: "Add this job",
      education: "Highest education", noSchool: "not stated", level: "Level", study: "Field", year: "Year of completion", skills: "Skills", wishes: "What I look for", occupations: "Occupations", pay: "Lowest pay, rupiah a month", remote: "Can be done from home", move: "I would move",
      search: "Type, then choose", offers: "Choose one.", nothing: "Nothing fits; try another word.", chosen: "is chosen.", dropped: "It is taken off.", save: "Save the profile", saved: "The profile is saved.",
    },
    applying: {
      apply: "Apply in Padan", message: "Message to the employer (may be empty)", send: "Send the application", sent: "Your application is sent.", follow: "See my applications", signInFirst: "Sign in first to apply.", none: "You have not applied in Padan yet.", withdraw: "Withdraw", sure: "Withdraw the application for",
      states: { submitted: "sent", seen: "seen", shortlisted: "on the short list", interview: "interview", offered: "offered the job", hired: "hired", declined: "not taken further", withdrawn: "withdrawn by you" },
    },
    safety: {
      sessions: "Where you are signed in", began: "Signed in since", lastUsed: "last used", thisOne: "this device", end: "Sign it out", ended: "It is signed out.", everywhere: "Sign out everywhere", sureEverywhere: "Sign out everywhere, here too?", unnamed: "Unknown device",
      devices: "Known devices", devicesWhy: "From these the password alone is enough to sign in. Forget those that are not yours or that you use no more.", noDevices: "There is none.", since: "Known since", forget: "Forget", forgotten: "It is forgotten.",
      factor: "Authenticator", factorWhy: "Beside the password or code, a code of an authenticator app is asked for at signing in. Offices must have one.", setUp: "Set up or remove the authenticator", enrolHow: "Install an authenticator app on your phone, then press:", openApp: "Open in the authenticator app", orType: "If the app is on another device, type this key there. It is shown this one time:", appCode: "Code that the app shows", confirm: "Set up",
      recovery: "It is set up. Keep these recovery codes in a safe place: each works once if your phone is lost. They are not shown again.", copy: "Copy all", copied: "Copied.", hasFactor: "There is an authenticator already.", removeFactor: "Remove the authenticator", factorRemoved: "The authenticator is removed.",
      password: "Password", proof: "Show that it is you: give a code or the present password", newPassword: "New password (at least 10)", changePassword: "Change the password", passwordChanged: "The password is changed; all other devices are signed out.", limited: "You signed in with one proof only. Prove a contact, set up an authenticator, or choose a password if you have none; after that everything is open.", proveContact: "Prove a contact", proveEmail: "Send a code to my e-mail", provePhone: "Send a code to my phone",
    },
  },
};

export const ownTexts = () => TEXTS[spoken()];

export const when = (moment) => new Date(moment).toLocaleString(spoken() === "id" ? "id-ID" : "en-GB", { dateStyle: "medium", timeStyle: "short" });
