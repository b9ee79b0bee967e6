// Signing in: on a page of its own, or over a page whose session has ended.

import { html, nothing } from "lit-html";
import { send } from "../app/api.js";
import { field, Sending } from "./form.js";
import { languages } from "./frame.js";

let sending;
let asksOtp = false;

export function signIn(office) {
  const { texts } = office;
  return html`
    <main class="door">
      <h1 tabindex="-1">${texts.say("sign-in")}</h1>
      ${form(office)}
      <p><a href="/recover">${texts.say("recovery.link")}</a></p>
      <p><a href="/setup">${texts.say("setup.first")}</a></p>
      ${languages(office)}
    </main>
  `;
}

// What was on the page is kept beneath, and not seen meanwhile.
export function signInOver(office) {
  const { texts } = office;
  return html`
    <dialog class="over" aria-labelledby="over-title" @cancel=${(event) => event.preventDefault()}>
      <h2 id="over-title">${texts.say("sign-in.again")}</h2>
      <p>${texts.say("sign-in.kept")}</p>
      ${form(office)}
      <p><a href="/" data-external>${texts.say("sign-in.somebody-else")}</a></p>
    </dialog>
  `;
}

function form(office) {
  const { texts, session } = office;
  sending ??= new Sending(office);
  return html`
    <form class="stack" @submit=${(event) => sending.submit(event, (fields) => enter(office, fields))}>
      ${field("name", texts.say("account.name"), { value: session?.name ?? "", autocomplete: "username", autofocus: !session })}
      ${field("password", texts.say("account.password"), {
        type: "password",
        autocomplete: "current-password",
        autofocus: Boolean(session),
      })}
      ${asksOtp
        ? field("otp", texts.say("account.otp"), {
            autocomplete: "one-time-code",
            inputmode: "numeric",
            pattern: "[0-9]{6}",
            maxlength: 6,
            hint: texts.say("account.otp.hint"),
          })
        : nothing}
      ${sending.view("sign-in")}
      <button class="main" ?disabled=${sending.busy}>${texts.say("sign-in")}</button>
    </form>
  `;
}

async function enter(office, fields) {
  try {
    await send("POST", "session", { body: fields, isOpen: true });
    await entered(office);
  } catch (error) {
    if (error.problem?.otp_needed && !asksOtp) {
      asksOtp = true;
      office.draw();
      document.querySelector("[name=otp]").focus();
      return;
    }
    throw error;
  }
}

// Somebody has got in, by whatever way. Whether the next one has a second factor is not known yet.
export async function entered(office) {
  asksOtp = false;
  await office.signedIn();
}
