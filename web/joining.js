/* Registering: who one is, what one agrees to, and the proof of a contact. */
import { button, check, form, input, keys, tell } from "./forms.js";
import { element, field, get, link, message } from "./parts.js";
import { contactProof } from "./proving.js";
import { opened, posted } from "./session.js";
import { spoken } from "./texts.js";
import { ownTexts } from "./texts_own.js";

/* What a form's entries register: nothing that was left empty, and consents alone that were ticked. */
export function registration(entries, wordings, language) {
  const wanted = { password: entries.get("password") || "", language, consents: {} };
  for (const name of ["name", "email", "phone"]) {
    const value = (entries.get(name) || "").trim();
    if (value) wanted[name] = value;
  }
  const agreed = entries.getAll("consents");
  for (const { purpose, version } of wordings) if (agreed.includes(purpose)) wanted.consents[purpose] = version;
  return wanted;
}

function consent(wording) {
  const box = element("details");
  box.append(element("summary", ownTexts().joining.about));
  for (const name of ["text", "data", "kept", "without"]) box.append(element("p", wording[name], name === "text" ? "" : "quiet"));
  return [check("consents", wording.purpose, wording.title), box];
}

function fields(wordings) {
  const said = ownTexts().joining;
  const agreeing = element("fieldset");
  agreeing.append(element("legend", said.consents), element("p", said.consentsHint, "quiet"), ...wordings.flatMap(consent));
  const password = field(said.password, input("password", { type: "password", autocomplete: "new-password", required: true, minLength: 10, maxLength: 256 }));
  password.append(element("span", said.passwordHint, "quiet"));
  return [
    field(said.name, input("name", { autocomplete: "name", maxLength: 200 })),
    field(said.email, input("email", { type: "email", autocomplete: "email", maxLength: 320 })),
    field(said.phone, input("phone", { type: "tel", autocomplete: "tel", maxLength: 40 })),
    element("p", said.oneContact, "quiet"),
    password, agreeing, check("tab", "yes", ownTexts().entering.shared),
  ];
}

/* After registering: the code for the contact, or later. */
async function prove(box, channel, entered) {
  const told = message();
  const title = element("p", ownTexts().joining.registered);
  const later = button(ownTexts().joining.later, entered, told, "wide");
  box.replaceChildren(title, told, later);
  try {
    const made = await contactProof(channel, entered);
    later.before(made);
    made.querySelector("input").focus();
  } catch (error) {
    tell(told, error);
  }
}

/* Fill `box` with the form; `entered()` is told when somebody is in. */
export async function joinInto(box, entered) {
  const said = ownTexts().joining;
  const wordings = (await get("/v1/consents")).items;
  const key = keys();
  const made = form([element("p", said.why), ...fields(wordings)], said.join, async (entries) => {
    const wanted = registration(entries, wordings, spoken());
    const { body } = await posted("/v1/people", wanted, key(wanted));
    const contacts = [wanted.email, wanted.phone].filter(Boolean);
    if (!body.session) return box.replaceChildren(element("p", said.registered), link(said.signIn, "#/masuk"));
    opened({ device_token: body.device_token, ...body.session }, { contacts, tab: entries.has("tab") });
    return prove(box, wanted.email ? "email" : "phone", entered);
  });
  const there = element("p", `${said.already} `);
  there.append(link(said.signIn, "#/masuk"));
  made.append(there);
  box.replaceChildren(made);
}
