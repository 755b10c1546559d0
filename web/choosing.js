/* Choosing codes of the reference tables by typing words: what fits is offered as buttons, what is chosen stays listed. */
import { button, input } from "./forms.js";
import { element, field, get, message } from "./parts.js";
import { spoken } from "./texts.js";
import { ownTexts } from "./texts_own.js";

const MOST = 6;
const PAUSE = 250;

const labelOf = (row) => (row.labels.find((label) => label.language === spoken()) || row.labels[0]).text;
const table = (name) => async (words) => (await get(`/v1/reference/${name}`, { q: words, limit: MOST })).items;

/* A title is coded: the occupations that it may mean, the likeliest first. */
export const occupations = async (title) => (await get("/v1/occupations/code", { title })).items;
export const regions = table("regions");
export const skills = table("skills");

/* A code that cannot be named now is shown as it is. */
async function known(name, code) {
  try {
    return [code, labelOf((await get(`/v1/reference/${name}/${encodeURIComponent(code)}`)).item)];
  } catch {
    return [code, code];
  }
}

export const named = (name, codes) => Promise.all(codes.map((code) => known(name, code)));

export async function levels() {
  const { items } = await get("/v1/reference/education_levels", { limit: 100 });
  return items.filter((row) => row.code !== "none").map((row) => [row.code, labelOf(row)]);
}

/* `chosen` are pairs of code and label; of a chooser that is not `many` the last one counts. */
export function chooser(label, search, chosen, many = true) {
  const said = ownTexts().profile;
  const box = element("fieldset");
  const list = element("div");
  const offers = element("div");
  const told = message();
  const words = input("words", { type: "search", autocomplete: "off", maxLength: 100 });
  let asked = 0;
  let waiting;

  const show = () => list.replaceChildren(...chosen.map(([code, name]) => button(`${name} ✕`, () => drop(code), told, "chosen")));
  const drop = (code) => {
    chosen.splice(chosen.findIndex(([each]) => each === code), 1);
    show();
    told.textContent = said.dropped;
    words.focus();
  };
  const choose = (code, name) => {
    if (!many) chosen.length = 0;
    if (!chosen.some(([each]) => each === code)) chosen.push([code, name]);
    words.value = "";
    offers.replaceChildren();
    show();
    told.textContent = `${name} ${said.chosen}`;
    words.focus();
  };
  const offer = async () => {
    const mine = ++asked;
    const typed = words.value.trim();
    if (typed.length < 2) return offers.replaceChildren();
    try {
      const found = (await search(typed)).slice(0, MOST).map((row) => [row.code, labelOf(row)]);
      if (mine !== asked) return undefined;
      offers.replaceChildren(...found.map(([code, name]) => button(name, () => choose(code, name), told, "plain")));
      told.textContent = found.length ? said.offers : said.nothing;
    } catch (error) {
      if (mine === asked) told.textContent = error.message;
    }
    return undefined;
  };
  words.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(offer, PAUSE); });
  // Enter looks for what was typed; it does not send the form around this.
  words.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    offer();
  });
  box.append(element("legend", label), list, field(said.search, words), offers, told);
  show();
  return box;
}
