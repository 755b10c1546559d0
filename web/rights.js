/* One's own data: what is kept, and every right over it. */
import { button, form, input, keys, part, rest, section } from "./forms.js";
import { element, field, message } from "./parts.js";
import { contactProof, freshProof, proofIn } from "./proving.js";
import { forget, own } from "./session.js";
import { texts } from "./texts.js";
import { ownTexts, when } from "./texts_own.js";

const ME = "/v1/people/me";
const READINGS = `${ME}/readings`;
const REQUESTS = `${ME}/rights-requests`;
const KINDS = ["rectify", "access", "review", "other"];
const KINDS_OF_INPUT = { name: "text", email: "email", phone: "tel", nik: "text" };
const SHOWN = ["name", "email", "phone", "has_nik"];

/* What a form of one's data asks to be changed: only what differs, and what was emptied is removed. */
export function changed(entries, before) {
  const wanted = {};
  for (const name of Object.keys(KINDS_OF_INPUT)) {
    const value = (entries.get(name) || "").trim();
    if (name === "nik" ? value : value !== (before[name] || "")) wanted[name] = value || null;
  }
  return wanted;
}

/* A change of contacts with what shows that it is oneself: the code that was sent and typed, or the password. */
export function proven(wanted, entries, codeId) {
  return "email" in wanted || "phone" in wanted ? { ...wanted, ...proofIn(entries, codeId) } : wanted;
}

/* The consents after one more was given, in the wording that was read: the others stay as they stand. */
export function withConsent(present, purpose, version) {
  const given = Object.entries(present).filter(([, status]) => status.given).map(([name, status]) => [name, status.version]);
  return Object.fromEntries([...given, [purpose, version]]);
}

const patched = (wanted, headers) => own(ME, { method: "PATCH", headers: { "If-Match": headers.get("ETag") }, body: wanted });

/* One version counts for all that is kept of somebody: a consent given meanwhile is no reason to refuse a correction. */
async function corrected(wanted, { body, headers }) {
  try {
    await patched(wanted, headers);
  } catch (error) {
    if (error.status !== 412) throw error;
    const now = await own(ME);
    if (SHOWN.some((name) => now.body[name] !== body[name])) return texts().account.elsewhere;
    await patched(wanted, now.headers);
  }
  return ownTexts().rights.corrected;
}

function unproven(body, again, told) {
  const said = ownTexts().rights;
  const none = body.verified.length ? [] : [element("p", said.noneProven, "notice")];
  const missing = ["email", "phone"].filter((channel) => body[channel] && !body.verified.includes(channel));
  const asked = missing.map((channel) => {
    const box = element("div");
    const begin = async () => {
      const made = await contactProof(channel, () => again(said.proven));
      box.replaceChildren(made);
      made.querySelector("input").focus();
    };
    box.append(element("p", `${body[channel]} ${said.notProven}`), button(`${said.prove} ${body[channel]}`, begin, told));
    return box;
  });
  return [...none, ...asked];
}

function kept(person, again, told) {
  const said = ownTexts().rights;
  const { body } = person;
  const sent = { id: null };
  const fields = Object.entries(KINDS_OF_INPUT).map(([name, type]) => field(said[name], input(name, { type, value: name === "nik" ? "" : body[name] || "", autocomplete: "off" })));
  fields.at(-1).append(element("span", body.has_nik ? said.nikKept : said.nikMissing, "quiet"));
  const contact = body[(body.verified || [])[0]];
  const proof = contact ? [freshProof(said.proof, contact, sent, told)] : [];
  const made = form([...fields, ...proof], said.correct, async (entries) => {
    await again(await corrected(proven(changed(entries, body), entries, sent.id), person));
  }, told);
  return [...unproven(body, again, told), made];
}

/* The others may have changed since they were read: they are read anew, so that one more is given and none taken. */
async function agreed(wording) {
  const { body, headers } = await own(`${ME}/consents`);
  const consents = withConsent(body.consents, wording.purpose, wording.version);
  await own(`${ME}/consents`, { method: "PUT", headers: { "If-Match": headers.get("ETag") }, body: { consents } });
}

function consent(wording, given, again, told) {
  const said = ownTexts().rights;
  const box = element("details");
  const action = async () => {
    await (given ? own(`${ME}/consents/${wording.purpose}`, { method: "DELETE" }) : agreed(wording));
    await again(given ? said.withdrawn : said.given);
  };
  box.append(element("summary", `${wording.title}: ${given ? said.yes : said.no}`));
  for (const name of ["text", "data", "kept", "without"]) box.append(element("p", wording[name], name === "text" ? "" : "quiet"));
  const made = button(given ? said.withdraw : said.agree, action, told);
  made.setAttribute("aria-label", `${made.textContent}: ${wording.title}`);
  box.append(made);
  return box;
}

const consenting = async () => ({ wordings: await own("/v1/consents"), present: await own(`${ME}/consents`) });
const consents = ({ wordings, present }, again, told) => wordings.body.items.map((wording) => consent(wording, present.body.consents[wording.purpose].given, again, told));

function stop(since, name, again, told) {
  const said = ownTexts().rights;
  const box = element("div");
  const action = async () => {
    await own(`${ME}/${name}`, { method: since ? "DELETE" : "PUT" });
    await again(since ? said.lifted : said.stopped);
  };
  box.append(element("p", since ? `${said[name].on} ${when(since)}` : said[name].off), button(since ? said[name].lift : said[name].stop, action, told));
  return box;
}

const stops = ({ body }, again, told) => [stop(body.restricted_since, "restriction", again, told), stop(body.objected_since, "objection", again, told)];

async function download() {
  const { body } = await own(`${ME}/export`);
  const address = URL.createObjectURL(new Blob([JSON.stringify(body, null, 2)], { type: "application/json" }));
  Object.assign(element("a"), { href: address, download: "padan.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function taking() {
  const said = ownTexts().rights;
  const told = message();
  const take = async () => { await download(); told.textContent = said.taken; };
  return section(said.taking, element("p", said.takeHint, "quiet"), button(said.take, take, told), told);
}

function request(one) {
  const said = ownTexts().rights;
  const box = element("article");
  const state = one.outcome ? said.outcomes[one.outcome] : `${said.due} ${when(one.due_at)}`;
  box.append(element("p", `${said.asked[one.kind]} · ${when(one.received_at)} · ${state}`), ...[one.text, one.answer].filter(Boolean).map((words) => element("p", words, "quiet")));
  return box;
}

function asking({ body }, again, told) {
  const said = ownTexts().rights;
  const kind = Object.assign(element("select"), { name: "kind" });
  kind.append(...KINDS.map((code) => new Option(said.asked[code], code)));
  const words = Object.assign(element("textarea"), { name: "text", required: true, minLength: 5, maxLength: 500 });
  const key = keys();
  const made = form([field(said.what, kind), field(said.words, words)], said.send, async (entries) => {
    const wanted = { kind: entries.get("kind"), text: entries.get("text") };
    await own(REQUESTS, { method: "POST", headers: key(wanted), body: wanted });
    await again(said.sent);
  }, told);
  const list = element("div");
  list.append(...body.items.map(request));
  return [element("p", said.term, "quiet"), made, list, rest(list, REQUESTS, body.next, request, told)];
}

const reading = (one) => element("p", `${when(one.at)} · ${one.reader.name} · ${one.what} · ${one.why}`, "quiet");

function readers({ body }, again, told) {
  const list = element("div");
  list.append(...(body.items.length ? body.items.map(reading) : [element("p", ownTexts().rights.nobody, "quiet")]));
  return [list, rest(list, READINGS, body.next, reading, told)];
}

function erasing() {
  const said = ownTexts().rights;
  const told = message();
  const erase = async () => {
    if (!globalThis.confirm(said.sure)) return;
    await own(ME, { method: "DELETE" });
    forget();
    location.hash = "#/terhapus";
  };
  return section(said.erasing, element("p", said.eraseHint, "quiet"), button(said.erase, erase, told), told);
}

export function ownData() {
  const said = ownTexts().rights;
  return Promise.all([
    part(said.kept, () => own(ME), kept),
    part(said.consents, consenting, consents),
    part(said.stopping, () => own(`${ME}/processing`), stops),
    taking(),
    part(said.readers, () => own(READINGS), readers),
    part(said.asking, () => own(REQUESTS), asking),
    erasing(),
  ]);
}
