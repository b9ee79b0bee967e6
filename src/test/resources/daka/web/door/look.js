// What is wrong with what a page shows: cut off, outside the window, too small to read or to touch,
// too faint, or a text that is missing. `smallest` is the least size of a text and `least` of what is touched,
// in px; a page that `scrolls` may be longer than the window.
({ smallest, least, scrolls }) => {
  const CONTRAST = 7;
  const faults = [];

  // What lies beneath a dialog is neither seen nor touched meanwhile.
  const visible = [...(document.querySelector("dialog[open]") ?? document.body).querySelectorAll("*")].filter((e) => {
    const box = e.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(e).visibility === "visible" && e.checkVisibility();
  });

  const ownText = (e) =>
    [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent).join("").trim();

  // Lists that show as many lines as fit have lines without height, and what does not fit into the day stands beside
  // it: those are not shown.
  const isShown = (e) => {
    const line = e.closest(".latest li");
    const item = e.closest(".day > *, .needs > *")?.getBoundingClientRect();
    const day = e.closest(".day")?.getBoundingClientRect();
    return (!line || line.getBoundingClientRect().height > 1) && (!item || (item.left < day.right && item.right > day.left));
  };

  const clips = (e) =>
    e.matches("main, section, header, footer, nav") || getComputedStyle(e).overflowY !== "visible";

  const parse = (colour) => {
    const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };

  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.a === 1) return colour;
    }
    return { r: 255, g: 255, b: 255 };
  };

  // WCAG 2.2, relative luminance.
  const luminance = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };

  const contrast = (e) => {
    const [light, dark] = [luminance(parse(getComputedStyle(e).color)), luminance(ground(e))].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };

  // Two things to touch, or two texts, that lie on each other.
  const buttons = visible.filter((e) => e.tagName === "BUTTON");
  const overlaps = buttons.flatMap((a, i) =>
    buttons.slice(i + 1).filter((b) => {
      const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
      return p.left + 1 < q.right && q.left + 1 < p.right && p.top + 1 < q.bottom && q.top + 1 < p.bottom;
    }).map((b) => `"${a.textContent.trim()}" lies on "${b.textContent.trim()}"`),
  );

  for (const e of visible.filter(isShown)) {
    const box = e.getBoundingClientRect();
    const text = ownText(e);
    const size = parseFloat(getComputedStyle(e).fontSize);
    // What moves for decoration goes beyond its box now and then.
    const list = e.matches(".latest, .latest *, .waiting, .day, [aria-hidden=true]");
    const found = [
      e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && !list && "is cut off",
      e.scrollHeight > e.clientHeight + 1 && clips(e) && !list && `is cut off below, ${e.scrollHeight} of ${e.clientHeight} px`,
      (box.right > innerWidth + 1 || box.left < -1 || (!scrolls && (box.bottom > innerHeight + 1 || box.top < -1))) && "is outside",
      text && size < smallest && `has ${size} px`,
      text && contrast(e) < CONTRAST && `has a contrast of ${contrast(e).toFixed(2)}`,
      !e.matches("bdi") && /^[a-z]+([.-][a-z]+)+$/.test(text) && "is a text that is missing",
      e.matches("button, a.button, nav a, summary, select, input:not([type=radio], [type=checkbox])") && (box.width < least - 0.5 || box.height < least - 0.5) && `is ${box.width} x ${box.height}`,
    ].filter(Boolean);
    const told = `${e.tagName}.${e.className.baseVal ?? e.className}`;
    faults.push(...found.map((fault) => `${told} "${e.textContent.trim().slice(0, 20)}" ${fault}`));
  }
  return faults.concat(overlaps);
}
