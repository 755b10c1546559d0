/* What keeps an account one's own: where it is open, devices that are known, a second factor, the password. */
import { button, codeField, form, input, part, section } from "./forms.js";
import { element, field, message } from "./parts.js";
import { contactProof, freshProof, proofIn } from "./proving.js";
import { forget, isThisDevice, limited, own, replaced, unlimited } from "./session.js";
import { ownTexts, when } from "./texts_own.js";

const ME = "/v1/people/me";
const SESSIONS = `${ME}/sessions`;
const DEVICES = `${ME}/devices`;
const FACTOR = `${ME}/second-factor`;

/* Every entry of a list that comes in pages. */
export async function whole(path) {
  const items = [];
  let next = null;
  do {
    const { body } = await own(next ? `${path}?cursor=${encodeURIComponent(next)}` : path);
    items.push(...body.items);
    next = body.next ?? null;
  } while (next);
  return items;
}

function line(device, lines, buttons) {
  const box = element("article");
  const name = element("p", device || ownTexts().safety.unnamed);
  box.append(name, ...lines.map((words) => element("p", words, "quiet")), ...buttons);
  return box;
}

function named(made, device, at) {
  made.setAttribute("aria-label", `${made.textContent}: ${device || ownTexts().safety.unnamed}, ${when(at)}`);
  return made;
}

const ended = (path, id) => own(`${path}/${encodeURIComponent(id)}`, { method: "DELETE" });

function session(one, again, told) {
  const said = ownTexts().safety;
  const end = async () => { await ended(SESSIONS, one.id); await again(said.ended); };
  const buttons = one.current ? [] : [named(button(said.end, end, told), one.device, one.last_used_at)];
  const made = line(one.device, [`${said.began} ${when(one.began_at)}`, `${said.lastUsed} ${when(one.last_used_at)}`], buttons);
  if (one.current) made.firstChild.append(" ", element("span", said.thisOne, "tag"));
  return made;
}

function sessions(open, again, told) {
  const said = ownTexts().safety;
  const everywhere = async () => {
    if (!confirm(said.sureEverywhere)) return;
    await own("/v1/sessions/current", { method: "DELETE" });
    forget();
    location.hash = "#/masuk";
  };
  return [...open.map((one) => session(one, again, told)), button(said.everywhere, everywhere, told)];
}

function device(one, again, told) {
  const said = ownTexts().safety;
  const drop = async () => { await ended(DEVICES, one.id); await again(said.forgotten); };
  const lines = [`${said.since} ${when(one.first_seen)}`, `${said.lastUsed} ${when(one.last_seen)}`];
  const made = line(one.device, lines, [named(button(said.forget, drop, told), one.device, one.last_seen)]);
  if (isThisDevice(one.id)) made.firstChild.append(" ", element("span", said.thisOne, "tag"));
  return made;
}

function devices(known, again, told) {
  const said = ownTexts().safety;
  return [element("p", said.devicesWhy, "quiet"), ...(known.length ? known.map((one) => device(one, again, told)) : [element("p", said.noDevices)])];
}

const inFours = (secret) => secret.match(/.{1,4}/g).join(" ");

function recovery(codes) {
  const said = ownTexts().safety;
  const told = message();
  const list = element("ul", null, "codes");
  list.append(...codes.map((code) => element("li", code)));
  const copy = async () => { await navigator.clipboard.writeText(codes.join("\n")); told.textContent = said.copied; };
  return [element("p", said.recovery, "notice"), list, ...(navigator.clipboard ? [button(said.copy, copy, told), told] : [])];
}

/* The secret, once: as a link that opens an authenticator on this phone, and to type into one elsewhere. */
function enrolling(begun, box) {
  const said = ownTexts().safety;
  const secret = element("p", inFours(begun.secret), "secret");
  const open = Object.assign(element("a", said.openApp, "button"), { href: begun.uri });
  const made = form([codeField(said.appCode)], said.confirm, async (entries) => {
    const { body } = await own(FACTOR, { method: "PUT", body: { code: entries.get("code").replace(/\s/g, "") } });
    unlimited();
    box.replaceChildren(...recovery(body.recovery_codes));
    box.focus();
  });
  box.replaceChildren(element("p", said.enrolHow), open, element("p", said.orType), secret, made);
  made.querySelector("input").focus();
}

function removing(box) {
  const said = ownTexts().safety;
  const factor = field(ownTexts().entering.factor, input("code", { autocomplete: "one-time-code", required: true, maxLength: 64 }));
  box.replaceChildren(element("p", said.hasFactor), form([factor], said.removeFactor, async (entries) => {
    await own(FACTOR, { method: "DELETE", body: { code: entries.get("code").replace(/\s/g, "") } });
    box.replaceChildren(element("p", said.factorRemoved));
  }));
}

function factor() {
  const said = ownTexts().safety;
  const told = message();
  const box = Object.assign(element("div"), { tabIndex: -1 });
  const begin = async () => {
    try {
      enrolling((await own(FACTOR, { method: "POST" })).body, box);
    } catch (error) {
      if (error.status !== 409) throw error;
      removing(box);
    }
  };
  box.append(button(said.setUp, begin, told), told);
  return section(said.factor, element("p", said.factorWhy, "quiet"), box);
}

/* Whoever may not read their own data here, such as an office, types the contact that a code is to go to. */
async function contactOf() {
  try {
    const { body } = await own(ME);
    return body[(body.verified || [])[0]];
  } catch (error) {
    if (error.status !== 403) throw error;
    return undefined;
  }
}

function password(contact, again, told) {
  const said = ownTexts().safety;
  const sent = { id: null };
  const wanted = field(said.newPassword, input("new_password", { type: "password", autocomplete: "new-password", required: true, minLength: 10, maxLength: 256 }));
  return [form([freshProof(said.proof, contact, sent, told), wanted], said.changePassword, async (entries) => {
    const { body } = await own(`${ME}/password`, { method: "PUT", body: { new_password: entries.get("new_password"), ...proofIn(entries, sent.id) } });
    replaced(body);
    await again(said.passwordChanged);
  }, told)];
}

/* Whoever registered and never proved a contact has the password alone: the proof of a contact is their second one. */
function proving() {
  const said = ownTexts().safety;
  const told = message();
  const box = element("div");
  const proven = () => {
    unlimited();
    box.replaceChildren(element("p", ownTexts().rights.proven));
  };
  const begin = (channel) => async () => {
    const made = await contactProof(channel, proven);
    box.replaceChildren(made);
    made.querySelector("input").focus();
  };
  box.append(button(said.proveEmail, begin("email"), told), button(said.provePhone, begin("phone"), told), told);
  return section(said.proveContact, box);
}

export async function safety() {
  const said = ownTexts().safety;
  const passwords = () => part(said.password, contactOf, password);
  if (limited()) return [element("p", said.limited, "notice"), await passwords(), factor(), proving()];
  return Promise.all([part(said.sessions, () => whole(SESSIONS), sessions), part(said.devices, () => whole(DEVICES), devices), factor(), passwords()]);
}
