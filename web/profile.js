/* What one has and looks for: by it vacancies are recommended and employers find candidates who agreed to it. */
import { button, check, form, input, section } from "./forms.js";
import { chooser, levels, named, occupations, regions, skills } from "./choosing.js";
import { element, field, message } from "./parts.js";
import { own } from "./session.js";
import { texts } from "./texts.js";
import { ownTexts } from "./texts_own.js";

const ME = "/v1/people/me";
/* Less likely than not: a code that is probably another's does more harm than none. */
const SURE = 0.5;

const codes = (chosen) => chosen.map(([code]) => code);
const whole = (text) => (text ? Number(text) : undefined);

/* The profile after the form: what it does not show, such as further schools, languages and licences, stays as it was. */
export function profileOf(before, entries, chosen) {
  const [, ...schools] = before.educations || [];
  const level = entries.get("level");
  const school = level ? [{ ...before.educations?.[0], level, field: entries.get("field").trim(), year: whole(entries.get("year")) }] : [];
  const wishes = {
    ...before.wishes,
    occupations: codes(chosen.occupations), regions: codes(chosen.regions), pay_minimum: whole(entries.get("pay_minimum")),
    remote: entries.has("remote"), willing_to_move: entries.has("willing_to_move"),
  };
  return {
    ...before,
    headline: entries.get("headline").trim(), region: codes(chosen.region)[0] ?? null, skills: codes(chosen.skills),
    experiences: chosen.experiences, educations: [...school, ...schools], wishes,
  };
}

/* A job with the code of its title, where the title says it. */
export async function job(title, years, months) {
  const found = { title, months: 12 * (whole(years) || 0) + (whole(months) || 0) };
  try {
    const [best] = await occupations(title);
    return best?.confidence >= SURE ? { ...found, occupation: best.code } : found;
  } catch {
    return found;
  }
}

const number = (label, name, max, value) => field(label, input(name, { type: "number", min: 0, max, inputMode: "numeric", value: value ?? "" }));

function lasted(months) {
  const years = Math.floor(months / 12);
  return [years && texts().years(years), months % 12 && texts().months(months % 12)].filter(Boolean).join(" ");
}

function experience(jobs) {
  const said = ownTexts().profile;
  const box = element("fieldset");
  const list = element("div");
  const told = message();
  const title = input("title", { maxLength: 200, autocomplete: "organization-title" });
  const years = input("years", { type: "number", min: 0, max: 59, inputMode: "numeric" });
  const months = input("months", { type: "number", min: 0, max: 11, inputMode: "numeric" });
  const show = () => list.replaceChildren(...jobs.map((each, place) => button(`${[each.title, lasted(each.months || 0)].filter(Boolean).join(", ")} ✕`, () => drop(place), told, "chosen")));
  const drop = (place) => { jobs.splice(place, 1); show(); title.focus(); };
  const add = async () => {
    if (title.value.trim().length < 2 || !years.reportValidity() || !months.reportValidity()) return title.focus();
    jobs.push(await job(title.value.trim(), years.value, months.value));
    for (const each of [title, years, months]) each.value = "";
    show();
    return title.focus();
  };
  const row = element("div", null, "row");
  row.append(field(said.yearsWorked, years), field(said.monthsWorked, months));
  box.append(element("legend", said.experience), list, field(said.jobTitle, title), row, button(said.addJob, add, told, "plain"), told);
  show();
  return box;
}

function schooling(school, known) {
  const said = ownTexts().profile;
  const box = element("fieldset");
  const level = Object.assign(element("select"), { name: "level" });
  level.append(new Option(said.noSchool, ""), ...known.map(([code, label]) => new Option(label, code, false, code === school.level)));
  box.append(element("legend", said.education), field(said.level, level), field(said.study, input("field", { maxLength: 200, value: school.field || "" })));
  box.append(field(said.year, input("year", { type: "number", min: 1940, max: 2100, inputMode: "numeric", value: school.year ?? "" })));
  return box;
}

async function chosenIn(profile) {
  const wishes = profile.wishes || {};
  const [region, known, wanted, places] = await Promise.all([
    named("regions", profile.region ? [profile.region] : []), named("skills", profile.skills || []),
    named("occupations", wishes.occupations || []), named("regions", wishes.regions || []),
  ]);
  return { region, skills: known, occupations: wanted, regions: places, experiences: [...(profile.experiences || [])] };
}

const put = (profile, headers) => own(`${ME}/profile`, { method: "PUT", headers: { "If-Match": headers.get("ETag") }, body: profile });

/* One version counts for all that is kept of somebody: only a profile that changed elsewhere is a reason to stop. */
async function saved(profile, { body, headers }) {
  try {
    await put(profile, headers);
  } catch (error) {
    if (error.status !== 412) throw error;
    const now = await own(ME);
    if (JSON.stringify(now.body.profile) !== JSON.stringify(body.profile)) return texts().account.elsewhere;
    await put(profile, now.headers);
  }
  return ownTexts().profile.saved;
}

function fill(box, person, known, chosen, again) {
  const said = ownTexts().profile;
  const { profile } = person.body;
  const wishes = profile.wishes || {};
  const told = message();
  const made = form([
    field(said.headline, input("headline", { maxLength: 200, value: profile.headline || "" })),
    chooser(said.region, regions, chosen.region, false),
    experience(chosen.experiences),
    schooling(profile.educations?.[0] || {}, known),
    chooser(said.skills, skills, chosen.skills),
    element("h2", said.wishes),
    chooser(said.occupations, occupations, chosen.occupations),
    chooser(said.regions, regions, chosen.regions),
    number(said.pay, "pay_minimum", 10_000_000_000, wishes.pay_minimum),
    check("remote", "yes", said.remote, wishes.remote), check("willing_to_move", "yes", said.move, wishes.willing_to_move),
  ], said.save, async (entries) => {
    const typed = entries.get("title").trim();
    // Somebody who typed a job and saved meant it too.
    if (typed.length > 1) chosen.experiences.push(await job(typed, entries.get("years"), entries.get("months")));
    const came = await saved(profileOf(profile, entries, chosen), person);
    const line = await again();
    line.previousSibling.focus();
    line.textContent = came;
  }, told);
  box.replaceChildren(section(said.has, element("p", said.why, "quiet"), made));
  return told;
}

export async function ownProfile() {
  const box = element("div");
  let known = null;
  const again = async () => {
    const person = await own(ME);
    known ??= await levels();
    return fill(box, person, known, await chosenIn(person.body.profile), again);
  };
  await again();
  return [box];
}
