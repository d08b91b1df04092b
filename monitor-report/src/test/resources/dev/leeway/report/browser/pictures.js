// A sentence for each picture that shows nothing, or part of which cannot be seen.
() => {
  const wrong = [];
  const pictures = Array.from(document.querySelectorAll("svg"));
  if (pictures.length === 0) { wrong.push("there is no picture"); }
  for (const svg of pictures) {
    const name = svg.getAttribute("aria-label") || svg.closest("tr, figure, section")?.textContent.slice(0, 60);
    const view = svg.viewBox.baseVal;
    if (!svg.checkVisibility()) { wrong.push(`${name}: is hidden`); continue; }
    for (const element of [svg, ...svg.querySelectorAll("*")]) {
      for (const attribute of element.attributes) {
        // a name may say anything
        const spoken = attribute.name === "aria-label" || attribute.name === "class";
        if (!spoken && /NaN|undefined|Infinity|null/.test(attribute.value)) {
          wrong.push(`${name}: ${element.tagName} has ${attribute.name}="${attribute.value}"`);
        }
      }
    }
    for (const path of svg.querySelectorAll("path")) {
      if (!/[a-z][^a-z]*[a-z]/i.test(path.getAttribute("d") || "")) {
        wrong.push(`${name}: a path draws nothing, d="${path.getAttribute("d")}"`);
      }
    }
    const shapes = Array.from(svg.querySelectorAll("path, rect, circle, line, polyline, polygon"))
      .filter(shape => !shape.matches(".grid, .limit"));
    const data = shapes.map(shape => shape.getBBox()).filter(box =>
      (box.width > 0 || box.height > 0)
      && box.x >= view.x - 2 && box.x + box.width <= view.x + view.width + 2
      && box.y >= view.y - 2 && box.y + box.height <= view.y + view.height + 2);
    if (data.length === 0) { wrong.push(`${name}: has no data in it`); }
    if (data.length < shapes.length) {
      wrong.push(`${name}: ${shapes.length - data.length} of ${shapes.length} shapes are empty or outside of it`);
    }
    // a text that is turned may leave the picture by a corner; of its height, digits and letters leave a fifth free at each end
    const frame = svg.getBoundingClientRect();
    const scale = view.width / frame.width;
    const cut = new Map();
    for (const text of svg.querySelectorAll("text")) {
      if (!text.checkVisibility()) { continue; }
      const box = text.getBBox();
      const free = parseFloat(getComputedStyle(text).fontSize) / 5;
      const corners = [box.x, box.x + box.width].flatMap(x => [box.y + free, box.y + box.height - free].map(y =>
        new DOMPoint(x, y).matrixTransform(text.getScreenCTM())));
      const xs = corners.map(corner => corner.x);
      const ys = corners.map(corner => corner.y);
      const outside = {
        left: frame.left - Math.min(...xs), right: Math.max(...xs) - frame.right,
        top: frame.top - Math.min(...ys), bottom: Math.max(...ys) - frame.bottom
      };
      for (const [side, pixels] of Object.entries(outside)) {
        if (pixels * scale > 2) {
          cut.set(side, [...cut.get(side) || [], { units: Math.round(pixels * scale), words: text.firstChild?.data }]);
        }
      }
    }
    for (const [side, texts] of cut) {
      const worst = texts.reduce((a, b) => a.units > b.units ? a : b);
      wrong.push(`${name}: ${texts.length} texts are cut off at the ${side}, "${worst.words}" by ${worst.units} units`);
    }
  }
  return wrong;
}
