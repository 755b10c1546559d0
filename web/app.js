import { accountPage } from "./addresses.js";
import { askedIn, filters, withWords } from "./asked.js";
import { card, element, get } from "./parts.js";
import { saveButton } from "./saved.js";
import { follow, signedIn } from "./session.js";
import { speakOther, spoken, texts } from "./texts.js";

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

/* What narrows the search beside its words came with the address; it can be taken away here. */
function narrowed(asked) {
  const names = [...new Set(filters(asked).map((name) => texts().filters[name]))];
  $("filters").hidden = !names.length;
  if (!names.length) return;
  const clear = Object.assign(element("a", texts().unfiltered), { href: `/?${askedIn(withWords("", asked.get("q")))}` });
  $("filters").replaceChildren(`${texts().filtered}: ${names.join(", ")} · `, clear);
}

function query(asked, cursor) {
  const sent = new URLSearchParams(withWords(asked, asked.get("q") || ""));
  if (!sent.has("q")) sent.set("q", "");
  if (cursor) sent.set("cursor", cursor);
  else if (followed?.vain) sent.set("search", followed.id);
  return sent;
}

async function show(asked, cursor) {
  const mine = ++latest;
  if (!cursor) {
    narrowed(asked);
    $("saving").replaceChildren();
  }
  try {
    const page = await get("/v1/vacancies", query(asked, cursor));
    if (mine !== latest) return;
    if (!cursor) $("saving").replaceChildren(...saveButton(asked));
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
  searched = `${spoken()} ${asked}`;
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

const present = () => withWords(askedIn(location.search), $("words").value.trim());

function greet() {
  $("mine").textContent = signedIn() ? texts().account.mine : texts().account.signIn;
  $("mine").href = signedIn() ? "#/pencarian" : "#/masuk";
}

function translate() {
  document.documentElement.lang = spoken();
  for (const each of document.querySelectorAll("[data-text]")) each.textContent = texts()[each.dataset.text];
  $("language").textContent = texts().other;
  $("language").lang = texts().otherCode;
}

/* Whoever signed in goes where they wanted to, or back to the search that they came from. */
function settle(page) {
  const target = `#/${page}`;
  if (location.hash === target) route();
  else location.hash = target;
}

/* What a page needs is fetched when it is opened, so that the search alone is there at once on a slow line. */
async function opened(fetched, box, wanted, show) {
  let page;
  try {
    page = await fetched();
  } catch {
    if (wanted()) box.replaceChildren(element("p", texts().offline));
    return;
  }
  if (wanted()) await show(page);
}

/* The list stays as it was while one vacancy is read, so that going back costs nothing. */
function route() {
  const { hash } = location;
  const chosen = /^#\/lowongan\/(\w+)$/.exec(hash);
  const page = accountPage(hash);
  const language = spoken();
  const wanted = () => location.hash === hash && spoken() === language;
  greet();
  $("list").hidden = Boolean(chosen || page);
  $("vacancy").hidden = !chosen;
  $("account").hidden = !page;
  if (!chosen) $("vacancy").replaceChildren();
  if (!page) $("account").replaceChildren();
  if (page) return opened(() => import("./account.js"), $("account"), wanted, ({ showAccount }) => showAccount(page, $("account"), wanted, settle));
  if (chosen) {
    scrollTo(0, 0);
    return opened(() => import("./vacancy.js"), $("vacancy"), wanted, ({ showVacancy }) => showVacancy(chosen[1], followed?.id, $("vacancy"), wanted));
  }
  document.title = texts().title;
  return searched === `${spoken()} ${present()}` ? undefined : show(present());
}

$("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const asked = present();
  history.replaceState(null, "", String(asked) ? `/?${asked}` : "/");
  show(asked);
});
$("words").addEventListener("input", complete);
$("more").addEventListener("click", () => show(present(), next));
$("language").addEventListener("click", () => {
  speakOther();
  translate();
  route();
});
addEventListener("hashchange", route);
// Whoever signed in or out in another tab did so in this one; a renewal changes nothing here.
addEventListener("storage", () => {
  if (!follow()) route();
});

translate();
$("words").value = askedIn(location.search).get("q") || "";
route();
