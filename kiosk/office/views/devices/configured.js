// What the kiosk has been told to use, by what it is for.

import { html, nothing } from "lit-html";
import { send } from "../../app/api.js";
import { told } from "../form.js";
import { partAdvice, partName } from "../today/needs.js";
import { Trial } from "./trial.js";

const GROUPS = ["reader", "signal", "panel"];

export function configured(page) {
  const { texts, devices } = page;
  return html`
    ${devices.length ? nothing : html`<p>${texts.say("devices.none")}</p>`}
    ${GROUPS.map((group) => [group, devices.filter((each) => each.group === group)])
      .filter(([, all]) => all.length)
      .map(
        ([group, all]) => html`
          <section>
            <h2>${texts.say(`devices.${group}`)}</h2>
            <ul class="devices">${all.map((device) => item(device, page))}</ul>
          </section>
        `,
      )}
  `;
}

function item(device, page) {
  const { texts } = page;
  const { name, kind, room, state } = device;
  return html`
    <li class="device" data-device=${name} data-state=${state}>
      <h3>${partName(name, texts)}</h3>
      <p class="device-state">${texts.say(state === "ok" ? "about.ok" : `state.${state}`)}</p>
      <p>
        ${texts.has(`device.kind.${kind}`) ? html`${texts.say(`device.kind.${kind}`)} · ` : nothing}
        ${room ? html`<bdi>${page.roomName(room)}</bdi> · ` : nothing}<bdi class="where">${device.device}</bdi>
      </p>
      ${partAdvice(device, texts)}
      ${page.isAdmin ? tries(device, page) : nothing}
    </li>
  `;
}

function tries(device, page) {
  const { texts } = page;
  if (!device.trial && !device.attempts.length) {
    return nothing;
  }
  return html`
    <p class="steps">
      ${device.trial
        ? html`
            <button data-step="try" aria-label=${`${texts.say("trial.begin")}: ${device.name}`} @click=${() => Trial.of(device, page)}>
              ${texts.say("trial.begin")}
            </button>
          `
        : nothing}
      ${device.attempts.map(
        (each) => html`<button data-step=${each} @click=${() => attempt(device, each, page)}>${texts.say(`attempt.${each}`)}</button>`,
      )}
    </p>
    <div role="status">${page.shown?.device === device.name ? page.shown.words : nothing}</div>
  `;
}

// What came of it is told beside the device, and not at the top of a long page.
async function attempt({ name }, what, page) {
  page.shown = { device: name, words: nothing };
  page.draw();
  try {
    await send("POST", `devices/${encodeURIComponent(name)}/attempts`, { body: { attempt: what } });
    page.shown = { device: name, words: page.texts.say(`attempt.${what}.done`) };
  } catch (error) {
    page.shown = { device: name, words: told(error, "devices", page.texts) };
  }
  page.draw();
}
