/* Applying in Padan, and what became of one's applications. */
import { button, form, keys, rest, tell } from "./forms.js";
import { element, field, link, message } from "./parts.js";
import { own, signedIn } from "./session.js";
import { texts } from "./texts.js";
import { ownTexts, when } from "./texts_own.js";

const MINE = "/v1/people/me/applications";
const OVER = ["hired", "declined", "withdrawn"];

/* That a search led here is told for the statistics alone: where it is not known, the application goes all the same. */
async function apply(id, search, headers, body) {
  const path = `/v1/vacancies/${encodeURIComponent(id)}/applications`;
  const request = { method: "POST", headers, body };
  if (!search) return own(path, request);
  try {
    return await own(`${path}?search=${encodeURIComponent(search)}`, request);
  } catch (error) {
    if (error.status === 400) return own(path, request);
    throw error;
  }
}

/* The form under a vacancy; `search` led there, if any did. */
export function applying(id, search) {
  const said = ownTexts().applying;
  const box = element("details");
  const words = Object.assign(element("textarea"), { name: "message", rows: 4, maxLength: 5000 });
  const key = keys();
  const made = form([field(said.message, words)], said.send, async (entries) => {
    const body = { message: entries.get("message").trim() };
    await apply(id, search, key(body), body);
    box.replaceChildren(element("summary", said.apply), element("p", said.sent), link(said.follow, "#/lamaran"));
  });
  const first = element("p", `${said.signInFirst} `);
  first.append(link(texts().account.signIn, "#/masuk"));
  box.append(element("summary", said.apply), ...(signedIn() ? [made] : [first]));
  return box;
}

function fill(box, one) {
  const said = ownTexts().applying;
  const told = message();
  const title = element("h2");
  title.append(link(one.title, `#/lowongan/${encodeURIComponent(one.vacancy_id)}`));
  const back = async () => {
    if (!confirm(`${said.sure} “${one.title}”`)) return;
    try {
      const change = { method: "PATCH", headers: { "If-Match": `"${one.version}"` }, body: { state: "withdrawn" } };
      fill(box, (await own(`/v1/applications/${encodeURIComponent(one.id)}`, change)).body);
    } catch (error) {
      if (error.status !== 412) return tell(told, error);
      fill(box, (await own(`/v1/applications/${encodeURIComponent(one.id)}`)).body);
    }
    box.querySelector("a").focus();
    return undefined;
  };
  const withdraw = button(said.withdraw, back, told);
  withdraw.setAttribute("aria-label", `${said.withdraw}: ${one.title}`);
  const state = element("p", `${said.states[one.state]} · ${when(one.updated_at)}`);
  box.replaceChildren(title, element("p", one.employer_name, "quiet"), state, ...(OVER.includes(one.state) ? [] : [withdraw]), told);
  return box;
}

export async function applications() {
  const { body } = await own(MINE);
  if (!body.items.length) return [element("p", ownTexts().applying.none)];
  const list = element("div");
  const told = message();
  const shown = (one) => fill(element("article"), one);
  list.append(...body.items.map(shown));
  return [list, rest(list, MINE, body.next, shown, told), told];
}
