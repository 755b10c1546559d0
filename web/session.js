/* Who is signed in: kept on this device, or for one tab where others use the device too. */
import { exchange, fresh } from "./parts.js";

const KEY = "session";
const DEVICES = "devices";
const MOST_DEVICES = 8;
const LOST_WAITS = [1000, 4000, 15000];
let line = Promise.resolve();

function read(store, key) {
  try {
    return JSON.parse(store.getItem(key));
  } catch {
    return null;
  }
}

const usable = (found) => (found?.access ? found : null);
const kept = () => usable(read(sessionStorage, KEY)) ?? usable(read(localStorage, KEY));
let begun = kept()?.begun;

/* In a tab of a shared device the session is never renewed: it ends with its first token, and with the tab. */
function keep(session) {
  const [here, there] = session.tab ? [sessionStorage, localStorage] : [localStorage, sessionStorage];
  here.setItem(KEY, JSON.stringify(session));
  there.removeItem(KEY);
}

export function forget() {
  sessionStorage.removeItem(KEY);
  localStorage.removeItem(KEY);
}

/* Tell whether it is still the same session that this tab shows, and take up the one that there is. */
export function follow() {
  const before = begun;
  begun = kept()?.begun;
  return before === begun;
}

export const signedIn = () => Boolean(kept());

const named = (contact) => (contact.includes("@") ? { email: contact } : { phone: contact });

/* Under which name a device's proof is kept: short, so that whoever looks in here reads nobody's address. */
export function mark(contact) {
  const said = contact.includes("@") ? contact.trim().toLowerCase() : contact.replace(/\D/g, "").replace(/^(62|0)/, "");
  let sum = 0x811c9dc5;
  for (const sign of said) sum = Math.imul(sum ^ sign.codePointAt(0), 0x01000193) >>> 0;
  return sum.toString(36);
}

const devices = () => {
  const found = read(localStorage, DEVICES);
  return Array.isArray(found) ? found.filter((each) => Array.isArray(each) && each.length === 2) : [];
};

/* The proof of this device for whoever has this contact, as it is sent along. */
function device(contact) {
  const token = contact && devices().find(([name]) => name === mark(contact))?.[1];
  return token ? { device_token: token } : {};
}

/* Whether a device of one's list is this one: its proof begins with its name. */
export const isThisDevice = (id) => devices().some(([, token]) => String(token).startsWith(`${id}.`));

/* Families share a phone: each of them has a proof of their own, and signing out leaves it. */
function remember(contacts, token) {
  const names = contacts.map(mark);
  const others = devices().filter(([name]) => !names.includes(name));
  localStorage.setItem(DEVICES, JSON.stringify([...names.map((name) => [name, token]), ...others].slice(0, MOST_DEVICES)));
}

/* Keep a session that was opened; `contacts` are those that may be typed to sign in again from here. */
export function opened(session, { contacts = [], tab = false } = {}) {
  const { access_token: access, refresh_token: refresh, limited } = session;
  keep({ access, refresh, begun: fresh(), ...(tab ? { tab } : {}), ...(limited ? { limited } : {}) });
  follow();
  if (session.device_token && contacts.length && !tab) remember(contacts, session.device_token);
}

/* Whether one proof was given where two are needed: such a session is for giving the other. */
export const limited = () => Boolean(kept()?.limited);
export const unlimited = () => keep({ ...kept(), limited: undefined });

/* The same person goes on with another session, as after a change of the password. */
export const replaced = (session) => keep({ ...kept(), access: session.access_token, refresh: session.refresh_token, limited: session.limited });

export const posted = (path, body, headers = {}, more = {}) =>
  exchange(path, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body), ...more });

/* An address with @ is an e-mail, anything else a number: the platform says what is wrong with it. */
export async function requestCode(contact) {
  const { body } = await posted("/v1/sessions/codes", { ...named(contact), ...device(contact) });
  return body.code_id;
}

/* What is sent to sign in: a contact goes with a password alone, since a code names the account itself. */
export function proofs({ contact = "", password, codeId, code, otherId, other, office, factor }) {
  return {
    ...(password ? { ...named(contact), password } : {}),
    ...(codeId && code ? { code_id: codeId, code } : {}),
    ...(otherId && other ? { other_code_id: otherId, other_code: other } : {}),
    ...(office ? { recovery_code: office } : {}),
    ...(factor ? { second_factor: factor.replace(/\s/g, "") } : {}),
    ...device(contact),
  };
}

export async function signIn(given) {
  const { body } = await posted("/v1/sessions", proofs(given));
  opened(body, { contacts: given.contact ? [given.contact] : [], tab: given.tab });
}

/* The session ends here whatever the platform answers; there it ends by its time at the latest. */
export async function signOut() {
  const session = kept();
  forget();
  if (!session) return;
  try {
    // It arrives also when the tab is closed at once.
    const way = { method: "DELETE", keepalive: true };
    await posted("/v1/sessions/current", { refresh_token: session.refresh }, { Authorization: `Bearer ${session.access}` }, way);
  } catch { /* nothing more can be done from here */ }
}

const over = (error = Object.assign(new Error("401"), { status: 401 })) => Object.assign(error, { over: true });

/* One at a time, over all tabs where the browser can; elsewhere the platform lets two at once pass for a minute. */
function alone(action) {
  if (globalThis.navigator?.locks) return navigator.locks.request(KEY, action);
  line = line.then(action, action);
  return line;
}

const lost = (error) => error.status === undefined || error.status === 504;
const pause = (time) => new Promise((done) => { setTimeout(done, time); });

/* A renewal whose answer is lost has taken the token away all the same: asking again within the minute gets another. */
async function refreshed(token) {
  for (const wait of [...LOST_WAITS, null]) {
    try {
      return (await posted("/v1/sessions/refresh", { refresh_token: token })).body;
    } catch (error) {
      if (!lost(error) || wait === null) throw error;
      await pause(wait);
    }
  }
  return undefined;
}

/* Each renewal replaces the token for renewing, so whoever waited for another call or tab takes what that one got. */
function renewed(before) {
  return alone(async () => {
    const now = kept();
    if (now?.begun !== before.begun || now.tab) throw over();
    if (now.access !== before.access) return now;
    let session;
    try {
      session = await refreshed(now.refresh);
    } catch (error) {
      // Browsers show one tab a moment later what another has stored.
      const later = kept();
      if (error.status === 401 && later?.begun === before.begun && later.access !== before.access) return later;
      throw error;
    }
    // Somebody may have signed out meanwhile, here or in another tab.
    if (kept()?.begun !== before.begun) throw over();
    keep({ ...now, access: session.access_token, refresh: session.refresh_token ?? now.refresh });
    return kept();
  });
}

function sent(path, options, session) {
  const headers = { ...options.headers, Authorization: `Bearer ${session.access}` };
  if (options.body !== undefined) headers["Content-Type"] = "application/json";
  return exchange(path, { ...options, headers, body: options.body === undefined ? undefined : JSON.stringify(options.body) });
}

/* Ask for what is one's own; an error with `over` means that the session is over and forgotten. */
export async function own(path, options = {}) {
  const session = kept();
  // What another tab opened since is somebody else's, perhaps: this tab does nothing in their name unseen.
  if (!follow() || !session) throw over();
  try {
    return await sent(path, options, session);
  } catch (error) {
    if (error.status !== 401) throw error;
  }
  try {
    return await sent(path, options, await renewed(session));
  } catch (error) {
    if (error.status !== 401) throw error;
    if (kept()?.begun === session.begun) forget();
    throw over(error);
  }
}
