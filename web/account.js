/* The pages of whoever is signed in, and those that lead there; each is fetched when it is opened. */
import { reasons } from "./forms.js";
import { element, link } from "./parts.js";
import { limited, signedIn, signOut } from "./session.js";
import { texts } from "./texts.js";
import { ownTexts } from "./texts_own.js";

const PAGES = {
  profil: async () => (await import("./profile.js")).ownProfile(),
  pencarian: async () => (await import("./saved.js")).savedSearches(),
  cocok: async () => (await import("./matches.js")).matches(),
  lamaran: async () => (await import("./applying.js")).applications(),
  kabar: async () => (await import("./alerts.js")).alertSettings(),
  "data-saya": async () => (await import("./rights.js")).ownData(),
  keamanan: async () => (await import("./safety.js")).safety(),
};
const OPEN = {
  masuk: async (box, entered) => (await import("./entering.js")).signInto(box, entered),
  daftar: async (box, entered) => (await import("./joining.js")).joinInto(box, entered),
  terhapus: async (box) => box.replaceChildren(element("p", ownTexts().rights.erased), link(texts().back, "#/")),
};

function navigation(page, left) {
  const said = texts().account;
  const bar = element("nav");
  bar.setAttribute("aria-label", said.mine);
  for (const name of Object.keys(PAGES)) {
    const made = link(said.tabs[name], `#/${name}`);
    if (name === page) made.setAttribute("aria-current", "page");
    bar.append(made);
  }
  const leave = Object.assign(element("button", said.leave), { type: "button" });
  leave.addEventListener("click", () => {
    // The platform is told meanwhile: on a slow line nobody waits to be out.
    signOut();
    left();
  });
  bar.append(leave);
  return bar;
}

/* Fill `box` with `page`, or with signing in before it; `changed()` is told when somebody came in or left. */
export async function showAccount(page, box, wanted, changed) {
  const said = texts().account;
  const open = page in OPEN;
  const shown = open || signedIn() ? page : "masuk";
  const title = Object.assign(element("h1", said.pages[shown]), { tabIndex: -1 });
  const content = element("div");
  const inside = shown in PAGES;
  box.replaceChildren(link(texts().back, "#/"), ...(inside ? [navigation(page, () => changed("masuk"))] : []), title, content);
  document.title = `${said.pages[shown]} – Padan`;
  title.focus();
  try {
    if (!inside) return await OPEN[shown](content, () => changed(limited() ? "keamanan" : open ? "" : page));
    content.setAttribute("aria-busy", "true");
    const parts = await PAGES[shown]();
    if (wanted()) content.replaceChildren(...parts);
  } catch (error) {
    if (!wanted()) return undefined;
    if (error.over) return changed(page);
    const line = element("p", `${said.failed} `);
    line.append(...reasons(error));
    content.replaceChildren(line);
  } finally {
    content.removeAttribute("aria-busy");
  }
  return undefined;
}
