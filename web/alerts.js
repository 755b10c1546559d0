/* How one is told of new vacancies. */
import { element, field, message } from "./parts.js";
import { own } from "./session.js";
import { spoken, texts } from "./texts.js";

const PATH = "/v1/people/me/alerts";
const HOURS = [...Array(24).keys()];

const hour = (value) => `${String(value).padStart(2, "0")}${spoken() === "id" ? "." : ":"}00`;

function select(name, options, value) {
  const made = Object.assign(element("select"), { name });
  made.append(...options.map(([code, label]) => new Option(label, code, false, code === String(value))));
  return made;
}

function box(name, value, label, checked) {
  const input = Object.assign(element("input"), { type: "checkbox", name, value, checked });
  const made = element("label", null, "check");
  made.append(input, ` ${label}`);
  return made;
}

function group(title, ...parts) {
  const made = element("fieldset");
  made.append(element("legend", title), ...parts);
  return made;
}

const two = (number) => String(number).padStart(2, "0");

/* The day of a moment where the reader is, as a field for dates has it. */
export function dayOf(moment) {
  if (!moment) return "";
  const at = new Date(moment);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/* A day that was left as it is keeps its hour; another begins at midnight where the reader is. */
export function momentOf(day, before) {
  if (!day) return null;
  return day === dayOf(before) ? before : new Date(`${day}T00:00`).toISOString();
}

/* What a form's entries ask for; `before` is what was set until now. */
export function settingsOf(entries, before) {
  return {
    channels: entries.getAll("channels"),
    pace: entries.get("pace"),
    quiet: { start: Number(entries.get("start")), end: Number(entries.get("end")) },
    paused_until: momentOf(entries.get("paused_until"), before.paused_until),
    stopped: entries.has("stopped"),
  };
}

function fields({ settings, reaches }) {
  const said = texts().account;
  const hours = HOURS.map((value) => [String(value), hour(value)]);
  const quiet = element("div", null, "row");
  quiet.append(field(said.from, select("start", hours, settings.quiet.start)), field(said.to, select("end", hours, settings.quiet.end)));
  const day = Object.assign(element("input"), { type: "date", name: "paused_until", value: dayOf(settings.paused_until) });
  return [
    element("p", reaches ? `${said.reaches} ${said.channels[reaches]}.` : said.reachesNobody, "notice"),
    group(said.byWhat, ...Object.entries(said.channels).map(([code, label]) => box("channels", code, label, settings.channels.includes(code)))),
    field(said.howOften, select("pace", Object.entries(said.paces), settings.pace)),
    group(said.quiet, quiet, element("p", said.quietHint, "quiet")),
    field(said.pauseUntil, day),
    box("stopped", "yes", said.stopped, settings.stopped),
  ];
}

function fill(form, { body, headers }, saying) {
  const told = message(saying);
  const save = element("button", texts().account.saveSettings);
  form.replaceChildren(...fields(body), save, told);
  form.onsubmit = async (event) => {
    event.preventDefault();
    const change = { method: "PUT", headers: { "If-Match": headers.get("ETag") }, body: settingsOf(new FormData(form), body.settings) };
    try {
      fill(form, await own(PATH, change), texts().account.settingsSaved);
    } catch (error) {
      if (error.status !== 412) { told.textContent = `${texts().account.unsaved} ${error.message}`; return; }
      fill(form, await own(PATH), texts().account.elsewhere);
    }
    form.querySelector("button").focus();
  };
}

export async function alertSettings() {
  const form = element("form");
  fill(form, await own(PATH));
  return [form];
}
