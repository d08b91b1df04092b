// A sentence if the page is wider than its window, and one for each element that makes it so.
() => {
  const page = document.scrollingElement;
  if (page.scrollWidth <= page.clientWidth) { return []; }
  const scrolls = element => {
    for (let part = element.parentElement; part; part = part.parentElement) {
      if (part !== page && part !== document.body && getComputedStyle(part).overflowX !== "visible") { return true; }
    }
    return false;
  };
  const wide = Array.from(document.body.querySelectorAll("*"))
    .filter(element => element.getBoundingClientRect().right > page.clientWidth && !scrolls(element))
    .map(element => `${element.tagName} ${element.id} ${element.getAttribute("class")}: ${element.textContent.slice(0, 40)}`);
  return [`the page is ${page.scrollWidth} wide in a window of ${page.clientWidth}`, ...wide];
}
