/* Showing that a contact is one's own, and that it is oneself who changes something. */
import { button, codeField, form, input, keys } from "./forms.js";
import { element, field } from "./parts.js";
import { own, requestCode } from "./session.js";
import { texts } from "./texts.js";
import { ownTexts } from "./texts_own.js";

const VERIFICATIONS = "/v1/people/me/verifications";

/* What is typed into the form of `fresh`: the code that was sent, or else the password. */
export function proofIn(entries, codeId) {
  const code = (entries.get("code") || "").trim();
  const password = entries.get("current_password") || "";
  if (codeId && code) return { code_id: codeId, code };
  return password ? { current_password: password } : {};
}

/* Fields for a fresh proof: a code to a proven `contact`, or to the one that is typed, or the password.

`sent` gets the code's id. */
export function freshProof(legend, contact, sent, told) {
  const said = ownTexts().rights;
  const box = element("fieldset");
  const typed = contact ? null : input("contact", { autocomplete: "username", maxLength: 320 });
  const send = async () => {
    if (typed && !typed.value.trim()) return typed.focus();
    sent.id = await requestCode(contact || typed.value.trim());
    told.textContent = said.codeSent;
    return undefined;
  };
  box.append(element("legend", legend), ...(typed ? [field(texts().account.contact, typed)] : []));
  box.append(button(contact ? `${said.sendCode} ${contact}` : said.sendCodeThere, send, told, "plain"));
  box.append(field(said.code, input("code", { inputMode: "numeric", autocomplete: "one-time-code", maxLength: 20 })));
  box.append(field(said.password, input("current_password", { type: "password", autocomplete: "current-password", maxLength: 1024 })));
  return box;
}

/* The form for the code that goes to one's own `channel`, sent when it is shown. `proven()` is told when it was right. */
export async function contactProof(channel, proven) {
  const said = ownTexts().joining;
  const key = keys();
  const started = await own(VERIFICATIONS, { method: "POST", headers: key({ channel }), body: { channel } });
  const made = form([element("p", said.codeSent[channel]), codeField(texts().account.code)], said.prove, async (entries) => {
    await own(`${VERIFICATIONS}/${encodeURIComponent(started.body.id)}/confirm`, { method: "POST", body: { code: entries.get("code").trim() } });
    await proven();
  });
  return made;
}
