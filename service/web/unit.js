/* One unit: its figures, who does what and when there, the rows behind the figures, studies, needs. */
"use strict";
(function () {
  var say = ltp.say;
  var facts = ["priority", "state", "severity", "pin", "idps", "reached", "gap_need", "coverage_need", "n_actors",
    "n_actors_inherited", "n_planned", "n_studies", "freshness_days"];

  function putFacts(box, row, figures) {
    var list = ltp.make("dl");
    facts.forEach(function (name) {
      var column = figures.column[name], value, pair;
      if (!column) return;
      value = ltp.make("dd");
      ltp.putValue(value, row, column, figures);
      if (column["x-ogc-unit"] === "days" && row[name] !== null) value.appendChild(document.createTextNode(" " + say.days));
      pair = list.appendChild(ltp.make("div"));
      pair.appendChild(ltp.make("dt", column.title, column.description ? { title: column.description } : {}));
      pair.appendChild(value);
    });
    box.appendChild(list);
  }

  /* columns: [title, function of a row to text, null when not known]; those without any value go. */
  function putRows(box, title, rows, columns, none) {
    var table, head, body, scroll;
    box.appendChild(ltp.make("h3", title + " (" + ltp.number(rows.length) + ")"));
    if (!rows.length) return box.appendChild(ltp.make("p", none || say.none, { "class": "u" }));
    columns = columns.filter(function (column) { return rows.some(function (row) { return column[1](row) !== null; }); });
    table = ltp.make("table");
    head = table.createTHead().insertRow(-1);
    body = table.appendChild(document.createElement("tbody"));
    columns.forEach(function (column) { head.appendChild(ltp.make("th", column[0], { scope: "col" })); });
    rows.forEach(function (row) {
      var line = body.insertRow(-1);
      columns.forEach(function (column) {
        var text = column[1](row);
        line.appendChild(ltp.make("td", text === null ? say.unknown : text, text === null ? { "class": "u" } : column[2] ? { "class": "w" } : {}));
      });
    });
    scroll = ltp.make("div", null, { "class": "cards", tabindex: "0", role: "region", "aria-label": title });
    scroll.appendChild(table);
    return box.appendChild(scroll);
  }

  function orNull(value) { return value === undefined || value === "" ? null : value; }
  function count(row, name) {
    if (row.withheld.indexOf(name) >= 0) return say.hidden;
    return row[name] === null || row[name] === undefined ? null : ltp.number(row[name]);
  }

  function dates(row) {
    if (!row.start_date && !row.end_date) return null;
    return (ltp.date(row.start_date) || "…") + "\u2009–\u2009" + (ltp.date(row.end_date) || "…");
  }

  function origin(row) {
    if (!row.file) return orNull(row.source);
    return row.file + (row.sheet ? ", " + row.sheet : "") + ", " + ltp.fill(say.row, { n: row.row });
  }

  function lineColumns(why) {
    var columns = [
      [say.who, function (r) { return orNull(r.org_acronym || r.org_name); }],
      [say.what, function (r) { return orNull(r.activity || r.project_title); }],
      [say.sector, function (r) { return orNull(r.sector_name || r.sector); }],
      [say.isHlp, function (r) { return r.ltp ? say.yes : r.ltp === false ? say.no : null; }],
      [say.when, dates, true],
      [say.status, function (r) { return r.status ? say.statuses[r.status] || r.status : null; }],
      [say.reached, function (r) { return count(r, "reached"); }],
      [say.where, function (r) { return r.place === "above" ? ltp.fill(say.byAbove, { name: r.name, level: ltp.levelWord(r.level) }) : orNull(r.name); }],
      [say.origin, origin]];
    if (why) columns.splice(1, 0, [say.why, function (r) { return say.counted[r.counted] || null; }]);
    return columns;
  }

  /* Where the parts of the page stand below one another, a click on the map must not seem to do nothing. */
  function seeUnit() {
    var box = ltp.get("unit"), at = box.getBoundingClientRect();
    if ((at.top > window.innerHeight - 80 || at.bottom < 80) && box.scrollIntoView) box.scrollIntoView();
  }

  /* `above`: the names of the units that it lies in, the nearest first; `filtered`: lines may have been left out. */
  ltp.drawUnit = function (told, row, figures, above, filtered) {
    var box = ltp.clear(ltp.get("unitbody")), counting = [], others = [], more;
    told.lines.forEach(function (line) { (/^(active|inherited|planned)$/.test(line.counted || "") ? counting : others).push(line); });
    ltp.clear(ltp.get("unitname")).appendChild(ltp.name(told.unit.name || told.unit.pcode));
    if (told.unit.name) ltp.get("unitname").appendChild(document.createTextNode(" (" + told.unit.pcode + ")"));
    ltp.clear(ltp.get("unitabove"));
    above.forEach(function (name, i) {
      if (i) ltp.get("unitabove").appendChild(document.createTextNode(", "));
      ltp.get("unitabove").appendChild(ltp.name(name));
    });
    if (row) putFacts(box, row, figures);
    putRows(box, say.whoWhatWhen, counting, lineColumns(false), filtered ? say.noneChosen : say.none);
    if (told.lines.length && !told.lines.some(function (line) { return line.file; })) box.appendChild(ltp.make("p", say.provenance, { "class": "quiet" }));
    putRows(box, say.studies, told.studies, [
      [say.studyTitle, function (r) { return orNull(r.title); }], [say.author, function (r) { return orNull(r.author); }],
      [say.year, function (r) { return r.year ? String(r.year) : null; }]]);
    putRows(box, say.needs, told.needs, [
      [say.indicator, function (r) { return r.sector_name || r.indicator || say.intersectoral; }], [say.people, function (r) { return count(r, "pin"); }],
      [say.severity, function (r) { return count(r, "severity"); }],
      [say.population, function (r) { return count(r, "population"); }], [say.idpsShort, function (r) { return count(r, "idps"); }], [say.date, function (r) { return r.date ? ltp.date(r.date) : null; }],
      [say.origin, function (r) { return orNull(r.source); }]]);
    if (others.length) {
      more = ltp.make("details");
      more.appendChild(ltp.make("summary", say.notCounted + " (" + ltp.number(others.length) + ")"));
      putRows(more, say.notCounted, others, lineColumns(true));
      box.appendChild(more);
    }
    ltp.get("unit").hidden = false;
    seeUnit();
  };
})();
