/* What is searched for: as the address of the page has it, and as a saved search keeps it. */
const LISTS = ["occupation", "skill", "region", "employment_type", "source", "employer"];
const NUMBERS = ["radius_km", "salary_min", "experience_months"];
const FLAGS = ["remote", "disability_friendly", "fresh_graduate"];
const TEXTS = ["q", "near", "education", "posted_since"];
const NAMES = [...TEXTS, ...LISTS, ...NUMBERS, ...FLAGS];

/* Keep of an address what a search knows: the rest of it would have the search refused. */
export function askedIn(address) {
  const asked = new URLSearchParams();
  for (const [name, value] of new URLSearchParams(address)) {
    if (NAMES.includes(name) && value.trim() && (LISTS.includes(name) || !asked.has(name))) asked.append(name, value.trim());
  }
  return asked;
}

/* A number or flag that is none stays as it is, so that the platform names it. */
function value(name, text) {
  if (NUMBERS.includes(name)) return Number.isFinite(Number(text)) ? Number(text) : text;
  if (FLAGS.includes(name)) return { true: true, false: false }[text] ?? text;
  return text;
}

export function parametersOf(asked) {
  return Object.fromEntries([...new Set(asked.keys())].map((name) => [name, LISTS.includes(name) ? asked.getAll(name) : value(name, asked.get(name))]));
}

export function withWords(asked, words) {
  const changed = new URLSearchParams(asked);
  if (words) changed.set("q", words);
  else changed.delete("q");
  return changed;
}

/* What narrows a search beside its words. */
export const filters = (asked) => [...new Set(asked.keys())].filter((name) => name !== "q");

/* Where a saved search is run: its own address has the parameters behind the question mark. */
export const pageOf = (address) => `/?${askedIn(address.split("?")[1] || "")}`;
