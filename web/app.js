import { card, element, get } from "./parts.js";
import { speakOther, spoken, texts } from "./texts.js";
import { showVacancy } from "./vacancy.js";

const $ = (id) => document.getElementById(id);
let next = null;
let latest = 0;
let searched = null;
let followed = null;

function summary(page) {
  if (!page.total && page.items.length) return texts().near;
  return `${page.total.toLocaleString("id-ID")} ${texts().found(page.total)}`;
}

/* What may have been meant can be chosen: it searches anew. */
function told(page) {
  const also = page.understood.also.map((one) => `${one.words} → ${texts().also} ${one.label}`);
  const read = [...page.understood.concepts.map((one) => `${one.words} → ${one.label}`), ...also].join("; ");
  const parts = [];
  if (page.did_you_mean) {
    const link = Object.assign(element("a", page.did_you_mean), { href: `?q=${encodeURIComponent(page.did_you_mean)}` });
    link.addEventListener("click", (event) => {
      event.preventDefault();
      $("words").value = page.did_you_mean;
      $("search").requestSubmit();
    });
    parts.push(`${texts().meant}: `, link, read ? " · " : "");
  }
  return read ? [...parts, `${texts().understood}: ${read}`] : parts;
}

async function show(words, cursor) {
  const mine = ++latest;
  try {
    const page = await get("/v1/vacancies", cursor ? { q: words, cursor } : { q: words, ...(followed?.vain ? { search: followed.id } : {}) });
    if (mine !== latest) return;
    if (!cursor) followed = page.search_id ? { id: page.search_id, vain: !page.total } : null;
    if (!cursor) $("results").replaceChildren(element("p", summary(page), "quiet"));
    $("results").append(...page.items.map(card));
    if (!cursor && !page.items.length) $("results").append(element("p", texts().none));
    if (!cursor) $("understood").replaceChildren(...told(page));
    next = page.next;
  } catch (error) {
    if (mine !== latest) return;
    followed = null;
    $("results").replaceChildren(element("p", `${texts().failed} ${error.message}`));
    next = null;
  }
  searched = `${spoken()} ${words}`;
  $("more").hidden = !next;
}

let waiting;
function complete() {
  clearTimeout(waiting);
  const words = $("words").value.trim();
  if (words.length < 2) return;
  waiting = setTimeout(async () => {
    try {
      const found = await get("/v1/suggestions", { q: words });
      const all = [...found.items, ...found.places, ...found.employers];
      $("completions").replaceChildren(...all.map((one) => new Option([texts().kinds[one.kind], one.count].filter(Boolean).join(" · "), one.text)));
    } catch { /* typing goes on without completions */ }
  }, 150);
}

function translate() {
  document.documentElement.lang = spoken();
  for (const each of document.querySelectorAll("[data-text]")) each.textContent = texts()[each.dataset.text];
  $("language").textContent = texts().other;
  $("language").lang = texts().otherCode;
}

/* The list stays as it was while one vacancy is read, so that going back costs nothing. */
function route() {
  const chosen = /^#\/lowongan\/(\w+)$/.exec(location.hash);
  $("list").hidden = Boolean(chosen);
  $("vacancy").hidden = !chosen;
  if (!chosen) {
    $("vacancy").replaceChildren();
    const words = $("words").value.trim();
    if (searched !== `${spoken()} ${words}`) show(words);
    return;
  }
  const { hash } = location;
  const language = spoken();
  scrollTo(0, 0);
  showVacancy(chosen[1], followed?.id, $("vacancy"), () => location.hash === hash && spoken() === language);
}

$("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = $("words").value.trim();
  history.replaceState(null, "", words ? `?q=${encodeURIComponent(words)}` : "/");
  show(words);
});
$("words").addEventListener("input", complete);
$("more").addEventListener("click", () => show($("words").value.trim(), next));
$("language").addEventListener("click", () => {
  speakOther();
  translate();
  route();
});
addEventListener("hashchange", route);

translate();
$("words").value = new URLSearchParams(location.search).get("q") || "";
route();
