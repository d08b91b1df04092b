// A sentence if a person cannot see which element has the focus.
() => {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const words = element.outerHTML.slice(0, 90);
  const box = element.getBoundingClientRect();
  const wrong = [];
  if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
    wrong.push(`no outline: ${words}`);
  }
  if (box.width === 0 || box.height === 0 || box.bottom < 0 || box.top > innerHeight) {
    wrong.push(`out of sight: ${words}`);
  }
  return wrong;
}
