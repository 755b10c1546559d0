/* The vacancies that met one's saved searches, the newest first, page by page. */
import { basics, element, message } from "./parts.js";
import { own } from "./session.js";
import { texts } from "./texts.js";

function match(found, names) {
  const said = texts().account;
  const box = element("article");
  box.append(...basics(found.vacancy));
  // What was removed since has no name any more.
  const searches = found.searches.map((id) => names.get(id)).filter(Boolean);
  if (searches.length) box.append(element("p", `${said.meets}: ${searches.join(", ")}`, "quiet"));
  if (!found.open) box.append(element("p", texts().ended, "notice"));
  return box;
}

const page = async (cursor) => (await own(`/v1/people/me/alerts/matches${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`)).body;

export async function matches() {
  const [first, saved] = await Promise.all([page(), own("/v1/people/me/saved-searches")]);
  if (!first.items.length) return [element("p", texts().account.noMatches)];
  const names = new Map(saved.body.items.map((search) => [search.id, search.name]));
  const list = element("div");
  const more = Object.assign(element("button", texts().more), { type: "button", className: "wide" });
  const told = message();
  let next;
  const add = (found) => {
    const boxes = found.items.map((each) => match(each, names));
    list.append(...boxes);
    next = found.next;
    more.hidden = !next;
    return boxes[0];
  };
  add(first);
  more.addEventListener("click", async () => {
    more.disabled = true;
    try {
      add(await page(next))?.querySelector("a").focus();
      told.textContent = "";
    } catch (error) {
      told.textContent = error.message;
    }
    more.disabled = false;
  });
  return [list, more, told];
}
