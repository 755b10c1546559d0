/* Forms and buttons that do one thing at a time and say what came of it. */
import { element, field, fresh, link, message } from "./parts.js";
import { own } from "./session.js";
import { texts } from "./texts.js";

/* What a session can do nothing before. */
const WAITING = ["second_factor_required", "second_proof_required"];

/* What is said of a refusal, with the way on where there is one. */
export function reasons(error) {
  const said = texts().account;
  if (error.over) return [`${said.over} `, link(said.signIn, "#/masuk")];
  if (error.codes?.some((code) => WAITING.includes(code))) return [`${error.message} `, link(said.pages.keamanan, "#/keamanan")];
  return [error.message];
}

export const tell = (told, error) => told.replaceChildren(...reasons(error));

/* Do it unless it is being done; unlike `disabled`, the mark leaves the focus where it is. */
export async function once(control, action, told) {
  if (control.getAttribute("aria-disabled") === "true") return;
  control.setAttribute("aria-disabled", "true");
  told.replaceChildren();
  try {
    await action();
  } catch (error) {
    tell(told, error);
  }
  control.setAttribute("aria-disabled", "false");
}

export function button(label, action, told, className) {
  const made = Object.assign(element("button", label, className), { type: "button" });
  made.addEventListener("click", () => once(made, action, told));
  return made;
}

export const input = (name, more = {}) => Object.assign(element("input"), { name, ...more });

export function check(name, value, label, checked = false) {
  const made = element("label", null, "check");
  made.append(input(name, { type: "checkbox", value, checked }), ` ${label}`);
  return made;
}

/* A form of `parts` that hands its entries to `action` when it is sent; what is refused is told under its button. */
export function form(parts, label, action, told = message()) {
  const made = element("form");
  const send = element("button", label);
  made.append(...parts, send, told);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    once(send, () => action(new FormData(made)), told);
  });
  return made;
}

export function section(title, ...parts) {
  const made = element("section");
  made.append(element("h2", title), ...parts);
  return made;
}

/* One part of a page: read, shown, and shown anew after something was done; what cannot be read says so in its place. */
export async function part(title, read, show) {
  const box = element("div");
  const told = message();
  const fill = async () => box.replaceChildren(section(title, ...show(await read(), again, told), told));
  const again = async (said) => {
    await fill();
    told.textContent = said || "";
  };
  try {
    await fill();
  } catch (error) {
    if (error.over) throw error;
    box.replaceChildren(section(title, told));
    tell(told, error);
  }
  return box;
}

/* The button that fetches the next page of a list into it, as long as there is one. */
export function rest(list, path, next, shown, told) {
  const more = button(texts().more, async () => {
    const { body } = await own(`${path}?cursor=${encodeURIComponent(next)}`);
    list.append(...body.items.map(shown));
    next = body.next;
    more.hidden = !next;
  }, told, "wide");
  more.hidden = !next;
  return more;
}

/* One key for one wish: asked again after a lost answer it happens once, and another wish is another. */
export function keys() {
  let last = null;
  let key = null;
  return (body) => {
    const wish = JSON.stringify(body);
    if (wish !== last) [last, key] = [wish, fresh()];
    return { "Idempotency-Key": key };
  };
}

export const codeField = (label) => field(label, input("code", { inputMode: "numeric", autocomplete: "one-time-code", required: true, maxLength: 20 }));
