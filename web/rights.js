/* One's own data: what is kept, and every right over it. */
import { element, field, fresh, message } from "./parts.js";
import { forget, own, requestCode } from "./session.js";
import { spoken, texts } from "./texts.js";

const ME = "/v1/people/me";
const KINDS = ["rectify", "access", "review", "other"];

const when = (moment) => new Date(moment).toLocaleString(spoken() === "id" ? "id-ID" : "en-GB", { dateStyle: "medium", timeStyle: "short" });

/* What a form of one's data asks to be changed: only what differs, and what was emptied is removed. */
export function changed(entries, before) {
  const wanted = {};
  for (const name of ["name", "email", "phone", "nik"]) {
    const value = (entries.get(name) || "").trim();
    if (name === "nik" ? value : value !== (before[name] || "")) wanted[name] = value || null;
  }
  return wanted;
}

/* A change of contacts with what shows that it is oneself: the code that was sent and typed, or the password. */
export function proven(wanted, entries, codeId) {
  if (!("email" in wanted || "phone" in wanted)) return wanted;
  const code = (entries.get("code") || "").trim();
  const password = entries.get("current_password") || "";
  if (codeId && code) return { ...wanted, code_id: codeId, code };
  return password ? { ...wanted, current_password: password } : wanted;
}

/* The consents after one more was given: the others stay as they stand. */
export function withConsent(present, purpose) {
  const given = Object.entries(present).filter(([, status]) => status.given).map(([name, status]) => [name, status.version]);
  return Object.fromEntries([...given, [purpose, present[purpose].current_version]]);
}

/* A button that does something once at a time, and says what came of it; `then` shows the page anew. */
function button(label, action, told) {
  const made = Object.assign(element("button", label), { type: "button" });
  made.addEventListener("click", async () => {
    if (made.disabled) return;
    made.disabled = true;
    try {
      await action();
    } catch (error) {
      told.textContent = `${texts().rights.failed} ${error.message}`;
    }
    made.disabled = false;
  });
  return made;
}

function section(title, ...parts) {
  const made = element("section");
  made.append(element("h2", title), ...parts);
  return made;
}

/* Where a change of contacts is proven; of somebody without a proven contact nothing is asked. `sent` gets the code's id. */
function proving(body, sent, told) {
  const said = texts().rights;
  const contact = body[(body.verified || [])[0]];
  if (!contact) return [];
  const box = element("fieldset");
  const send = async () => { sent.id = await requestCode(contact); told.textContent = said.codeSent; };
  const code = Object.assign(element("input"), { name: "code", inputMode: "numeric", autocomplete: "one-time-code" });
  const password = Object.assign(element("input"), { name: "current_password", type: "password", autocomplete: "current-password" });
  box.append(element("legend", said.proof), button(`${said.sendCode} ${contact}`, send, told), field(said.code, code), field(said.password, password));
  return [box];
}

function correction({ body, headers }, again) {
  const said = texts().rights;
  const told = message();
  const sent = { id: null };
  const form = element("form");
  const input = (name, kind) => field(said[name], Object.assign(element("input"), { name, type: kind, value: name === "nik" ? "" : body[name] || "", autocomplete: "off" }));
  const nik = input("nik", "text");
  nik.append(element("span", body.has_nik ? said.nikKept : said.nikMissing, "quiet"));
  form.append(input("name", "text"), input("email", "email"), input("phone", "tel"), nik, ...proving(body, sent, told), element("button", said.correct), told);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const entries = new FormData(form);
    const change = { method: "PATCH", headers: { "If-Match": headers.get("ETag") }, body: proven(changed(entries, body), entries, sent.id) };
    try {
      await own(ME, change);
      await again(said.corrected);
    } catch (error) {
      told.textContent = `${said.failed} ${error.message}`;
    }
  });
  return section(said.kept, form);
}

function consent(wording, { body, headers }, again, told) {
  const said = texts().rights;
  const box = element("details");
  const given = body.consents[wording.purpose].given;
  const give = () => own(`${ME}/consents`, { method: "PUT", headers: { "If-Match": headers.get("ETag") }, body: { consents: withConsent(body.consents, wording.purpose) } });
  const end = () => own(`${ME}/consents/${wording.purpose}`, { method: "DELETE" });
  const action = async () => { await (given ? end() : give()); await again(given ? said.withdrawn : said.given); };
  box.append(element("summary", `${wording.title}: ${given ? said.yes : said.no}`));
  for (const name of ["text", "data", "kept", "without"]) box.append(element("p", wording[name], name === "text" ? "" : "quiet"));
  box.append(button(given ? said.withdraw : said.agree, action, told));
  return box;
}

function stops(processing, again, told) {
  const said = texts().rights;
  const line = (since, name, path) => {
    const action = async () => { await own(`${ME}/${path}`, { method: since ? "DELETE" : "PUT" }); await again(since ? said.lifted : said.stopped); };
    const box = element("div");
    box.append(element("p", since ? `${said[name].on} ${when(since)}` : said[name].off), button(since ? said[name].lift : said[name].stop, action, told));
    return box;
  };
  return section(said.stopping, line(processing.restricted_since, "restriction", "restriction"), line(processing.objected_since, "objection", "objection"));
}

async function download() {
  const { body } = await own(`${ME}/export`);
  const address = URL.createObjectURL(new Blob([JSON.stringify(body, null, 2)], { type: "application/json" }));
  Object.assign(element("a"), { href: address, download: "padan.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function request(one) {
  const said = texts().rights;
  const box = element("article");
  const state = one.outcome ? said.outcomes[one.outcome] : `${said.due} ${when(one.due_at)}`;
  box.append(element("p", `${said.asked[one.kind]} · ${when(one.received_at)} · ${state}`), ...[one.text, one.answer].filter(Boolean).map((words) => element("p", words, "quiet")));
  return box;
}

function asking(requests, again, told) {
  const said = texts().rights;
  const form = element("form");
  const kind = Object.assign(element("select"), { name: "kind" });
  kind.append(...KINDS.map((code) => new Option(said.asked[code], code)));
  const words = Object.assign(element("textarea"), { name: "text", required: true, minLength: 5, maxLength: 500 });
  const key = fresh();
  form.append(field(said.what, kind), field(said.words, words), element("button", said.send));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await own(`${ME}/rights-requests`, { method: "POST", headers: { "Idempotency-Key": key }, body: { kind: kind.value, text: words.value } });
      await again(said.sent);
    } catch (error) {
      told.textContent = `${said.failed} ${error.message}`;
    }
  });
  return section(said.asking, element("p", said.term, "quiet"), form, ...requests.items.map(request));
}

function readers(page) {
  const said = texts().rights;
  const lines = page.items.map((one) => element("p", `${when(one.at)} · ${one.reader.name} · ${one.what} · ${one.why}`, "quiet"));
  return section(said.readers, ...(lines.length ? lines : [element("p", said.nobody, "quiet")]));
}

function erasing(told) {
  const said = texts().rights;
  const erase = async () => {
    if (!globalThis.confirm(said.sure)) return;
    await own(ME, { method: "DELETE" });
    forget();
    location.hash = "#/masuk";
  };
  return section(said.erasing, element("p", said.eraseHint, "quiet"), button(said.erase, erase, told));
}

async function parts(told, again) {
  const said = texts().rights;
  const [me, consents, wordings, processing, requests, readings] = await Promise.all([
    own(ME), own(`${ME}/consents`), own("/v1/consents"), own(`${ME}/processing`), own(`${ME}/rights-requests`), own(`${ME}/readings`),
  ]);
  return [
    correction(me, again),
    section(said.consents, ...wordings.body.items.map((wording) => consent(wording, consents, again, told))),
    stops(processing.body, again, told),
    section(said.taking, element("p", said.takeHint, "quiet"), button(said.take, download, told)),
    readers(readings.body),
    asking(requests.body, again, told),
    erasing(told),
  ];
}

export async function ownData() {
  const box = element("div");
  const told = message();
  const again = async (said) => {
    box.replaceChildren(...await parts(told, again));
    told.textContent = said;
  };
  box.append(...await parts(told, again));
  return [told, box];
}
