/* The small chart: in how many units an actor is active, month by month. */
"use strict";
(function () {
  var say = ltp.say, height = 90, left = 30, bottom = 18, top = 14;

  /* As wide as its place, so that its texts keep their size on a phone. */
  function bars(rows, most, title, width) {
    var step = (width - left - 20) / rows.length, every = Math.ceil(rows.length * 64 / (width - left)), parts = [ltp.drawn("title", {}, [document.createTextNode(title)])];
    [0, most].forEach(function (value) {
      var y = top + (height - top - bottom) * (1 - value / (most || 1));
      parts.push(ltp.drawn("line", { x1: left, x2: width, y1: y, y2: y, stroke: "#bbb" }));
      parts.push(ltp.drawn("text", { x: left - 4, y: y + 4, "text-anchor": "end", "font-size": 11, fill: "#333" }, [document.createTextNode(ltp.number(value))]));
    });
    rows.forEach(function (row, i) {
      var known = row.n_units_covered !== null, tall = (height - top - bottom) * (row.n_units_covered || 0) / (most || 1), x = left + i * step;
      var said = known ? ltp.number(row.n_units_covered) : "?";
      parts.push(ltp.drawn("rect", { x: x + step * 0.12, width: step * 0.76, y: height - bottom - tall, height: tall, fill: "#2b6a6c" },
        [ltp.drawn("title", {}, [document.createTextNode(ltp.month(row.month) + say.colon + (known ? said : say.unknown))])]));
      if (step >= 24)
        parts.push(ltp.drawn("text", { x: x + step / 2, y: height - bottom - tall - 3, "text-anchor": "middle", "font-size": 10, fill: "#333" },
          [document.createTextNode(said)]));
      if (i % every === 0)
        parts.push(ltp.drawn("text", { x: x + step / 2, y: height - 5, "text-anchor": "middle", "font-size": 10, fill: "#333" },
          [document.createTextNode(ltp.month(row.month))]));
    });
    return ltp.drawn("svg", { viewBox: "0 0 " + width + " " + height, role: "img", "aria-label": title, "class": "chart" }, parts);
  }

  function asTable(rows, units) {
    var table = ltp.make("table"), head = table.createTHead().insertRow(-1), body = table.appendChild(document.createElement("tbody"));
    [say.month, ltp.fill(say.covered, { units: units }), say.actors, say.activities].forEach(function (text) {
      head.appendChild(ltp.make("th", text, { scope: "col" }));
    });
    rows.forEach(function (row) {
      var line = body.insertRow(-1);
      line.appendChild(ltp.make("th", ltp.month(row.month), { scope: "row" }));
      ["n_units_covered", "n_actors", "n_lines"].forEach(function (name) {
        line.appendChild(ltp.make("td", row[name] === null ? say.unknown : ltp.number(row[name]), { "class": row[name] === null ? "n u" : "n" }));
      });
    });
    return table;
  }

  ltp.drawChart = function (series, units) {
    var box = ltp.clear(ltp.get("series")), rows = series.rows, most = 0, more, title;
    units = units.charAt(0).toUpperCase() + units.slice(1);
    title = ltp.fill(say.seriesText, { units: units });
    rows.forEach(function (row) { most = Math.max(most, row.n_units_covered || 0); });
    box.appendChild(ltp.make("h2", title));
    if (!rows.length) return box.appendChild(ltp.make("p", say.noSeries, { "class": "u" }));
    box.appendChild(bars(rows, most, title, Math.max(280, Math.min(704, box.clientWidth || 640))));
    more = ltp.make("details");
    more.appendChild(ltp.make("summary", say.asTable));
    more.appendChild(asTable(rows, units));
    return box.appendChild(more);
  };
})();
