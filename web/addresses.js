/* Which page an address names. */
const ACCOUNT = /^#\/(masuk|daftar|terhapus|profil|pencarian|cocok|lamaran|kabar|data-saya|keamanan)$/;

export const accountPage = (hash) => ACCOUNT.exec(hash)?.[1];
