// Where in the office somebody is: the address in the browser holds it, so that Back, a bookmark and
// a reload lead to the same view.

let opened;

// open: what shows the view of an address.
export function follow(open) {
  opened = open;
  addEventListener("popstate", () => open(here()));
  document.addEventListener("click", (event) => followLink(event));
}

// The words of the path, and what is asked.
export function here() {
  const [, first, ...rest] = location.pathname.split("/").map(decodeURIComponent);
  return { page: first, rest, query: new URLSearchParams(location.search) };
}

// Goes to another address, which Back leads from.
export function go(path) {
  history.pushState(null, "", path);
  opened(here());
}

// The same, in the place of the present one.
export function goInstead(path) {
  history.replaceState(null, "", path);
  opened(here());
}

// A link within the office needs no new page. What is made for another window, or to be saved, is the browser's.
function followLink(event) {
  const link = event.target.closest?.("a[href]");
  const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || event.defaultPrevented || link.hasAttribute("download") || link.dataset.external !== undefined) {
    return;
  }
  const to = new URL(link.href);
  if (to.origin === location.origin && !to.hash) {
    event.preventDefault();
    go(to.pathname + to.search);
  }
}
