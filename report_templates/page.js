"use strict";
// Words come from the catalogue: each t(key, names of variables …) is replaced by its text, with {0}, {1} … for the variables.
document.documentElement.classList.add("js");
(function () {
  document.querySelectorAll("button.copy").forEach(function (button) {
    button.addEventListener("click", function () {
      var sources = button.dataset.from.split(" ").map(function (id) { return document.getElementById(id); });
      var text = sources.map(function (source) { return source.innerText.trim(); }).join("\n\n");
      var said = document.getElementById("said");
      var done = function (ok) {
        var label = button.textContent;
        button.textContent = ok ? t("script-copied") : t("script-press");
        if (said) said.textContent = button.textContent;
        setTimeout(function () { button.textContent = label; }, 2000);
      };
      var byHand = function () {
        var range = document.createRange();
        range.setStartBefore(sources[0]);
        range.setEndAfter(sources[0]);
        var chosen = window.getSelection();
        chosen.removeAllRanges();
        chosen.addRange(range);
        var put = function (event) { event.clipboardData.setData("text/plain", text); event.preventDefault(); };
        var ok = false;
        document.addEventListener("copy", put);
        try { ok = document.execCommand("copy"); } catch (e) { ok = false; }
        document.removeEventListener("copy", put);
        done(ok);
      };
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(text).then(function () { done(true); }, byHand);
      } else { byHand(); }
    });
  });
  var table = document.querySelector("table.findings");
  var data = document.getElementById("findings-data");
  if (!table || !data) return;
  var PAGE = 100;
  // Fields of a row, in the order in which they are packed; those before ESTIMATE are places of texts, but for the first two.
  var ANCHOR = 0, LEADS = 1, SUBJECT = 2, MARK = 3, WHAT = 4, POPULATION = 5, UNIT = 6, METHOD = 7, EVIDENCE = 8, TONE = 9, NOTE = 10, ESTIMATE = 11;
  var store = JSON.parse(data.textContent);
  var body = table.tBodies[0];
  var heads = Array.prototype.slice.call(table.tHead.rows[0].cells);
  var COLUMNS = heads.length;
  var decimal = table.dataset.decimal;
  var get = function (id) { return document.getElementById(id); };
  var input = get("filter"), which = get("which"), count = get("shown"), place = get("place"), earlier = get("earlier"), later = get("later");
  var rows = store.rows.map(function (line) { return { line: line, fields: null, text: null }; });
  var seen = rows, page = 0, asked = "";
  var fill = function (text, values) { return text.replace(/\{(\d)\}/g, function (_, k) { return values[k]; }); };
  var field = function (row, at) {
    if (!row.fields) row.fields = row.line.split("|");
    var value = row.fields[at] || "";
    return at > LEADS && at < ESTIMATE && value !== "" ? store.texts[+value] : value;
  };
  // The text of a cell, by its column.
  var cell = function (row, column) {
    if (column === 0) return field(row, SUBJECT) + (field(row, MARK) ? " " + field(row, MARK) : "");
    if (column < 3) return field(row, column === 1 ? WHAT : POPULATION);
    if (column === 3) { var x = field(row, ESTIMATE); return x && (x + " " + field(row, UNIT)).trim(); }
    if (column === COLUMNS - 1) return field(row, NOTE);
    if (column === COLUMNS - 2) return field(row, EVIDENCE);
    if (column === COLUMNS - 3) return field(row, METHOD);
    return field(row, ESTIMATE + column - 3);
  };
  var textOf = function (row) {
    if (row.text === null) {
      var parts = [];
      for (var c = 0; c < COLUMNS; c += 1) parts.push(cell(row, c));
      row.text = parts.join(" ").toLowerCase();
    }
    return row.text;
  };
  var number = function (text) {
    var plain = text.replace(/[−–]/g, "-").replace(/[<>]\s*/g, "");
    plain = decimal === "," ? plain.replace(/\./g, "").replace(/,/g, ".") : plain.replace(/,/g, "");
    var found = plain.match(/^[+-]?\d+(\.\d+)?/);
    return found ? parseFloat(found[0]) : NaN;
  };
  var element = function (row) {
    var tr = document.createElement("tr");
    tr.id = "f-" + field(row, ANCHOR);
    if (tr.id === asked) tr.className = "here";
    for (var c = 0; c < COLUMNS; c += 1) {
      var td = document.createElement(c === 0 ? "th" : "td");
      if (c === 0) {
        td.scope = "row";
        td.textContent = field(row, SUBJECT) + " ";
        if (field(row, MARK)) {
          var mark = document.createElement("span");
          mark.className = "pill bad";
          mark.textContent = field(row, MARK);
          td.appendChild(mark);
          td.appendChild(document.createTextNode(" "));
        }
        var link = document.createElement("a");
        link.href = "#" + tr.id;
        link.className = "own";
        link.textContent = t("script-link");
        link.setAttribute("aria-label", t("script-link.label"));
        td.appendChild(link);
      } else {
        td.textContent = cell(row, c);
        if (c === 1) td.className = "what";
        else if (c === COLUMNS - 1) td.className = "note";
        else if (c === COLUMNS - 2) td.className = field(row, TONE);
      }
      tr.appendChild(td);
    }
    return tr;
  };
  var draw = function () {
    var from = page * PAGE, to = Math.min(from + PAGE, seen.length);
    var drawn = document.createDocumentFragment();
    for (var k = from; k < to; k += 1) drawn.appendChild(element(seen[k]));
    body.textContent = "";
    body.appendChild(drawn);
    count.textContent = fill(
      t("script-count", "shown", "all"), [seen.length, rows.length]);
    place.textContent = seen.length ? fill(
      t("script-rows", "from", "to", "all"), [from + 1, to, seen.length]) : t("script-rows.none");
    earlier.disabled = page === 0;
    later.disabled = to >= seen.length;
  };
  var choose = function () {
    var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    seen = rows.filter(function (row) {
      if (which.value === "lead" && !field(row, LEADS)) return false;
      if (which.value === "shown" && !field(row, ESTIMATE)) return false;
      return words.every(function (w) { return textOf(row).indexOf(w) >= 0; });
    });
    page = 0;
    draw();
  };
  heads.forEach(function (head, at) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () {
      var way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      heads.forEach(function (h) { h.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      var keyed = rows.map(function (row) {
        var text = cell(row, at);
        return { row: row, text: text, number: number(text) };
      });
      keyed.sort(function (a, b) {
        if (!a.text || !b.text) return a.text ? -1 : b.text ? 1 : 0;
        var na = isNaN(a.number), nb = isNaN(b.number);
        if (!na && !nb) return way * (a.number - b.number);
        return na === nb ? way * (a.text < b.text ? -1 : a.text > b.text ? 1 : 0) : na ? 1 : -1;
      });
      rows = keyed.map(function (k) { return k.row; });
      choose();
    });
  });
  var turn = function (by) {
    page += by;
    draw();
    table.parentNode.scrollTop = 0;
  };
  earlier.addEventListener("click", function () { turn(-1); });
  later.addEventListener("click", function () { turn(1); });
  input.addEventListener("input", choose);
  which.addEventListener("change", choose);
  // A row that a link asks for is shown, whatever the filter and the page.
  var arrive = function () {
    asked = location.hash.slice(1);
    if (!/^f-[0-9a-f]{12}$/.test(asked)) return;
    var start = asked.slice(2) + "|";
    var is = function (row) { return row.line.lastIndexOf(start, 0) === 0; };
    if (!rows.some(is)) return;
    if (!seen.some(is)) { input.value = ""; which.value = ""; choose(); }
    page = Math.floor(seen.findIndex(is) / PAGE);
    draw();
    get(asked).scrollIntoView({ block: "center", inline: "start" });
  };
  window.addEventListener("hashchange", arrive);
  document.addEventListener("click", function (event) {
    // A link to the place that is asked for already changes no hash.
    var link = event.target.closest && event.target.closest("a[href^='#f-']");
    if (link && link.getAttribute("href") === location.hash) arrive();
  });
  draw();
  arrive();
  window.addEventListener("load", arrive);
}());
