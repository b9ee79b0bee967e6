// What is on the screen: a line for each thing that says or draws something, with its colours, the size of its text
// and where it begins, in percent of the window. The same in every font, but for the places, which move a little.
() => {
  const CLEAR = "rgba(0, 0, 0, 0)";
  const percent = (part, whole) => Math.round((100 * part) / whole);

  function behind(element) {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (colour !== CLEAR) {
        return colour;
      }
    }
    return CLEAR;
  }

  function drawing(svg) {
    let hash = 0;
    for (const letter of svg.outerHTML.replace(/<!--.*?-->|\s+/g, "")) {
      hash = (Math.imul(hash, 31) + letter.codePointAt(0)) | 0;
    }
    return `drawing ${(hash >>> 0).toString(36)}`;
  }

  function said(element) {
    if (element.localName === "svg") {
      return drawing(element);
    }
    if (element.localName === "progress") {
      return `progress ${percent(element.value, element.max)}`;
    }
    if (element.localName === "select") {
      return element.selectedOptions[0]?.text.trim() ?? "";
    }
    if (element.localName === "input") {
      return /checkbox|radio/.test(element.type) ? `${element.type} ${element.checked}` : element.value;
    }
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    return own.map((node) => node.data).join(" ").replace(/\s+/g, " ").trim();
  }

  return [...document.body.querySelectorAll("*:not(svg *, option)")].flatMap((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const isSeen =
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      right > left && bottom > top && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
    const words = isSeen ? said(element) : "";
    const style = getComputedStyle(element);
    const look = `${style.color} on ${behind(element)}, ${parseFloat(style.fontSize)} px, ${style.fontWeight}`;
    return words ? [`${percent(left, innerWidth)} ${percent(top, innerHeight)} ${words} (${look})`] : [];
  });
}
