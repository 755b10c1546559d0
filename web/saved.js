/* Saving the search that is shown, and the list of one's saved searches. */
import { pageOf, parametersOf } from "./asked.js";
import { element, field, fresh, link, message } from "./parts.js";
import { own, signedIn } from "./session.js";
import { texts } from "./texts.js";

const PATH = "/v1/people/me/saved-searches";
const one = (search) => `${PATH}/${encodeURIComponent(search.id)}`;

/* One key for one search: pressing again after a broken connection saves it once. */
function saver(asked) {
  const key = fresh();
  return () => own(PATH, { method: "POST", headers: { "Idempotency-Key": key }, body: { parameters: parametersOf(asked) } });
}

/* What is said of a search that was not saved, with the way on. */
export function refusal(error, said = texts().account) {
  if (error.status === 401) return [`${said.signInFirst} `, ["#/masuk", said.signIn]];
  if (error.status === 409) return [`${said.full} `, ["#/pencarian", said.pages.pencarian]];
  return [`${said.unsaved} ${error.message}`];
}

const shown = (parts) => parts.map((part) => (Array.isArray(part) ? link(part[1], part[0]) : part));

/* The button beside the results of `asked`; nothing where nothing was asked for. */
export function saveButton(asked) {
  if (!String(asked)) return [];
  const said = texts().account;
  const button = Object.assign(element("button", said.save), { type: "button" });
  const told = message();
  const save = saver(asked);
  button.addEventListener("click", async () => {
    if (!signedIn()) return told.replaceChildren(...shown(refusal({ status: 401 })));
    // Unlike `disabled`, this leaves the focus where it is.
    if (button.getAttribute("aria-disabled") === "true") return undefined;
    button.setAttribute("aria-disabled", "true");
    try {
      await save();
      told.replaceChildren(`${said.saved} `, link(said.pages.pencarian, "#/pencarian"));
    } catch (error) {
      button.setAttribute("aria-disabled", "false");
      told.replaceChildren(...shown(refusal(error)));
    }
    return undefined;
  });
  return [button, told];
}

/* Change `search` and show it anew; one that changed elsewhere is loaded again before it can be changed. */
async function changed(search, change, again, told) {
  try {
    const [now, why] = await patched(search, change);
    again(now, why);
  } catch (error) {
    told.textContent = error.message;
  }
}

async function patched(search, change) {
  try {
    const { body } = await own(one(search), { method: "PATCH", headers: { "If-Match": `"${search.version}"` }, body: change });
    return [body, texts().account.changed];
  } catch (error) {
    if (error.status !== 412) throw error;
    return [(await own(one(search))).body, texts().account.elsewhere];
  }
}

function renaming(search, again, told) {
  const said = texts().account;
  const box = element("details");
  const form = element("form");
  const name = Object.assign(element("input"), { name: "name", value: search.name, required: true, maxLength: 80 });
  form.append(field(said.name, name), element("button", said.rename));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    changed(search, { name: name.value.trim() || null }, again, told);
  });
  box.append(element("summary", said.rename), form);
  return box;
}

/* Several searches have the same buttons: who listens to the page is told whose each is. */
function named(text, search) {
  const button = Object.assign(element("button", text), { type: "button" });
  button.setAttribute("aria-label", `${text}: ${search.name}`);
  return button;
}

function removing(search, box, told) {
  const said = texts().account;
  const button = named(said.remove, search);
  button.addEventListener("click", async () => {
    if (!confirm(`${said.sure} “${search.name}”`)) return;
    try {
      await own(one(search), { method: "DELETE" });
    } catch (error) {
      if (error.status !== 404) { told.textContent = error.message; return; }
    }
    const gone = Object.assign(element("p", said.removed, "quiet"), { tabIndex: -1 });
    box.replaceChildren(gone);
    gone.focus();
  });
  return button;
}

function fill(box, search, said) {
  const told = message(said);
  const again = (now, why) => {
    fill(box, now, why);
    box.querySelector("a").focus();
  };
  const title = element("h2");
  title.append(link(search.name, pageOf(search.search)));
  if (!search.active) title.append(" ", element("span", texts().account.paused, "tag"));
  const pause = named(search.active ? texts().account.pause : texts().account.resume, search);
  pause.addEventListener("click", () => changed(search, { active: !search.active }, again, told));
  const row = element("div", null, "row");
  row.append(pause, removing(search, box, told));
  box.replaceChildren(title, renaming(search, again, told), row, told);
  return box;
}

export async function savedSearches() {
  const { body } = await own(PATH);
  if (!body.items.length) return [element("p", texts().account.noSearches)];
  return body.items.map((search) => fill(element("article"), search));
}
