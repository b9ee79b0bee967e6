// While there is no administrator: how somebody before this screen becomes it, from a computer or a telephone.
// Whoever comes in taps meanwhile as always.

import { html } from "lit-html";
import { timeOfDay } from "../app/time.js";

export function setup({ addresses, code, expires, fingerprint }, texts, renew) {
  return html`
    <section class="setup">
      <h2>${texts.say("setup.title")}</h2>
      ${addresses.length === 0
        ? html`<p class="setup-lost">${texts.say("setup.no-network")}</p>`
        : html`
            <div class="setup-way">
              <img class="setup-qr" src="/screen/setup.svg?address=${encodeURIComponent(addresses[0])}" alt=${texts.say("setup.qr", { address: addresses[0] })}>
              <div>
                <p>${texts.say("setup.open")}</p>
                <ul class="setup-addresses">
                  ${addresses.map((address) => html`<li><bdi>${host(address)}<wbr>${address.slice(host(address).length)}</bdi></li>`)}
                </ul>
              </div>
            </div>
          `}
      ${code
        ? html`
            <p class="setup-code">
              <span>${texts.say("setup.code")}</span>
              <bdi class="setup-letters">${groups(code)}</bdi>
              <span>${texts.say("setup.until", { time: timeOfDay(expires) })}</span>
            </p>
          `
        : html`<button class="wide" data-step="setup" @click=${renew}>${texts.say("setup.renew")}</button>`}
      <p>${texts.say("setup.warning")}</p>
      <p class="setup-fingerprint"><bdi>${groups(fingerprint.replaceAll(":", ""))}</bdi></p>
    </section>
  `;
}

// An address without its port, before which it may go on in the next line.
function host(address) {
  return address.replace(/:\d+\/$/, "");
}

// Four and four, as people compare and type them.
export function groups(text) {
  return text.match(/.{1,4}/g).join(" ");
}
