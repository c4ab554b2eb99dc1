"use strict";
document.documentElement.classList.add("js");
(function () {
  document.querySelectorAll("button.copy").forEach(function (button) {
    button.addEventListener("click", function () {
      var source = document.getElementById(button.dataset.from);
      var said = document.getElementById("said");
      var done = function (ok) {
        var label = button.textContent;
        button.textContent = ok ? "Copied" : "Press Ctrl+C to copy";
        if (said) said.textContent = button.textContent;
        setTimeout(function () { button.textContent = label; }, 2000);
      };
      var byHand = function () {
        var range = document.createRange();
        range.selectNodeContents(source);
        var chosen = window.getSelection();
        chosen.removeAllRanges();
        chosen.addRange(range);
        var ok = false;
        try { ok = document.execCommand("copy"); } catch (e) { ok = false; }
        done(ok);
      };
      if (navigator.clipboard && window.isSecureContext) {
        navigator.clipboard.writeText(source.innerText).then(function () { done(true); }, byHand);
      } else { byHand(); }
    });
  });
  var table = document.querySelector("table.findings");
  if (!table) return;
  var body = table.tBodies[0];
  var rows = Array.prototype.slice.call(body.rows);
  var decimal = table.dataset.decimal;
  var count = document.getElementById("shown");
  var number = function (text) {
    var plain = text.replace(/[−–]/g, "-").replace(/[<>]\s*/g, "");
    plain = decimal === "," ? plain.replace(/\./g, "").replace(/,/g, ".") : plain.replace(/,/g, "");
    var found = plain.match(/^[+-]?\d+(\.\d+)?/);
    return found ? parseFloat(found[0]) : NaN;
  };
  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, at) {
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.textContent = "";
    head.appendChild(button);
    button.addEventListener("click", function () {
      var way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (h) { h.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
      var keyed = rows.map(function (row) {
        var text = row.cells[at].textContent.trim();
        return { row: row, text: text, number: number(text) };
      });
      keyed.sort(function (a, b) {
        if (!a.text || !b.text) return a.text ? -1 : b.text ? 1 : 0;
        var na = isNaN(a.number), nb = isNaN(b.number);
        if (!na && !nb) return way * (a.number - b.number);
        return na === nb ? way * a.text.localeCompare(b.text) : na ? 1 : -1;
      });
      keyed.forEach(function (k) { body.appendChild(k.row); });
    });
  });
  var input = document.getElementById("filter");
  input.addEventListener("input", function () {
    var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    var shown = 0;
    rows.forEach(function (row) {
      if (row.dataset.text === undefined) row.dataset.text = row.textContent.toLowerCase();
      var hit = words.every(function (w) { return row.dataset.text.indexOf(w) >= 0; });
      row.hidden = !hit;
      if (hit) shown += 1;
    });
    count.textContent = shown + " of " + rows.length + " findings";
  });
  var reveal = function () {
    var row = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (row && row.hidden) { input.value = ""; input.dispatchEvent(new Event("input")); row.scrollIntoView(); }
  };
  window.addEventListener("hashchange", reveal);
}());
