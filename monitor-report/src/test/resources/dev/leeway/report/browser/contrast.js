// A sentence for each text that stands out too little from what is behind it, and for each shape that a selector names.
// shapes: pairs of a selector and the paint that it is seen by, "fill" for one; these need 3:1 against what they stand on.
shapes => {
  const wrong = new Map();
  const pixel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  // the browser's own reading of any colour, whatever notation it has
  function rgba(color) {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = color;
    pixel.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }

  function over([r, g, b, a], behind) {
    return [r * a + behind[0] * (1 - a), g * a + behind[1] * (1 - a), b * a + behind[2] * (1 - a), 1];
  }

  function luminance(color) {
    const [r, g, b] = color.slice(0, 3).map(value => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  function ratio(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }

  // the opacity of an element and of all it is in
  function opacity(element) {
    let all = 1;
    for (let part = element; part instanceof Element; part = part.parentElement) {
      all *= Number(getComputedStyle(part).opacity);
    }
    return all;
  }

  function faded(color, element, kind) {
    const own = Number(getComputedStyle(element)[kind + "Opacity"] || 1);
    return [color[0], color[1], color[2], color[3] * own * opacity(element)];
  }

  function backgroundOf(element) {
    const layers = [];
    for (let part = element; part instanceof Element; part = part.parentElement) {
      layers.push(rgba(getComputedStyle(part).backgroundColor));
    }
    const scheme = getComputedStyle(document.documentElement).colorScheme;
    const canvas = scheme === "dark" ? [18, 18, 18, 1] : [255, 255, 255, 1];
    return layers.reverse().reduce((behind, layer) => over(layer, behind), canvas);
  }

  // what a text of a picture stands on: its halo, else the shapes that were drawn before it, at points all over it
  function backgroundsInPicture(text, svg) {
    const style = getComputedStyle(text);
    const behind = backgroundOf(svg);
    if (style.paintOrder.startsWith("stroke") && style.stroke !== "none" && parseFloat(style.strokeWidth) >= 3) {
      return [over(faded(rgba(style.stroke), text, "stroke"), behind)];
    }
    const box = text.getBBox();
    const toScreen = text.getScreenCTM();
    const before = Array.from(svg.querySelectorAll("path, rect, circle, polygon")).filter(shape =>
      getComputedStyle(shape).fill !== "none"
      && shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING);
    const found = [];
    for (const across of [0.02, 0.25, 0.5, 0.75, 0.98]) {
      for (const down of [0.2, 0.5, 0.8]) {
        const onScreen = new DOMPoint(box.x + box.width * across, box.y + box.height * down).matrixTransform(toScreen);
        let color = behind;
        for (const shape of before) {
          if (shape.isPointInFill(onScreen.matrixTransform(shape.getScreenCTM().inverse()))) {
            color = over(faded(rgba(getComputedStyle(shape).fill), shape, "fill"), color);
          }
        }
        found.push(color);
      }
    }
    return found;
  }

  function called(element) {
    const names = element.getAttribute("class");
    return element.tagName.toLowerCase() + (names ? "." + names.split(" ").join(".") : "");
  }

  // one sentence for all that look alike
  function tell(element, what, found, wanted) {
    const place = called(element.parentElement || element) + " > " + called(element);
    if (!wrong.has(place)) {
      wrong.set(place, `${place} has ${found.toFixed(2)}:1 and not ${wanted}:1, as in "${what}"`);
    }
  }

  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let seen = 0;
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const element = node.parentElement;
    const svg = element.closest("svg");
    if (!node.data.trim() || element.closest("script, style, title") || !element.checkVisibility()) { continue; }
    const range = document.createRange();
    range.selectNodeContents(node);
    if (range.getClientRects().length === 0) { continue; }
    seen++;
    const style = getComputedStyle(element);
    const size = parseFloat(style.fontSize);
    const wanted = size >= 24 || size >= 18.66 && Number(style.fontWeight) >= 700 ? 3 : 4.5;
    const backgrounds = svg ? backgroundsInPicture(element.closest("text"), svg) : [backgroundOf(element)];
    for (const background of backgrounds) {
      const color = faded(rgba(svg ? style.fill : style.color), element, svg ? "fill" : "");
      const found = ratio(over(color, background), background);
      if (found < wanted) { tell(element, node.data.trim().slice(0, 40), found, wanted); }
    }
  }
  if (seen === 0) { wrong.set("", "there is no text to look at"); }

  for (const [selector, kind] of shapes) {
    for (const shape of document.querySelectorAll(selector)) {
      if (!shape.checkVisibility()) { continue; }
      const background = backgroundOf(shape.closest("svg") || shape.parentElement);
      const color = faded(rgba(getComputedStyle(shape)[kind]), shape, kind);
      const found = ratio(over(color, background), background);
      if (found < 3) { tell(shape, kind + " of " + selector, found, 3); }
    }
  }
  return Array.from(wrong.values());
}
