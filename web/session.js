/* Who is signed in. The tokens are kept for this tab alone, and go with it. */
import { exchange } from "./parts.js";

const KEY = "session";
let renewing = null;

function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

const keep = (session) => sessionStorage.setItem(KEY, JSON.stringify({ access: session.access_token, refresh: session.refresh_token }));
export const forget = () => sessionStorage.removeItem(KEY);

export const signedIn = () => Boolean(kept()?.access);

const posted = (path, body, method = "POST") => exchange(path, { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

/* An address with @ is an e-mail, anything else a number: the platform says what is wrong with it. */
export async function requestCode(contact) {
  const { body } = await posted("/v1/sessions/codes", contact.includes("@") ? { email: contact } : { phone: contact });
  return body.code_id;
}

export async function signIn(codeId, code) {
  const { body } = await posted("/v1/sessions", { code_id: codeId, code });
  keep(body);
}

/* The session ends here whatever the platform answers; there it ends by its time at the latest. */
export async function signOut() {
  const session = kept();
  forget();
  if (!session) return;
  const headers = { "Content-Type": "application/json", Authorization: `Bearer ${session.access}` };
  try {
    await exchange("/v1/sessions/current", { method: "DELETE", headers, body: JSON.stringify({ refresh_token: session.refresh }) });
  } catch { /* nothing more can be done from here */ }
}

/* Several calls may meet the end of a token at once: the session is renewed once for all of them. */
function renewed(session) {
  renewing ||= posted("/v1/sessions/refresh", { refresh_token: session.refresh })
    .then(({ body }) => keep({ refresh_token: session.refresh, ...body }))
    .finally(() => { renewing = null; });
  return renewing;
}

function sent(path, options) {
  const headers = { ...options.headers, Authorization: `Bearer ${kept()?.access}` };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  return exchange(path, { ...options, headers, body: options.body === undefined ? undefined : JSON.stringify(options.body) });
}

/* Ask for what is one's own; an error of status 401 means that the session is over and forgotten. */
export async function own(path, options = {}) {
  const session = kept();
  if (!session) throw Object.assign(new Error("401"), { status: 401 });
  try {
    return await sent(path, options);
  } catch (error) {
    if (error.status !== 401) throw error;
  }
  try {
    if (kept()?.access === session.access) await renewed(session);
    return await sent(path, options);
  } catch (error) {
    if (error.status === 401) forget();
    throw error;
  }
}
