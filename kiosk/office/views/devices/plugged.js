// What is plugged in beside that, in words; and what answers on a bus when somebody asks.

import { html, nothing } from "lit-html";
import { send } from "../../app/api.js";
import { told } from "../form.js";
import { NewPanel } from "./panel.js";
import { Trial } from "./trial.js";

// What usually answers at an address of an I²C bus.
const USUAL = new Map([
  [0x24, "pn532"],
  [0x27, "hd44780"],
  [0x3c, "oled"],
  [0x3d, "oled"],
  [0x3f, "hd44780"],
  [0x68, "clock"],
]);

export function plugged(page) {
  const { texts, plugged: found } = page;
  return html`
    <section>
      <h2>${texts.say("plugged")}</h2>
      <p>${texts.say("plugged.what")}</p>
      ${found.devices.length ? nothing : html`<p>${texts.say("plugged.none")}</p>`}
      <ul class="devices">
        ${found.devices.map((each) => item(each, page))}
        ${found.unasked.map(
          ({ kind, detail, cure }) => html`
            <li class="device" data-state="warning">
              <h3>${texts.say(`plugged.kind.${kind}`)}</h3>
              <p class="detail" lang="en">${detail}</p>
              <p lang="en"><b>${cure}</b></p>
            </li>
          `,
        )}
      </ul>
    </section>
  `;
}

function item(each, page) {
  const { texts } = page;
  const { kind, device, name, form, taken, used_by: usedBy } = each;
  return html`
    <li class="device" data-plugged=${device} data-state=${usedBy ? "ok" : nothing}>
      <h3>${name && kind !== "i2c" ? html`<bdi>${name}</bdi>` : texts.say(`plugged.form.${form}`, { device })}</h3>
      <p>
        ${name && kind !== "i2c" ? html`${texts.say(`plugged.form.${form}`, { device })} · ` : nothing}<bdi class="where">${device}</bdi>
      </p>
      ${usedBy ? html`<p>${texts.say("plugged.used", { who: usedBy })}</p>` : nothing}
      ${taken ? html`<p>${texts.say("plugged.taken.console")}</p>` : nothing}
      ${kind === "i2c" ? bus(device, page) : nothing}
      ${each.fits.length && !usedBy && !taken
        ? html`
            <p class="steps">
              <button data-step="try-plugged" aria-label=${`${texts.say("plugged.try")}: ${name || device}`} @click=${() => Trial.ofPlugged(each, page)}>
                ${texts.say("plugged.try")}
              </button>
            </p>
          `
        : nothing}
    </li>
  `;
}

function bus(device, page) {
  const { texts } = page;
  const number = Number(device.split("-").pop());
  const scan = page.scans.get(number);
  return html`
    <p class="steps"><button data-step="scan" @click=${() => look(number, page)}>${texts.say("scan")}</button></p>
    <div role="status">
      ${scan?.error ? told(scan.error, "devices", texts) : nothing}
      ${scan?.answered
        ? html`
            <p>${texts.say(scan.answered.length ? "scan.answered" : "scan.nobody")}</p>
            <ul class="addresses">
              ${scan.answered.map((address) => html`<li data-address=${hex(address)}><b>${hex(address)}</b> ${usual(address, texts)} ${asPanel(number, address, page)}</li>`)}
              ${scan.held.map(({ address, by }) => html`<li>${hex(address)} <bdi>${by}</bdi> · ${texts.say("scan.held")}</li>`)}
            </ul>
          `
        : nothing}
    </div>
  `;
}

function hex(address) {
  return `0x${address.toString(16).padStart(2, "0")}`;
}

function usual(address, texts) {
  return USUAL.has(address) ? texts.say(`scan.usual.${USUAL.get(address)}`) : nothing;
}

function asPanel(number, address, page) {
  return html`
    <button data-step="panel" aria-label=${`${page.texts.say("adding.panel")}: ${hex(address)}`} @click=${() => page.show(new NewPanel(page, number, address))}>
      ${page.texts.say("adding.panel")}
    </button>
  `;
}

async function look(number, page) {
  try {
    page.scans.set(number, (await send("POST", "devices/i2c-scans", { body: { bus: number } })).value);
  } catch (error) {
    page.scans.set(number, { error });
  }
  page.draw();
}
