const TEXTS = {
  id: {
    label: "Pekerjaan apa yang Anda cari?", search: "Cari", more: "Lebih banyak", none: "Belum ada lowongan yang cocok.",
    found: () => "lowongan", near: "Tidak ada yang memenuhi semuanya; yang mendekati:", understood: "Dipahami sebagai", also: "juga", meant: "Mungkin maksud Anda", kinds: { region: "tempat", employer: "perusahaan" }, relaxed: "Kriteria dilonggarkan", unstated: "Gaji tidak disebutkan",
    alsoOn: (count) => `juga di ${count} portal lain`,
    month: "per bulan", failed: "Pencarian gagal. Coba lagi.", other: "English", otherCode: "en",
    criteria: { region: "wilayah", occupation: "jabatan", salary: "gaji", employment_type: "bentuk kontrak", words: "kata yang tidak dikenal", skill: "keterampilan", meaning: "pekerjaan yang mirip dengan kata-katanya" },
  },
  en: {
    label: "What work are you looking for?", search: "Search", more: "More", none: "No vacancy fits yet.",
    found: (count) => (count === 1 ? "vacancy" : "vacancies"), near: "None fits all of it; these come near:", understood: "Understood as", also: "also", meant: "Did you mean", kinds: { region: "place", employer: "employer" }, relaxed: "Loosened criteria", unstated: "Pay not stated",
    alsoOn: (count) => `also on ${count} other ${count === 1 ? "portal" : "portals"}`,
    month: "a month", failed: "The search failed. Try again.", other: "Bahasa Indonesia", otherCode: "id",
    criteria: { region: "region", occupation: "occupation", salary: "pay", employment_type: "contract form", words: "unknown words", skill: "skill", meaning: "work that is like the words" },
  },
};
const $ = (id) => document.getElementById(id);
let language = localStorage.getItem("language") === "en" ? "en" : "id";
let next = null;
let latest = 0;

async function get(path, parameters) {
  const response = await fetch(`${path}?${new URLSearchParams(parameters)}`, { headers: { "Accept-Language": language } });
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail || response.status);
  return body;
}

function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

function pay(salary) {
  if (!salary) return TEXTS[language].unstated;
  const bounds = [salary.minimum, salary.maximum].filter(Boolean).map((rupiah) => rupiah.toLocaleString("id-ID"));
  return `Rp${[...new Set(bounds)].join(" – ")} ${TEXTS[language].month}`;
}

/* The platform escapes everything but its own <mark>; the pieces are still set as text, never as HTML. */
function highlighted(html) {
  const parsed = new DOMParser().parseFromString(html, "text/html").body;
  const line = element("p", null, "quiet");
  for (const node of parsed.childNodes) {
    line.append(node.nodeName === "MARK" ? element("mark", node.textContent) : node.textContent);
  }
  return line;
}

/* The site's name says more to people than the portal's code. */
function host(address) {
  return /^https?:\/\//.test(address || "") && URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, "") : null;
}

function elsewhere(portals) {
  const line = element("p", `${TEXTS[language].alsoOn(portals.length)}: `, "quiet");
  portals.forEach((portal, place) => {
    const site = host(portal.url);
    const name = element(site ? "a" : "span", portal.name || site || portal.partner);
    if (name.nodeName === "A") Object.assign(name, { href: portal.url, rel: "nofollow noopener" });
    line.append(place ? ", " : "", name);
  });
  return line;
}

function card(item) {
  const box = element("article");
  box.append(element("h2", item.title), element("p", [item.employer.name, item.region && item.region.label].filter(Boolean).join(" · ")));
  box.append(element("p", pay(item.salary)));
  if (item.snippet) box.append(highlighted(item.snippet));
  if (item.also_on.length) box.append(elsewhere(item.also_on));
  if (item.relaxed.length) {
    const names = item.relaxed.map((criterion) => TEXTS[language].criteria[criterion] || criterion);
    box.append(element("p", `${TEXTS[language].relaxed}: ${names.join(", ")}`, "quiet"));
  }
  return box;
}

function summary(page) {
  if (!page.total && page.items.length) return TEXTS[language].near;
  return `${page.total.toLocaleString("id-ID")} ${TEXTS[language].found(page.total)}`;
}

async function show(words, cursor) {
  const mine = ++latest;
  try {
    const page = await get("/v1/vacancies", cursor ? { q: words, cursor } : { q: words });
    if (mine !== latest) return;
    if (!cursor) $("results").replaceChildren(element("p", summary(page), "quiet"));
    $("results").append(...page.items.map(card));
    if (!cursor && !page.items.length) $("results").append(element("p", TEXTS[language].none));
    const also = page.understood.also.map((one) => `${one.words} → ${TEXTS[language].also} ${one.label}`);
    const read = [...page.understood.concepts.map((one) => `${one.words} → ${one.label}`), ...also].join("; ");
    const meant = page.did_you_mean ? `${TEXTS[language].meant}: ${page.did_you_mean}` : "";
    const told = [meant, read ? `${TEXTS[language].understood}: ${read}` : ""].filter(Boolean);
    if (!cursor) $("understood").textContent = told.join(" · ");
    next = page.next;
  } catch (error) {
    if (mine !== latest) return;
    $("results").replaceChildren(element("p", `${TEXTS[language].failed} ${error.message}`));
    next = null;
  }
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
      $("completions").replaceChildren(...all.map((one) => new Option([TEXTS[language].kinds[one.kind], one.count].filter(Boolean).join(" · "), one.text)));
    } catch { /* typing goes on without completions */ }
  }, 150);
}

function translate() {
  document.documentElement.lang = language;
  for (const each of document.querySelectorAll("[data-text]")) each.textContent = TEXTS[language][each.dataset.text];
  $("language").textContent = TEXTS[language].other;
  $("language").lang = TEXTS[language].otherCode;
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
  language = TEXTS[language].otherCode;
  localStorage.setItem("language", language);
  translate();
  show($("words").value.trim());
});

translate();
$("words").value = new URLSearchParams(location.search).get("q") || "";
show($("words").value);
