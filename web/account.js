/* The pages of whoever is signed in, and signing in with a one-time code. */
import { alertSettings } from "./alerts.js";
import { matches } from "./matches.js";
import { element, field, message } from "./parts.js";
import { ownData } from "./rights.js";
import { savedSearches } from "./saved.js";
import { requestCode, signedIn, signIn, signOut } from "./session.js";
import { texts } from "./texts.js";

const PAGES = { pencarian: savedSearches, cocok: matches, kabar: alertSettings, "data-saya": ownData };
const ADDRESS = /^#\/(masuk|pencarian|cocok|kabar|data-saya)$/;

export const accountPage = (hash) => ADDRESS.exec(hash)?.[1];

function codeForm(codeId, again, entered) {
  const said = texts().account;
  const form = element("form");
  const code = Object.assign(element("input"), { name: "code", inputMode: "numeric", autocomplete: "one-time-code", required: true, maxLength: 20 });
  const told = message();
  const other = Object.assign(element("button", said.otherContact), { type: "button", className: "plain" });
  other.addEventListener("click", again);
  form.append(element("p", said.codeSent), field(said.code, code), element("button", said.enter), told, other);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      await signIn(codeId, code.value.trim());
    } catch (error) {
      told.textContent = error.message;
      return code.focus();
    }
    entered();
  });
  return [form, code];
}

function contactForm(sent) {
  const said = texts().account;
  const form = element("form");
  const contact = Object.assign(element("input"), { name: "contact", autocomplete: "username", required: true, maxLength: 320 });
  const told = message();
  form.append(element("p", said.why), field(said.contact, contact), element("button", said.sendCode), told);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      sent(await requestCode(contact.value.trim()));
    } catch (error) {
      told.textContent = error.message;
    }
  });
  return form;
}

function signInto(box, entered) {
  const again = () => box.replaceChildren(contactForm((codeId) => {
    const [form, code] = codeForm(codeId, again, entered);
    box.replaceChildren(form);
    code.focus();
  }));
  again();
}

function navigation(page, left) {
  const said = texts().account;
  const bar = element("nav");
  bar.setAttribute("aria-label", said.mine);
  for (const name of Object.keys(PAGES)) {
    const link = Object.assign(element("a", said.tabs[name]), { href: `#/${name}` });
    if (name === page) link.setAttribute("aria-current", "page");
    bar.append(link);
  }
  const leave = Object.assign(element("button", said.leave), { type: "button" });
  leave.addEventListener("click", async () => {
    await signOut();
    left();
  });
  bar.append(leave);
  return bar;
}

/* Fill `box` with `page`, or with signing in before it; `changed()` is told when somebody came in or left. */
export async function showAccount(page, box, wanted, changed) {
  const said = texts().account;
  const back = Object.assign(element("a", texts().back), { href: "#/" });
  const inside = signedIn() && page !== "masuk";
  const title = Object.assign(element("h1", inside ? said.pages[page] : said.signIn), { tabIndex: -1 });
  const content = element("div");
  box.replaceChildren(back, ...(inside ? [navigation(page, () => changed("masuk"))] : []), title, content);
  title.focus();
  if (!inside) return signInto(content, () => changed(page));
  try {
    const parts = await PAGES[page]();
    if (wanted()) content.replaceChildren(...parts);
  } catch (error) {
    if (!wanted()) return;
    if (error.status === 401) return changed(page);
    content.replaceChildren(element("p", `${said.failed} ${error.message}`));
  }
}
