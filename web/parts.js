/* What the list and the page of one vacancy have in common. */
import { spoken, texts } from "./texts.js";

/* What an answer says: its detail, which tells how long to wait, and the fields that are wrong. */
function complaint(body, status, wait) {
  const fields = (body?.errors || []).map((one) => one.detail).filter((detail) => detail && detail !== body.detail);
  return [body?.detail || texts().silent(status, wait), ...new Set(fields)].join(" ");
}

function refused({ status, headers }, body) {
  const wait = Number(headers.get("Retry-After")) || 0;
  const codes = (body?.errors || []).map((one) => one.code);
  return Object.assign(new Error(complaint(body, status, wait)), { status, codes, wait });
}

async function answered(path, options) {
  try {
    const response = await fetch(path, { ...options, headers: { "Accept-Language": spoken(), ...options.headers } });
    return [response, await response.text()];
  } catch {
    // What browsers say of a connection that broke is in their own words.
    throw new Error(texts().offline);
  }
}

function parsed(said) {
  try {
    return said ? JSON.parse(said) : null;
  } catch {
    // What stands between may answer with a page.
    return undefined;
  }
}

/* The body and headers of an answer; one that says no is an error with its status, codes and seconds to wait. */
export async function exchange(path, options = {}) {
  const [response, said] = await answered(path, options);
  const body = parsed(said);
  if (!response.ok) throw refused(response, body);
  if (body === undefined) throw new Error(texts().silent(response.status));
  return { body, headers: response.headers };
}

export const call = async (path, options) => (await exchange(path, options)).body;

export function get(path, parameters = {}) {
  const query = new URLSearchParams(parameters).toString();
  return call(query ? `${path}?${query}` : path);
}

export function element(name, text, className) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

export const link = (text, href) => Object.assign(element("a", text), { href });

export function field(label, input) {
  const made = element("label", label);
  made.append(input);
  return made;
}

/* A line that is read out when something is said in it. */
export const message = (said) => Object.assign(element("p", said, "quiet"), { role: "status" });

/* A name that nobody else has; browsers give `randomUUID` on secure addresses alone. */
export const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

export function pay(minimum, maximum) {
  const bounds = [minimum, maximum].filter(Boolean).map((rupiah) => rupiah.toLocaleString("id-ID"));
  return bounds.length ? `Rp${[...new Set(bounds)].join(" – ")} ${texts().month}` : texts().unstated;
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

export const isWeb = (address) => /^https?:\/\//.test(address || "") && URL.canParse(address);

/* The site's name says more to people than the portal's code. */
function host(address) {
  return isWeb(address) ? new URL(address).hostname.replace(/^www\./, "") : null;
}

export function elsewhere(portals) {
  const line = element("p", `${texts().alsoOn(portals.length)}: `, "quiet");
  portals.forEach((portal, place) => {
    const site = host(portal.url);
    const name = element(site ? "a" : "span", portal.name || site || portal.partner);
    if (name.nodeName === "A") Object.assign(name, { href: portal.url, rel: "nofollow noopener" });
    line.append(place ? ", " : "", name);
  });
  return line;
}

/* Facts that stand in the text alone: what a reader should check there. */
function ofText(read) {
  const names = texts().fields;
  const told = read.filter((one) => names[one.field]).map((one) => `${names[one.field]}: ${one.field === "fresh_graduate" ? texts().welcome : one.label}`);
  const place = read.some((one) => one.field === "region") ? [names.place] : [];
  const salary = read.some((one) => one.field.startsWith("pay_")) ? [names.salary] : [];
  return [...place, ...salary, ...told];
}

/* A vacancy in three lines: its title, whose and where, what it pays. */
export function basics(item) {
  const title = element("h2");
  title.append(Object.assign(element("a", item.title), { href: `#/lowongan/${encodeURIComponent(item.id)}` }));
  const whose = element("p", [item.employer.name, item.region && item.region.label].filter(Boolean).join(" · "));
  return [title, whose, element("p", pay(item.salary?.minimum, item.salary?.maximum))];
}

export function card(item) {
  const box = element("article");
  box.append(...basics(item));
  if (item.snippet) box.append(highlighted(item.snippet));
  const read = ofText(item.stated_in_text);
  if (read.length) {
    const line = element("p", null, "quiet");
    line.append(element("span", texts().inText, "tag"), ` ${read.join(" · ")}`);
    box.append(line);
  }
  if (item.also_on.length) box.append(elsewhere(item.also_on));
  if (item.relaxed.length) {
    const names = item.relaxed.map((criterion) => texts().criteria[criterion] || criterion);
    box.append(element("p", `${texts().relaxed}: ${names.join(", ")}`, "quiet"));
  }
  return box;
}
