/* The page: what is chosen, where it stands in the address, what is asked for and shown. Outlines
 * and the tree of units come once, values apart; they meet by P-code. No other host is asked. */
"use strict";
(function () {
  var say = ltp.say, get = ltp.get;
  var filters = ["sector", "theme", "org", "donor", "from", "to"]; /* asked of the service; `within` is done here */
  var inputs = { sector: get("sector"), theme: get("subject"), org: get("org"), donor: get("donor"), from: get("from"), to: get("to"), within: get("within"), map: get("theme") };
  var columns = ["pcode", "name", "parent_pcode", "n_actors", "n_actors_inherited", "n_planned", "pin", "severity", "idps", "returnees", "reached",
    "gap_need", "coverage_need", "freshness_days", "n_studies", "n_studies_inherited", "state", "priority", "intersector", "estimated", "suppressed"];
  var units = ltp.table(); /* by P-code: {name, level, parent} */
  var figures = null, view = null;
  var strange = null; /* a place of the link that is not here */
  var asked = 0, asking = null, slow = null, askedUnit = 0, askedSeries = 0; /* questions under way */
  var waiting = []; /* what is to be done once figures are there */
  var state = { sort: { column: null, down: true }, unit: null, at: "" };

  /* ---- the address ---- */

  function parameters() {
    var found = ltp.table();
    location.search.replace(/^\?/, "").split("&").forEach(function (pair) {
      var cut = pair.indexOf("=");
      if (cut > 0)
        try { found[pair.slice(0, cut)] = decodeURIComponent(pair.slice(cut + 1).replace(/\+/g, " ")); } catch (e) { /* not ours */ }
    });
    return found;
  }

  function readAddress() {
    var given = parameters(), sort = given.sort || "";
    ["sector", "theme", "from", "to"].forEach(function (name) {
      if (inputs[name].options && !Array.prototype.some.call(inputs[name].options, function (o) { return o.value === given[name]; })) inputs[name].value = "";
      else inputs[name].value = given[name] || "";
    });
    ltp.setSelect(inputs.org, given.org);
    ltp.setSelect(inputs.donor, given.donor);
    strange = given.within && !units[given.within] ? given.within : given.unit && !units[given.unit] ? given.unit : null;
    ltp.setSelect(inputs.within, units[given.within] ? given.within : "", units[given.within] && units[given.within].name);
    state.sort = { column: sort.replace(/^-/, "") || null, down: sort.charAt(0) === "-" };
    state.unit = units[given.unit] ? given.unit : null;
    state.at = given.at || "";
    state.map = given.map || "";
  }

  function chosen(extra) {
    var values = extra || {};
    filters.forEach(function (name) { values[name] = inputs[name].value; });
    return values;
  }

  function address(lang) {
    var values = { map: inputs.map.value };
    chosen(values);
    values.within = inputs.within.value;
    values.unit = state.unit;
    values.sort = state.sort.column ? (state.sort.down ? "-" : "") + state.sort.column : "";
    values.at = state.at;
    values.lang = lang;
    return "?" + ltp.query(values);
  }

  /* `step`: the way back leads here. */
  function remember(step) {
    var now = address(ltp.lang);
    if (now !== location.search) history[step ? "pushState" : "replaceState"](null, "", now);
    get("lang").href = address(ltp.lang === "fr" ? "en" : "fr");
  }

  /* ---- words of the places ---- */

  function unitsWord(one) { return ltp.levelWord(Number(parameter("level")) || 0, !one); }

  /* "Cercle": what the unit is called in whose column the table tells where a unit lies. */
  function aboveWord() {
    var level = Number(parameter("level")) - 1;
    return level > 0 && ltp.levels[level] ? ltp.levels[level].one : say.above;
  }

  /* Schemes speak of communes; elsewhere the units are called otherwise. */
  function atLevel(label) {
    if (/^commune$/i.test(ltp.levelWord(Number(parameter("level")) || 0))) return label;
    return label.replace(say.theUnit[0], say.theUnit[1]).replace(say.aUnit[0], say.aUnit[1]);
  }

  function namesAbove(pcode) {
    var names = [], at = units[pcode] && units[pcode].parent;
    for (; at && units[at] && units[at].level > 0 && names.length < 8; at = units[at].parent) names.push(units[at].name || at);
    return names;
  }

  function parameter(name) {
    var found = new RegExp("(?:^|; )" + name + "=([^;]*)").exec(figures.stamps.parameters || "");
    return found ? found[1] : "";
  }

  /* "Mopti (région)" */
  ltp.unitName = function (pcode) {
    var unit = units[pcode];
    return unit ? (unit.name || pcode) + " (" + ltp.levelWord(unit.level) + ")" : pcode;
  };

  /* ---- what is shown ---- */

  function isWithin(pcode, above) {
    var guard = 0;
    for (; pcode && guard < 8; guard++) {
      if (pcode === above) return true;
      pcode = units[pcode] ? units[pcode].parent : null;
    }
    return false;
  }

  /* Rows as objects with what the page needs beside the columns. */
  function take(answer) {
    var got = { stamps: answer.stamps, themes: answer.themes, columns: answer.columns, column: ltp.table(), at: ltp.table(), rows: ltp.table(), list: [] };
    answer.columns.forEach(function (column) { got.column[column.name] = column; });
    answer.rows.forEach(function (values, i) {
      var row = { rank: i + 1, classes: values[answer.columns.length], withheld: ltp.table() };
      values[answer.columns.length + 1].forEach(function (name) { row.withheld[name] = true; });
      answer.columns.forEach(function (column, k) { row[column.name] = values[k]; });
      row.above = units[row.parent_pcode] ? units[row.parent_pcode].name : null;
      got.rows[row.pcode] = row;
      got.list.push(row);
    });
    ltp.addDisplaced(got);
    got.themes.forEach(function (theme, i) { got.at[theme.field] = i; });
    return got;
  }

  function makeView() {
    var within = inputs.within.value, at = figures.at[inputs.map.value] || 0, last = view;
    view = { figures: figures, rows: figures.rows, theme: figures.themes[at], at: at, chosen: state.unit, sort: state.sort, within: within, above: aboveWord() };
    if (last && last.figures === figures && last.within === within) {
      view.inside = last.inside;
      view.list = last.list;
      return;
    }
    view.inside = ltp.table();
    view.list = figures.list.filter(function (row) { return !within || isWithin(row.pcode, within); });
    view.list.forEach(function (row, i) {
      view.inside[row.pcode] = true;
      row.rank = i + 1;
    });
  }

  /* "Région : Mopti · Thème : LTP": on the screen, and on paper, where the lists are not. */
  function filtersNow() {
    return ["within", "sector", "subject", "org", "donor"].map(function (id) {
      var select = get(id), chosen = select.options[select.selectedIndex], place = id === "within" ? units[select.value] : null;
      if (!select.value || !chosen) return "";
      return (place ? ltp.levels[place.level].one : select.parentNode.firstChild.textContent) + say.colon + chosen.textContent;
    }).filter(Boolean).join(" · ");
  }

  function drawStatus() {
    var from = parameter("from"), to = parameter("to"), lost = /^(\d+)\s*;[^:;]*:[^;]*;[^:;]*:\s*(\d+)?/.exec(figures.stamps.not_located || "");
    var text = from && to ? say.shown : from ? say.after : to ? say.since : say.shownAll;
    text = ltp.fill(text, { n: ltp.number(view.list.length), units: unitsWord(view.list.length === 1), from: ltp.date(from), to: ltp.date(to) });
    if (!figures.list.length) text = say.empty;
    else if (!view.list.some(function (row) { return row.state && row.state !== "no_line"; })) text += " " + say.noActivity;
    if (lost && lost[1] !== "0")
      text += " " + ltp.fill(say.notLocated, { n: ltp.number(+lost[1]), people: lost[2] === undefined ? say.unknown : ltp.number(+lost[2]) });
    if (filtersNow()) text += " " + ltp.fill(say.filters, { what: filtersNow() });
    if (strange) text += " " + ltp.fill(say.noSuchPlace, { what: strange });
    ltp.text(get("status"), text);
  }

  function drawStamps() {
    ltp.text(get("stamps"), Object.keys(say.stamps).map(function (key) {
      var value = figures.stamps[key];
      if (!value) return "";
      if (key === "date") value = ltp.date(value);
      if (key === "sensitivity") value = say.sensitivity[value] || value;
      return ltp.fill(say.stamps[key], { v: value });
    }).filter(Boolean).join(" · "));
  }

  function onSort(name, down) {
    var sort = state.sort;
    if (sort.column !== name) state.sort = { column: name, down: down };
    else if (sort.down === down) state.sort = { column: name, down: !down };
    else state.sort = { column: null, down: true }; /* the third time: the ranking again */
    makeView();
    remember(false);
    ltp.drawTable(view, onSort, settled);
    var button = document.querySelector("#table thead button[data-column=" + name + "]");
    if (button) button.focus();
  }

  function settled() { window.ready = true; }

  function draw() {
    makeView();
    ltp.drawMap(view);
    drawStatus();
    ltp.drawTable(view, onSort, settled);
  }

  /* ---- loading ---- */

  function fail(why) {
    ltp.text(get("status"), ltp.fill(say.failed, { why: why }));
    ltp.toggle(get("status"), "failed", true);
    ltp.toggle(document.body, "stale", true); /* what still stands there is no answer to the choices */
    window.ready = true;
  }

  function loadSeries() {
    var mine = ++askedSeries, values = chosen({ f: "json", lang: ltp.lang });
    values.within = inputs.within.value;
    ltp.ask("/api/series?" + ltp.query(values), function (answer) {
      if (mine === askedSeries && figures) ltp.drawChart(answer, unitsWord());
    }, function () { ltp.clear(get("series")); });
  }

  function fillThemes() {
    var wanted = state.map || inputs.map.value;
    ltp.clear(inputs.map);
    figures.themes.forEach(function (theme) { inputs.map.appendChild(ltp.make("option", theme.title, { value: theme.field })); });
    inputs.map.value = figures.at[wanted] !== undefined ? wanted : figures.themes.length ? figures.themes[0].field : "";
  }

  function load(then) {
    var mine = ++asked, values = chosen({ f: "json", lang: ltp.lang, rows: "arrays", properties: columns.join(",") });
    if (asking) asking.abort(); /* who goes through a list with the arrow keys waits for the last answer alone */
    clearTimeout(slow);
    slow = setTimeout(function () { ltp.text(get("status"), say.loading); }, 150);
    if (then) waiting.push(then);
    window.ready = false;
    asking = ltp.ask("/api/gaps?" + ltp.query(values), function (answer) {
      clearTimeout(slow);
      if (mine !== asked) return; /* a newer question is under way */
      ltp.toggle(get("status"), "failed", false);
      ltp.toggle(document.body, "stale", false);
      figures = answer;
      answer.themes.forEach(function (theme) { theme.classes.forEach(function (found) { found.label = atLevel(found.label); }); });
      figures = take(answer);
      if (state.sort.column !== "above" && !figures.column[state.sort.column]) state.sort = { column: null, down: true };
      fillThemes();
      draw();
      drawStamps();
      loadSeries();
      if (state.unit) loadUnit(false);
      waiting.splice(0).forEach(function (next) { next(); });
    }, function (why) {
      clearTimeout(slow);
      if (mine === asked) fail(why);
    });
  }

  /* ---- one unit ---- */

  /* The repertory comes once, when a unit is first looked at: studies of the units above are of this one too. */
  var studies = null;
  function withStudies(then) {
    if (studies) return then();
    ltp.ask("/api/studies?f=json&rows=arrays&properties=pcodes,title,authors,year", function (answer) {
      studies = objects(answer);
      then();
    }, then);
  }

  function studiesAbove(pcode) {
    return (studies || []).filter(function (study) {
      var codes = (study.pcodes || "").split(/[;,]\s*/);
      return codes.indexOf(pcode) < 0 && codes.some(function (code) { return code && isWithin(pcode, code); });
    });
  }

  function loadUnit(move) {
    var mine = ++askedUnit, pcode = state.unit, values = chosen({ f: "json", lang: ltp.lang });
    values.from = values.from || parameter("from");
    values.to = values.to || parameter("to");
    if (inputs.from.value === "" && inputs.to.value === "") values.from = values.to = ""; /* the service has the same defaults */
    ltp.ask("/api/explain/" + encodeURIComponent(pcode) + "?" + ltp.query(values), function (told) {
      withStudies(function () {
        if (mine !== askedUnit || state.unit !== pcode) return;
        told.above = studiesAbove(pcode);
        ltp.drawUnit(told, figures.rows[pcode], figures, namesAbove(pcode),
          filters.some(function (name) { return !/^(from|to)$/.test(name) && inputs[name].value; }));
        if (move) get("unit").focus();
      });
    }, function (why) {
      if (mine === askedUnit) ltp.text(get("status"), ltp.fill(say.failed, { why: why }));
    });
  }

  function choose(pcode, move) {
    state.unit = pcode;
    remember(true);
    makeView();
    ltp.drawMap(view);
    ltp.markRow(pcode);
    setTimeout(function () { ltp.lookAtUnit(pcode, move); }, 30);
    loadUnit(move);
  }

  function closeUnit() {
    var was = state.unit, button;
    state.unit = null;
    askedUnit++;
    get("unit").hidden = true;
    makeView();
    remember(false);
    ltp.drawMap(view);
    ltp.markRow(null);
    button = was && document.querySelector('#table button[data-unit="' + was + '"]');
    if (button) button.focus();
  }

  /* ---- choices ---- */

  function setWithin(pcode) {
    strange = null;
    ltp.setSelect(inputs.within, pcode, units[pcode] && units[pcode].name);
    state.at = "";
    remember(true);
    draw();
    setTimeout(function () { ltp.lookAt(""); }, 30); /* the rows come first */
    loadSeries();
  }

  function setFilter() {
    remember(true);
    load();
  }

  /* A date that is typed changes with each key: it is asked for when the keys rest, and whole. */
  var typing = null;
  function setDate() {
    clearTimeout(typing);
    typing = setTimeout(function () {
      if (["from", "to"].every(function (name) { return !inputs[name].value || /^(19|20)\d\d-\d\d-\d\d$/.test(inputs[name].value); })) setFilter();
    }, 400);
  }

  function reset() {
    clearTimeout(typing);
    filters.concat("within").forEach(function (name) { inputs[name].value = ""; });
    state.sort = { column: null, down: true };
    state.unit = null;
    state.at = "";
    strange = null;
    get("unit").hidden = true;
    remember(true);
    load(function () { ltp.lookAt(""); });
  }

  function keepFile(event) {
    var format = event.target.getAttribute("data-file"), values = chosen({ lang: ltp.lang });
    event.preventDefault();
    values.within = inputs.within.value;
    if (format) ltp.keepFile(format, values, inputs.map.value);
  }

  /* ---- start ---- */

  function translate() {
    document.documentElement.lang = ltp.lang;
    document.title = say.title;
    Array.prototype.forEach.call(document.querySelectorAll("[data-t]"), function (item) {
      if (say[item.getAttribute("data-t")]) ltp.text(item, say[item.getAttribute("data-t")]);
    });
    get("filters").setAttribute("aria-label", say.choices);
    get("lang").hreflang = ltp.lang === "fr" ? "en" : "fr";
    get("lang").lang = get("lang").hreflang;
  }

  function goTo(unit) {
    if (figures && figures.rows[unit.pcode]) {
      if (!view.inside[unit.pcode]) setWithin("");
      choose(unit.pcode, true);
    } else setWithin(unit.level > 0 ? unit.pcode : "");
  }

  function filterBy(id, word) {
    ltp.setSelect(inputs[id], word);
    setFilter();
  }

  function objects(answer) {
    return answer.rows.map(function (values) {
      var made = {};
      answer.columns.forEach(function (column, i) { made[column.name] = values[i]; });
      return made;
    });
  }

  function listen() {
    get("filters").onsubmit = function (event) { event.preventDefault(); };
    filters.forEach(function (name) { inputs[name].onchange = /^(from|to)$/.test(name) ? setDate : setFilter; });
    inputs.within.onchange = function () { setWithin(inputs.within.value); };
    inputs.map.onchange = function () {
      remember(true);
      draw();
    };
    get("reset").onclick = reset;
    get("morefilters").onclick = function () { /* on a phone */
      var all = !/\ball\b/.test(get("filters").className);
      ltp.toggle(get("filters"), "all", all);
      get("morefilters").setAttribute("aria-expanded", String(all));
    };
    get("close").onclick = closeUnit;
    document.addEventListener("keydown", function (event) {
      if (event.keyCode === 27 && state.unit && !/^(INPUT|SELECT)$/.test(event.target.nodeName)) closeUnit();
    });
    get("table").tBodies[0].onclick = function (event) {
      var line = event.target;
      while (line && line.nodeName !== "TR") line = line.parentNode;
      if (line) choose(line.getAttribute("data-pcode"), event.target.nodeName === "BUTTON");
    };
    get("downloads").onclick = keepFile;
    get("print").onclick = ltp.print;
    ltp.listenToTable();
    window.onpopstate = function () {
      readAddress();
      if (!state.unit) get("unit").hidden = true;
      load(function () { ltp.lookAt(state.at); });
    };
  }

  /* The answers that the page needs before it can draw, all asked for at once. */
  function together(paths, done) {
    var answers = {}, left = Object.keys(paths).length;
    Object.keys(paths).forEach(function (name) {
      ltp.ask(paths[name], function (answer) {
        answers[name] = answer;
        if (--left === 0) done(answers);
      }, name === "borders" ? function () { if (--left === 0) done(answers); } : fail);
    });
  }

  function start(answers) {
    var list = objects(answers.units), organisations = objects(answers.actors);
    ltp.levels = answers.units.levels;
    list.forEach(function (unit) {
      unit.parent = unit.parent_pcode;
      units[unit.pcode] = unit;
    });
    ltp.fillWithin(list);
    ltp.fillOrganisations(organisations);
    readAddress();
    ltp.startMap(answers.shapes, answers.borders, function (pcode) { choose(pcode, false); }, function (at) {
      if (!ltp.onPaper()) {
        state.at = at;
        if (view) remember(false);
      }
    });
    if (answers.shapes.decimals < 3) ltp.text(get("coarse"), say.coarse);
    ltp.startSearch(ltp.searchable(units, list, organisations, goTo, filterBy));
    listen();
    var at = state.at;
    load(function () {
      ltp.lookAt(at);
      if (state.unit && !at) ltp.lookAtUnit(state.unit, true);
      remember(false);
    });
  }

  translate();
  together({
    units: "/api/units?f=json&rows=arrays&properties=pcode,name,level,parent_pcode&lang=" + ltp.lang,
    actors: "/api/organisations?f=json&rows=arrays&properties=acronym,name,other_names,is_actor,is_donor",
    shapes: "/api/shapes?f=json",
    borders: "/api/shapes?f=json&level=1"
  }, start);
})();
