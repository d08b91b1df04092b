// A sentence for each heading that is empty or leaves out a level.
() => {
  const wrong = [];
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    const next = Number(heading.tagName.slice(1));
    if (!heading.textContent.trim()) { wrong.push(`an empty ${heading.tagName}`); }
    if (next > level + 1) { wrong.push(`h${next} after h${level}: ${heading.textContent}`); }
    level = next;
  }
  if (document.querySelectorAll("h1").length !== 1) { wrong.push("not one h1"); }
  return wrong;
}
