/* What the list and the page of one vacancy have in common. */
import { spoken, texts } from "./texts.js";

export async function call(path, options = {}) {
  const response = await fetch(path, { ...options, headers: { "Accept-Language": spoken(), ...options.headers } });
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(body.detail || response.status), { status: response.status });
  return body;
}

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

export function card(item) {
  const box = element("article");
  const title = element("h2");
  title.append(Object.assign(element("a", item.title), { href: `#/lowongan/${encodeURIComponent(item.id)}` }));
  box.append(title, element("p", [item.employer.name, item.region && item.region.label].filter(Boolean).join(" · ")));
  box.append(element("p", pay(item.salary?.minimum, item.salary?.maximum)));
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
