/* Signing in: with a password or a code, and whatever else the platform asks for then. */
import { button, check, codeField, form, input } from "./forms.js";
import { element, field, link, message } from "./parts.js";
import { requestCode, signIn } from "./session.js";
import { texts } from "./texts.js";
import { ownTexts } from "./texts_own.js";

/* What to ask for next, by what was given and why it was not enough; nothing where it was wrong. */
export function missing(given, codes = []) {
  if (codes.some((code) => code.startsWith("second_factor_"))) return "factor";
  if (!codes.includes("second_proof_needed")) return null;
  if (!given.password) return "password";
  return given.code ? null : "code";
}

const entry = (entries, name) => (entries.get(name) || "").trim();
const secret = (label, more = {}) => field(label, input("password", { type: "password", autocomplete: "current-password", maxLength: 1024, ...more }));
const stepTo = (attempt, step, label) => button(label, () => attempt.show(step), message(), "plain");
const otherContact = (attempt) => button(texts().account.otherContact, () => attempt.begin(), message(), "plain");

function contactStep(attempt) {
  const said = ownTexts().entering;
  const contact = field(texts().account.contact, input("contact", { autocomplete: "username", required: true, maxLength: 320 }));
  const parts = [element("p", said.why), contact, secret(said.password), check("tab", "yes", said.shared)];
  const made = form(parts, said.go, (entries) => {
    attempt.given = { contact: entry(entries, "contact"), password: entries.get("password") || "", tab: entries.has("tab") };
    return attempt.given.password ? attempt.go("contact") : attempt.ask("code");
  });
  const join = element("p", `${said.newHere} `);
  join.append(link(said.join, "#/daftar"));
  made.append(join);
  return made;
}

function codeStep(attempt) {
  const said = ownTexts().entering;
  const told = message();
  const why = attempt.given.password ? said.unknownDevice : texts().account.codeSent;
  const made = form([element("p", why), codeField(texts().account.code)], texts().account.enter, (entries) => {
    attempt.given.code = entry(entries, "code");
    return attempt.go("code");
  }, told);
  const resend = async () => {
    await attempt.send();
    told.textContent = said.sentAgain;
  };
  made.append(button(said.resend, resend, told, "plain"));
  if (attempt.given.password) made.append(stepTo(attempt, "office", said.useOffice));
  made.append(otherContact(attempt));
  return made;
}

function passwordStep(attempt) {
  const said = ownTexts().entering;
  // Whoever fills in passwords finds the account by it.
  const name = input("contact", { type: "hidden", value: attempt.given.contact, autocomplete: "username" });
  const made = form([element("p", said.passwordWhy), secret(said.passwordToo, { required: true }), name], texts().account.enter, (entries) => {
    attempt.given.password = entries.get("password");
    return attempt.go("password");
  });
  made.append(stepTo(attempt, "other", said.useOther), stepTo(attempt, "office", said.useOffice), otherContact(attempt));
  return made;
}

/* Without the password: a code at the other contact, too. */
function otherStep(attempt) {
  const said = ownTexts().entering;
  const contact = field(said.other, input("other", { autocomplete: "off", required: true, maxLength: 320 }));
  const made = form([element("p", said.otherWhy), contact], said.sendCode, async (entries) => {
    attempt.given.otherId = await requestCode(entry(entries, "other"));
    attempt.show("otherCode");
  });
  made.append(stepTo(attempt, "office", said.useOffice), otherContact(attempt));
  return made;
}

function otherCodeStep(attempt) {
  const made = form([element("p", texts().account.codeSent), codeField(texts().account.code)], texts().account.enter, (entries) => {
    attempt.given.other = entry(entries, "code");
    return attempt.go("otherCode");
  });
  made.append(otherContact(attempt));
  return made;
}

function officeStep(attempt) {
  const said = ownTexts().entering;
  const code = field(said.office, input("office", { autocomplete: "off", required: true, maxLength: 64 }));
  const made = form([element("p", said.officeWhy), code], texts().account.enter, (entries) => {
    attempt.given.office = entry(entries, "office");
    return attempt.go("office");
  });
  made.append(otherContact(attempt));
  return made;
}

function factorStep(attempt) {
  const said = ownTexts().entering;
  const factor = field(said.factor, input("factor", { autocomplete: "one-time-code", required: true, maxLength: 64 }));
  const made = form([element("p", said.factorWhy), factor], texts().account.enter, (entries) => {
    attempt.given.factor = entry(entries, "factor");
    return attempt.go("factor");
  });
  made.append(otherContact(attempt));
  return made;
}

const STEPS = {
  contact: contactStep, code: codeStep, password: passwordStep, factor: factorStep,
  other: otherStep, otherCode: otherCodeStep, office: officeStep,
};

/* One attempt: each step adds what was typed to `given` and tries; a refusal may lead to another step. */
class Attempt {
  given = {};

  constructor(box, entered) {
    this.box = box;
    this.entered = entered;
    this.box.replaceChildren(contactStep(this));
  }

  show(step) {
    const made = STEPS[step](this);
    this.box.replaceChildren(made);
    made.querySelector("input").focus();
  }

  begin() {
    this.given = {};
    this.show("contact");
  }

  async send() {
    this.given.codeId = await requestCode(this.given.contact);
  }

  async ask(step) {
    if (step === "code") await this.send();
    this.show(step);
  }

  async go(step) {
    try {
      await signIn(this.given);
    } catch (error) {
      const next = missing(this.given, error.codes);
      if (!next || next === step) throw error;
      return this.ask(next);
    }
    return this.entered();
  }
}

export const signInto = (box, entered) => new Attempt(box, entered);
