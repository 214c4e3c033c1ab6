/* The web map. Outlines are fetched once and values apart; they meet by P-code. The table says all
 * that the map says. No request leaves for another host. */
"use strict";
(() => {
  const params = new URLSearchParams(location.search);
  const lang = params.get("lang") || (navigator.language.startsWith("en") ? "en" : "fr");
  const texts = {
    en: {
      title: "Housing, land and property: coverage and gaps", data: "Data", standards: "Standards",
      theme: "Map", within: "Region", sector: "Sector", subject: "Theme", org: "Actor", from: "From", to: "To",
      search: "Find a place", all: "All", shelter: "Shelter", ltp: "HLP", cohesion: "Social cohesion",
      mapnote: "The table says the same as the map.", download: "Download:", print: "Print",
      ranking: "Ranking of the gaps", close: "Close"
    }
  };
  const say = lang === "en"
    ? { unknown: "not known", hidden: "withheld", loading: "Loading…", shown: n => `${n} units shown`,
        failed: "The figures could not be loaded: ", actors: "Who, what, when", studies: "Studies",
        needs: "Needs", none: "Nothing is recorded.", above: "reported above, commune not named", here: "here",
        other: "Français", who: "Actor", what: "Activity", sector: "Sector", when: "When", reached: "Reached", place: "Place" }
    : { unknown: "non connu", hidden: "masqué", loading: "Chargement…", shown: n => `${n} unités affichées`,
        failed: "Les chiffres n'ont pas pu être chargés : ", actors: "Qui, quoi, quand", studies: "Études",
        needs: "Besoins", none: "Rien n'est enregistré.", above: "signalé plus haut, commune non précisée", here: "ici",
        other: "English", who: "Acteur", what: "Activité", sector: "Secteur", when: "Quand", reached: "Atteintes", place: "Lieu" };
  const $ = id => document.getElementById(id);
  const filters = ["sector", "theme", "org", "from", "to", "within"];
  const inputs = { sector: $("sector"), theme: $("subject"), org: $("org"), from: $("from"), to: $("to"), within: $("within") };
  const shown = ["priority", "n_actors", "pin", "reached", "gap_need", "coverage_need", "freshness_days"];
  let figures = null, shapes = null, outlines = new Map(), chosen = params.get("unit"), sort = { column: null, down: true };
  let asked = 0, map = null, layer = null;

  const number = new Intl.NumberFormat(lang === "fr" ? "fr-FR" : "en-GB", { maximumFractionDigits: 1 });
  const percent = new Intl.NumberFormat(lang === "fr" ? "fr-FR" : "en-GB", { style: "percent", maximumFractionDigits: 0 });

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text !== undefined && text !== null) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  async function fetchJson(path) {
    const answer = await fetch(path, { headers: { Accept: "application/json" } });
    const body = await answer.json();
    if (!answer.ok) throw new Error(body.detail || answer.status);
    return body;
  }

  /* ---- state: the address says what is shown ---- */

  function query(extra = {}) {
    const search = new URLSearchParams(extra);
    for (const name of filters) if (inputs[name].value) search.set(name, inputs[name].value);
    return search;
  }

  function remember() {
    const search = query();
    if ($("theme").value) search.set("map", $("theme").value);
    if (chosen) search.set("unit", chosen);
    search.set("lang", lang);
    history.replaceState(null, "", "?" + search);
    search.set("lang", lang === "fr" ? "en" : "fr");
    $("lang").href = "?" + search;
    const wanted = query();
    $("geojson").href = "/collections/gaps/items?limit=10000&f=json" + (wanted.size ? "&" + wanted : "");
    $("json").href = "/api/gaps?f=json" + (wanted.size ? "&" + wanted : "");
  }

  /* ---- classes ---- */

  const themeAt = () => Math.max(0, figures.themes.findIndex(t => t.field === $("theme").value));

  function classOf(row) {
    const theme = figures.themes[themeAt()];
    return theme ? theme.classes[row.classes[themeAt()]] : undefined;
  }

  function style(row) {
    const found = row && classOf(row);
    const mine = row && row.pcode === chosen;
    return { color: mine ? "#b35900" : "#555", weight: mine ? 3 : 0.6, fillColor: found ? found.colour : "#fff",
             fillOpacity: found ? 0.9 : 0.2, dashArray: found && found.hatch ? "2 3" : null };
  }

  /* ---- values ---- */

  function put(cell, row, column) {
    const value = row[column.name];
    if (value === null || value === undefined) {
      cell.textContent = row.suppressed && column["x-ogc-unit"] === "people" ? say.hidden : say.unknown;
      cell.classList.add("u");
    } else if (column.name === "priority" || column.name === "state") {
      const at = figures.themes.findIndex(t => t.field === column.name);
      const found = at >= 0 ? figures.themes[at].classes[row.classes[at]] : null;
      if (found) {
        const mark = element("span", null, { class: "mark", "aria-hidden": "true" });
        mark.style.backgroundColor = found.colour;
        cell.append(mark);
      }
      cell.append(found ? found.label : value);
    } else if (column["x-ogc-unit"] === "ratio") cell.textContent = percent.format(value);
    else cell.textContent = typeof value === "number" ? number.format(value) : value;
  }

  /* ---- the table ---- */

  function sorted() {
    const rows = figures.rows.slice();
    if (!sort.column) return rows;
    const way = sort.down ? -1 : 1;
    return rows.sort((a, b) => {
      const x = a[sort.column], y = b[sort.column];
      if (x === null || y === null) return (x === null) - (y === null);
      return way * (typeof x === "string" ? x.localeCompare(y, lang) : x - y);
    });
  }

  function drawTable() {
    const columns = ["name", ...shown].map(n => figures.columns.find(c => c.name === n)).filter(Boolean);
    const head = $("table").tHead.rows[0];
    head.replaceChildren(...columns.map(column => {
      const cell = element("th", null, { scope: "col", title: column.description });
      const button = element("button", column.title, { type: "button" });
      if (sort.column === column.name) {
        cell.setAttribute("aria-sort", sort.down ? "descending" : "ascending");
        button.append(sort.down ? " ▼" : " ▲");
      }
      button.addEventListener("click", () => {
        sort = { column: column.name, down: sort.column === column.name ? !sort.down : column.type !== "string" };
        drawTable();
        [...head.querySelectorAll("button")][columns.indexOf(column)].focus();
      });
      cell.append(button);
      return cell;
    }));
    $("table").tBodies[0].replaceChildren(...sorted().map(row => {
      const line = element("tr", null, { "data-pcode": row.pcode });
      if (row.pcode === chosen) line.className = "chosen";
      for (const column of columns) {
        const heads = column.name === "name";
        const cell = element(heads ? "th" : "td", null, heads ? { scope: "row" } : {});
        if (column.type === "integer" || column.type === "number") cell.className = "n";
        if (heads) {
          const button = element("button", row.name, { type: "button" });
          button.addEventListener("click", () => choose(row.pcode, true));
          cell.append(button);
        } else put(cell, row, column);
        line.append(cell);
      }
      return line;
    }));
  }

  /* ---- the map ---- */

  function drawMap() {
    const rows = new Map(figures.rows.map(r => [r.pcode, r]));
    if (layer) layer.remove();
    outlines = new Map();
    layer = L.geoJSON({ type: "FeatureCollection", features: shapes.features.filter(f => rows.has(f.id)) }, {
      style: feature => style(rows.get(feature.id)),
      onEachFeature: (feature, outline) => {
        const row = rows.get(feature.id), found = classOf(row);
        outlines.set(feature.id, outline);
        outline.bindTooltip(() => `${escape(row.name)} : ${escape(found ? found.label : say.unknown)}`, { sticky: true });
        outline.on("click", () => choose(feature.id, false));
      }
    }).addTo(map);
    drawLegend();
  }

  const escape = text => element("span", text).innerHTML;

  function drawLegend() {
    const theme = figures.themes[themeAt()];
    $("maptitle").textContent = theme ? theme.title : "";
    $("map").setAttribute("aria-label", theme ? theme.title : "");
    $("legend").replaceChildren(...(theme ? theme.classes : []).map((found, i) => {
      const count = figures.rows.filter(r => r.classes[themeAt()] === i).length;
      const item = element("li"), mark = element("span", null, { class: "mark", "aria-hidden": "true" });
      mark.style.backgroundColor = found.colour;
      item.append(mark, `${found.label} (${count})`);
      return item;
    }));
  }

  function restyle() {
    const rows = new Map(figures.rows.map(r => [r.pcode, r]));
    for (const [pcode, outline] of outlines) outline.setStyle(style(rows.get(pcode)));
    drawLegend();
  }

  /* ---- one unit ---- */

  function listing(title, rows, columns) {
    const out = [element("h3", `${title} (${rows.length})`)];
    if (!rows.length) return [...out, element("p", say.none, { class: "u" })];
    const table = element("table"), head = table.createTHead().insertRow(), body = table.createTBody();
    for (const [label] of columns) head.append(element("th", label, { scope: "col" }));
    for (const row of rows) {
      const line = body.insertRow();
      for (const [, value] of columns) {
        const text = value(row);
        line.append(element("td", text ?? say.unknown, text === null || text === undefined ? { class: "u" } : {}));
      }
    }
    const box = element("div", null, { class: "cards", tabindex: "0", role: "region", "aria-label": title });
    box.append(table);
    return [...out, box];
  }

  async function choose(pcode, move) {
    chosen = pcode;
    remember();
    restyle();
    for (const line of $("table").tBodies[0].rows) line.classList.toggle("chosen", line.dataset.pcode === pcode);
    const outline = outlines.get(pcode);
    if (outline) {
      outline.bringToFront();
      if (move) map.fitBounds(outline.getBounds(), { maxZoom: 9, animate: false });
    }
    const search = query();
    search.delete("within");
    const told = await fetchJson(`/api/explain/${encodeURIComponent(pcode)}?f=json&lang=${lang}` + (search.size ? "&" + search : ""));
    if (chosen !== pcode) return;
    const dates = r => r.start_date || r.end_date ? `${r.start_date ?? "…"} – ${r.end_date ?? "…"}` : null;
    $("unitname").textContent = `${told.unit.name} (${pcode})`;
    $("unitbody").replaceChildren(
      ...listing(say.actors, told.lines, [
        [say.who, r => r.org_acronym || r.org_name], [say.what, r => r.activity || r.project_title],
        [say.sector, r => r.sector_name], [say.when, dates], [say.reached, r => r.reached === null ? null : number.format(r.reached)],
        [say.place, r => r.place === "above" ? say.above : r.name], ["Source", r => r.source]]),
      ...listing(say.studies, told.studies, [["", r => r.title], ["", r => r.year]]),
      ...listing(say.needs, told.needs, [["", r => r.sector_name || r.indicator], ["PiN", r => r.pin === null ? null : number.format(r.pin)], ["", r => r.date], ["", r => r.source]]));
    $("unit").hidden = false;
    if (move) $("unit").focus();
  }

  /* ---- loading ---- */

  async function load() {
    const mine = ++asked;
    remember();
    $("status").textContent = say.loading;
    try {
      const got = await fetchJson(`/api/gaps?f=json&lang=${lang}&` + query());
      if (mine !== asked) return; /* a newer question is under way */
      figures = got;
      if (!$("theme").options.length) {
        for (const theme of figures.themes) $("theme").append(new Option(theme.title, theme.field));
        if (params.get("map")) $("theme").value = params.get("map");
      }
      drawMap();
      drawTable();
      $("places").replaceChildren(...figures.rows.map(r => element("option", null, { value: `${r.name} (${r.pcode})` })));
      $("stamps").textContent = ["date", "edition", "source", "licence", "not_located", "program"]
        .map(k => figures.stamps[k]).filter(Boolean).join(" · ");
      $("status").textContent = say.shown(figures.rows.length);
    } catch (error) {
      $("status").textContent = say.failed + error.message;
    }
    remember();
    window.ready = true;
  }

  function csv() {
    const names = figures.columns.map(c => c.name);
    const cell = v => v === null || v === undefined ? "" : /[",\n]/.test(v) ? `"${String(v).replaceAll('"', '""')}"` : String(v);
    const text = [names, ...sorted().map(r => names.map(n => r[n]))].map(r => r.map(cell).join(",")).join("\r\n");
    return URL.createObjectURL(new Blob(["\ufeff" + text], { type: "text/csv" }));
  }

  function translate() {
    document.documentElement.lang = lang;
    $("lang").textContent = say.other;
    $("lang").hreflang = lang === "fr" ? "en" : "fr";
    if (lang !== "en") return;
    for (const item of document.querySelectorAll("[data-t]"))
      item.textContent = texts.en[item.dataset.t] ?? item.textContent;
    document.title = texts.en.title;
  }

  async function start() {
    translate();
    for (const name of filters) if (params.get(name)) inputs[name].value = params.get(name);
    map = L.map("map", { preferCanvas: true, attributionControl: false, zoomSnap: 0.25 });
    const [outline, regions, actors] = await Promise.all([fetchJson("/api/shapes?f=json"),
      fetchJson("/collections/units/items?f=json&level=1&limit=1000&sortby=name&properties=name,pcode"), fetchJson("/api/actors?f=json")]);
    shapes = outline;
    $("within").append(new Option(lang === "en" ? "All" : "Toutes", ""),
      ...regions.features.map(f => new Option(f.properties.name, f.properties.pcode)));
    if (params.get("within")) $("within").value = params.get("within");
    $("orgs").replaceChildren(...actors.rows.map(r => element("option", null, { value: r.acronym || r.name || "" })));
    map.fitBounds(L.geoJSON(shapes).getBounds());
    await load();
    if (chosen) choose(chosen, true);
  }

  $("filters").addEventListener("submit", event => event.preventDefault());
  for (const input of Object.values(inputs)) input.addEventListener("change", load);
  $("theme").addEventListener("change", () => { restyle(); remember(); });
  $("search").addEventListener("change", () => {
    const found = $("search").value.match(/\(([^)]+)\)$/);
    if (found && figures.rows.some(r => r.pcode === found[1])) choose(found[1], true);
  });
  $("close").addEventListener("click", () => { chosen = null; $("unit").hidden = true; restyle(); remember(); });
  $("csv").addEventListener("click", () => { $("csv").href = csv(); });
  $("print").addEventListener("click", () => window.print());
  start().catch(error => { $("status").textContent = say.failed + error.message; window.ready = true; });
})();
