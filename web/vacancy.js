/* The page of one vacancy: what its poster stated, what only its text says, a report, similar ones. */
import { applying } from "./applying.js";
import { call, card, element, elsewhere, field, get, isWeb, message, pay } from "./parts.js";
import { spoken, texts } from "./texts.js";

/* Whose employers look for applications on their own portal, not here. */
const ELSEWHERE = ["partner", "feed"];

const labels = (codes) => (codes || []).map((one) => one.label).join(", ");

function experience(months) {
  if (months === undefined) return "";
  if (!months) return texts().noExperience;
  return months % 12 ? texts().months(months) : texts().years(months / 12);
}

function stated(vacancy) {
  return {
    occupation: vacancy.occupation?.label,
    salary: vacancy.pay_minimum || vacancy.pay_maximum ? pay(vacancy.pay_minimum, vacancy.pay_maximum) : "",
    place: [labels([...(vacancy.region || [])].reverse()), vacancy.remote ? texts().remote : ""].filter(Boolean).join(" · "),
    employment_type: vacancy.employment_type?.label,
    hours: vacancy.hours ? texts().hours(vacancy.hours) : "",
    education: vacancy.education?.label,
    experience_months: experience(vacancy.experience_months),
    fresh_graduate: vacancy.fresh_graduate ? texts().welcome : "",
    licences: labels(vacancy.licences),
    languages: labels(vacancy.languages),
    skills: labels(vacancy.skills),
    openings: texts().openings(vacancy.openings),
    benefits: vacancy.benefits,
  };
}

const SHOWN_UNDER = { region: "place", pay_minimum: "salary", pay_maximum: "salary" };

/* Values of the text by the line that they are shown in; ends of pay as one range, skills are shown already. */
function read(vacancy) {
  const found = {};
  for (const one of vacancy.stated_in_text || []) {
    if (one.field !== "skills") (found[SHOWN_UNDER[one.field] || one.field] ||= []).push(one);
  }
  return found;
}

function words(line, entries) {
  if (line === "salary") {
    const end = (field) => entries.find((one) => one.field === field)?.value;
    return pay(end("pay_minimum"), end("pay_maximum"));
  }
  return line === "fresh_graduate" ? texts().welcome : entries.map((one) => one.label).join(", ");
}

function facts(vacancy) {
  const list = element("dl");
  const own = stated(vacancy);
  const ofText = read(vacancy);
  for (const [line, value] of Object.entries(own)) {
    const entries = value ? null : ofText[line];
    if (!value && !entries && line !== "salary") continue;
    const shown = element("dd", value || (entries ? words(line, entries) : texts().unstated));
    if (entries) {
      const phrases = [...new Set(entries.map((one) => `“${one.phrase}”`))].join(", ");
      shown.append(" ", element("span", texts().inText, "tag"), element("span", ` ${phrases}`, "quiet"));
    }
    list.append(element("dt", texts().fields[line]), shown);
  }
  return list;
}

function description(text) {
  const box = element("section");
  for (const line of text.split(/\n+/)) if (line.trim()) box.append(element("p", line));
  return box;
}

function unequal(marks) {
  const box = element("section", null, "notice");
  box.append(element("h2", texts().unequal));
  for (const one of marks) box.append(element("p", `“${one.phrase}”: ${one.explanation}`));
  return box;
}

function report(id) {
  const box = element("details");
  const form = element("form");
  const reason = Object.assign(element("select"), { required: true, name: "code" });
  reason.append(...Object.entries(texts().reports).map(([code, label]) => new Option(label, code)));
  const detail = Object.assign(element("textarea"), { name: "text", rows: 3, maxLength: 2000, minLength: 3 });
  const told = message();
  reason.addEventListener("change", () => { detail.required = reason.value === "other"; });
  form.append(field(texts().reason, reason), field(texts().detail, detail), element("button", texts().send), told);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const body = { code: reason.value, ...(detail.value.trim() ? { text: detail.value.trim() } : {}) };
    try {
      await call(`/v1/vacancies/${encodeURIComponent(id)}/reports`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
      form.replaceChildren(element("p", texts().thanks));
    } catch (error) {
      told.textContent = `${texts().unsent} ${error.message}`;
    }
  });
  box.append(element("summary", texts().report), form);
  return box;
}

async function similar(id) {
  const box = element("section");
  try {
    const page = await get(`/v1/vacancies/${encodeURIComponent(id)}/similar`, { limit: 5 });
    if (page.items.length) box.append(element("h2", texts().similar), ...page.items.map(card));
  } catch { /* a vacancy is worth showing without others */ }
  return box;
}

function whole(vacancy, search) {
  const until = new Date(vacancy.expires_at).toLocaleDateString(spoken() === "id" ? "id-ID" : "en-GB", { dateStyle: "long" });
  const parts = [element("h1", vacancy.title), element("p", vacancy.employer.label)];
  if (vacancy.state !== "published") parts.push(element("p", texts().ended, "notice"));
  parts.push(facts(vacancy));
  if (vacancy.disability_friendly) parts.push(element("p", texts().disability));
  parts.push(description(vacancy.description || ""));
  if (vacancy.not_enforceable?.length) parts.push(unequal(vacancy.not_enforceable));
  if (isWeb(vacancy.contact_url)) {
    parts.push(Object.assign(element("a", texts().apply, "button"), { href: vacancy.contact_url, rel: "nofollow noopener" }));
  } else if (vacancy.state === "published" && !ELSEWHERE.includes(vacancy.channel)) {
    parts.push(applying(vacancy.id, search));
  }
  if (vacancy.also_on?.length) parts.push(elsewhere(vacancy.also_on));
  parts.push(element("p", `${texts().until} ${until}`, "quiet"), report(vacancy.id));
  return parts;
}

/* That a search led here is told for the statistics alone: where it is not known, the vacancy is read all the same. */
async function fetched(id, search) {
  const path = `/v1/vacancies/${encodeURIComponent(id)}`;
  if (!search) return get(path);
  try {
    return await get(path, { search });
  } catch (error) {
    if (error.status === 400) return get(path);
    throw error;
  }
}

/* Fill `box` with the vacancy `id`, found by `search` if by any; `wanted()` tells whether it is still the one to show. */
export async function showVacancy(id, search, box, wanted) {
  const back = Object.assign(element("a", texts().back), { href: "#/" });
  let parts;
  try {
    const vacancy = await fetched(id, search);
    parts = whole(vacancy, search);
    if (wanted()) document.title = `${vacancy.title} – Padan`;
  } catch (error) {
    const gone = error.status === 404 || error.status === 410;
    parts = [element("p", gone ? texts().absent : `${texts().failed} ${error.message}`)];
  }
  if (!wanted()) return;
  box.replaceChildren(back, ...parts);
  if (parts.length === 1) return;
  const others = await similar(id);
  if (wanted()) box.append(others);
}
