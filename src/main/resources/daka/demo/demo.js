const answer = document.querySelector("#answer");

async function tap(payload, name) {
  const response = await fetch("/api/v1/scans", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ reader: "demo", payload }),
  });
  const decision = await response.json();
  const facts = [decision.decision, decision.reason, decision.room, decision.code];
  answer.textContent = `${name}: ${facts.filter(Boolean).join(" · ")}`;
}

function article(card) {
  const place = document.createElement("article");
  place.innerHTML = card.qr;
  const name = document.createElement("h2");
  name.textContent = card.name;
  const payload = document.createElement("small");
  payload.textContent = card.role === "staff" ? `${card.payload} · 工作人员 staff` : card.payload;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "打卡 · Tap";
  button.addEventListener("click", () => tap(card.payload, card.name));
  place.append(name, payload, button);
  return place;
}

for (const button of document.querySelectorAll("header button")) {
  button.addEventListener("click", () => tap(button.dataset.payload, button.textContent));
}
const cards = await (await fetch("/demo/cards")).json();
document.querySelector("#cards").append(...cards.map(article));
