(function () {
  "use strict";
  var table = document.querySelector("#signals table");
  if (!table) { return; }
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var search = document.getElementById("search");
  var boxes = Array.prototype.slice.call(document.querySelectorAll(".filter input"));
  var shown = document.getElementById("shown");

  function filter() {
    var wanted = search.value.trim().toLowerCase();
    var allowed = boxes.filter(function (box) { return box.checked; })
      .map(function (box) { return box.getAttribute("data-status"); });
    var count = 0;
    rows.forEach(function (row) {
      var visible = allowed.indexOf(row.getAttribute("data-status")) >= 0
        && row.cells[0].textContent.toLowerCase().indexOf(wanted) >= 0;
      row.hidden = !visible;
      count += visible ? 1 : 0;
    });
    shown.textContent = count + " of " + rows.length + " signals";
  }

  function value(row, column) {
    var cell = row.cells[column];
    var number = cell.getAttribute("data-value");
    return number === null ? cell.textContent.toLowerCase() : Number(number);
  }

  function sort(head, column) {
    var down = head.getAttribute("aria-sort") !== "descending";
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell) { cell.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    rows.map(function (row, place) { return { row: row, key: value(row, column), place: place }; })
      .sort(function (a, b) {
        var order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
        return (down ? -order : order) || a.place - b.place;
      })
      .forEach(function (entry) { body.appendChild(entry.row); });
  }

  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
    if (column === 3) { return; }
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () { sort(head, column); });
  });
  search.addEventListener("input", filter);
  boxes.forEach(function (box) { box.addEventListener("change", filter); });
  document.querySelector(".tools").hidden = false;
  filter();

  function reveal() {
    var target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
    if (target && target.tagName === "DETAILS") { target.open = true; target.scrollIntoView(); }
  }
  window.addEventListener("hashchange", reveal);
  reveal();

  window.addEventListener("beforeprint", function () {
    Array.prototype.forEach.call(document.querySelectorAll("details"), function (part) {
      if (!part.open) { part.open = true; part.setAttribute("data-printed", ""); }
    });
  });
  window.addEventListener("afterprint", function () {
    Array.prototype.forEach.call(document.querySelectorAll("details[data-printed]"), function (part) {
      part.open = false; part.removeAttribute("data-printed");
    });
  });
})();
