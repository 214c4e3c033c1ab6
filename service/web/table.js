/* The ranking: all that the map says, as a table. */
"use strict";
(function () {
  var say = ltp.say, first = 40, step = 1000;
  var names = ["name", "above", "priority", "n_actors", "pin", "reached", "gap_need", "coverage_need", "freshness_days"];
  var timer = null;

  /* The value of a row for people; null when it is not known. */
  ltp.shown = function (row, column, figures) {
    var value = row[column.name], at, found;
    if (value === null || value === undefined || value === "") return null;
    if (typeof value === "boolean") return value ? say.yes : say.no;
    at = figures.at[column.name];
    if (column.type === "string" && at !== undefined) {
      found = figures.themes[at].classes[row.classes[at]];
      return found ? found.label : value;
    }
    if (column["x-ogc-unit"] === "ratio") return ltp.percent(value);
    if (column.format === "date") return ltp.date(value);
    return typeof value === "number" && column["x-ogc-unit"] !== "year" ? ltp.number(value) : String(value);
  };

  /* Withheld, without object and not known are three things, and none is zero. */
  ltp.unknownWord = function (row, column, short) {
    if (row.withheld[column.name]) return short ? say.hiddenShort : say.hidden;
    return column.name === "coverage_need" && row.pin === 0 ? short ? say.noNeedShort : say.noNeed : say.unknown;
  };

  ltp.putValue = function (cell, row, column, figures) {
    var text = ltp.shown(row, column, figures), at = figures.at[column.name], found;
    if (text === null) {
      ltp.toggle(cell, "u", true);
      if (cell.nodeName === "TD") cell.setAttribute("title", ltp.unknownWord(row, column));
      cell.appendChild(document.createTextNode(ltp.unknownWord(row, column, cell.nodeName === "TD")));
      return;
    }
    found = column.type === "string" && at !== undefined ? figures.themes[at].classes[row.classes[at]] : null;
    if (found) cell.appendChild(ltp.swatch(found.colour, found.hatch));
    cell.appendChild(column.name === "above" ? ltp.name(text) : document.createTextNode(text));
  };

  /* What the map shows is in the table too. */
  function columnsOf(view) {
    var shown = names.slice(), own = view.theme.circles ? ["idps", "returnees"] : [view.theme.field];
    own = own.filter(function (name) { return names.indexOf(name) < 0; });
    shown.splice.apply(shown, [3, 0].concat(own));
    return shown.map(function (name) {
      return name === "above" ? { name: name, title: view.above, type: "string" } : view.figures.column[name];
    }).filter(Boolean);
  }

  /* What is not known comes last, whichever way; words that are classes go by their order. */
  function sorted(view) {
    var rows = view.list.slice(), name = view.sort.column, way = view.sort.down ? -1 : 1, at = view.figures.at[name];
    var words = view.figures.column[name] && view.figures.column[name].type === "string" && at !== undefined;
    if (!name) return rows;
    return rows.sort(function (a, b) {
      var x = words ? a.classes[at] : a[name], y = words ? b.classes[at] : b[name], order;
      var nox = x === null || x === undefined, noy = y === null || y === undefined;
      if (nox || noy) order = nox - noy;
      else order = way * (typeof x === "string" ? ltp.compare(x, y) : x - y);
      return order || a.rank - b.rank;
    });
  }

  function drawHead(view, columns, onSort) {
    var head = ltp.clear(ltp.get("table").tHead.rows[0]);
    head.appendChild(ltp.make("th", say.rank, { scope: "col", "class": "n" }));
    columns.forEach(function (column) {
      var mine = view.sort.column === column.name;
      var number = column.type === "integer" || column.type === "number";
      var cell = ltp.make("th", null, { scope: "col", "class": number ? "n" : "" }), button = ltp.make("button", say.short[column.name] || column.title, { type: "button", "data-column": column.name });
      if (column.description) cell.setAttribute("title", column.title + "\n" + column.description);
      if (mine) {
        cell.setAttribute("aria-sort", view.sort.down ? "descending" : "ascending");
        button.appendChild(ltp.make("span", view.sort.down ? " ▼" : " ▲", { "aria-hidden": "true" }));
      }
      button.onclick = function () { onSort(column.name, column.type !== "string"); };
      cell.appendChild(button);
      head.appendChild(cell);
    });
  }

  function makeRow(row, view, columns) {
    var line = ltp.make("tr", null, { "data-pcode": row.pcode }), cell, button;
    if (row.pcode === view.chosen) line.className = "chosen";
    line.appendChild(ltp.make("td", ltp.number(row.rank), { "class": "n" }));
    columns.forEach(function (column) {
      if (column.name === "name") {
        cell = ltp.make("th", null, { scope: "row" });
        button = ltp.make("button", null, { type: "button", "data-unit": row.pcode, tabindex: "-1" });
        button.appendChild(ltp.name(row.name || row.pcode));
        cell.appendChild(button);
      } else {
        cell = ltp.make("td");
        if (column.type === "integer" || column.type === "number") cell.className = "n";
        else if (view.figures.at[column.name] !== undefined) cell.className = "w";
        ltp.putValue(cell, row, column, view.figures);
      }
      line.appendChild(cell);
    });
    return line;
  }

  /* The first rows at once, the others when the browser has a moment; beyond a thousand on demand. */
  ltp.drawTable = function (view, onSort, done) {
    var columns = columnsOf(view), rows = sorted(view), body = ltp.get("table").tBodies[0];
    var at = 0, limit = step, more = ltp.get("more");
    clearTimeout(timer);
    window.ready = false;
    body.textContent = "";
    drawHead(view, columns, onSort);
    function put(until) {
      var some = document.createDocumentFragment();
      for (; at < until && at < rows.length && at < limit; at++) some.appendChild(makeRow(rows[at], view, columns));
      body.appendChild(some);
      if (at < rows.length && at < limit) {
        timer = setTimeout(function () { put(at + 340); }, 30); /* the map is painted first */
        return;
      }
      more.hidden = at >= rows.length;
      ltp.text(ltp.get("morebutton"), ltp.fill(say.more, { n: ltp.number(Math.min(step, rows.length - at)) }));
      ltp.text(ltp.get("moretext"), ltp.fill(say.shownOf, { n: ltp.number(at), all: ltp.number(rows.length) }));
      done();
    }
    ltp.get("morebutton").onclick = function () {
      limit += step;
      put(at + step);
    };
    put(first);
    stopAt(body.querySelector("tr.chosen button") || buttonAt(0));
  };

  ltp.markRow = function (pcode) {
    var rows = ltp.get("table").tBodies[0].rows, i;
    for (i = 0; i < rows.length; i++) ltp.toggle(rows[i], "chosen", rows[i].getAttribute("data-pcode") === pcode);
  };

  /* ---- the keyboard ---- */

  /* One stop of the tab key for all rows; the arrows lead from one to the next. */
  var stop = null;
  function buttonAt(i) {
    var row = ltp.get("table").tBodies[0].rows[i];
    return row ? row.querySelector("button") : null;
  }
  function stopAt(button) {
    if (stop) stop.setAttribute("tabindex", "-1");
    stop = button;
    if (stop) stop.setAttribute("tabindex", "0");
  }
  ltp.listenToTable = function () {
    var body = ltp.get("table").tBodies[0];
    body.addEventListener("focus", function (event) {
      if (event.target.nodeName === "BUTTON") stopAt(event.target);
    }, true);
    body.onkeydown = function (event) {
      var row = event.target, last = body.rows.length - 1, to, button;
      while (row && row.nodeName !== "TR") row = row.parentNode;
      if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
      to = { 38: row.sectionRowIndex - 1, 40: row.sectionRowIndex + 1, 36: 0, 35: last, 33: Math.max(row.sectionRowIndex - 10, 0),
        34: Math.min(row.sectionRowIndex + 10, last) }[event.keyCode];
      button = to === undefined ? null : buttonAt(to);
      if (to !== undefined) event.preventDefault();
      if (button) button.focus();
    };
  };
})();
