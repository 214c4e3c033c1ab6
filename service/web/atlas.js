/* The map: outlines once, then only colours and hatches. Canvas, no WebGL. */
"use strict";
(function () {
  var say = ltp.say, map, outlines = ltp.table(), borders, renderer, patterns = {};
  var outside = "#e9e9e3", ink = "#3a3a3a", chosenInk = "#b35900", line = 0.6;

  /* ---- hatches ---- */

  /* The strokes of a hatch in a square of 8, for the canvas and for the legend alike. */
  var strokes = {
    diagonal: "M-2 2L2-2M0 8L8 0M6 10L10 6",
    cross: "M-2 2L2-2M0 8L8 0M6 10L10 6M-2 6L2 10M0 0L8 8M6-2L10 2",
    dots: "M2 1.4L2 3.2M6 5.4L6 7.2"
  };

  function pattern(context, hatch) {
    if (!patterns[hatch]) {
      var tile = document.createElement("canvas"), on;
      tile.width = tile.height = 8;
      on = tile.getContext("2d");
      on.strokeStyle = "#444";
      on.lineWidth = hatch === "dots" ? 1.8 : 1;
      on.beginPath();
      (strokes[hatch] || strokes.diagonal).replace(/([ML])(-?[\d.]+) ?(-?[\d.]+)/g, function (all, what, x, y) {
        on[what === "M" ? "moveTo" : "lineTo"](+x, +y);
      });
      on.stroke();
      patterns[hatch] = context.createPattern(tile, "repeat");
    }
    return patterns[hatch];
  }

  var Hatched = L.Canvas.extend({
    _fillStroke: function (context, layer) {
      L.Canvas.prototype._fillStroke.call(this, context, layer);
      if (!layer.options.hatch) return;
      context.globalAlpha = 0.75;
      context.fillStyle = pattern(context, layer.options.hatch);
      context.fill("evenodd");
      context.globalAlpha = 1;
    }
  });

  /* The hatches of the squares stand once in the page. */
  function defineHatches() {
    var defs = ltp.drawn("defs", {}, Object.keys(strokes).map(function (hatch) {
      return ltp.drawn("pattern", { id: "hatch-" + hatch, width: 8, height: 8, patternUnits: "userSpaceOnUse" },
        [ltp.drawn("path", { d: strokes[hatch], stroke: "#444", "stroke-width": hatch === "dots" ? 1.8 : 1, fill: "none" })]);
    }));
    document.body.appendChild(ltp.drawn("svg", { width: 0, height: 0, "class": "away", "aria-hidden": "true", focusable: "false" }, [defs]));
  }
  defineHatches();

  /* A square of the legend: drawn, not a background, so that it prints. Made once of each kind. */
  var swatches = {};
  ltp.swatch = function (colour, hatch) {
    var kind = (colour || "#fff") + (hatch || ""), parts;
    if (!swatches[kind]) {
      parts = [ltp.drawn("rect", { width: 22, height: 14, fill: colour || "#fff" })];
      if (hatch) parts.push(ltp.drawn("rect", { width: 22, height: 14, fill: "url(#hatch-" + (strokes[hatch] ? hatch : "diagonal") + ")" }));
      parts.push(ltp.drawn("rect", { x: 0.5, y: 0.5, width: 21, height: 13, fill: "none", stroke: "#555" }));
      swatches[kind] = ltp.drawn("svg", { width: 22, height: 14, "class": "mark", "aria-hidden": "true", focusable: "false" }, parts);
    }
    return swatches[kind].cloneNode(true);
  };

  /* ---- what a unit looks like ---- */

  /* What is hatched besides the classes, as on the printed maps. */
  function extraHatch(row, theme) {
    if (theme.field === "n_actors" && row.n_actors === 0 && row.n_actors_inherited > 0) return "inherited";
    if (theme.field === "n_studies" && !row.n_studies && row.n_studies_inherited > 0) return "studiesAbove";
    if (/^(coverage_need|state|priority)$/.test(theme.field) && row.estimated) return "estimated";
    return null;
  }

  function style(row, view) {
    if (!row || !view.inside[row.pcode])
      return { color: "#aaa", weight: 0.5, fillColor: outside, fillOpacity: 1, hatch: null };
    var found = view.theme.classes[row.classes[view.at]], mine = row.pcode === view.chosen;
    return { color: mine ? chosenInk : ink, weight: mine ? 3.5 : line, fillColor: found ? found.colour : "#fff", fillOpacity: 1,
      hatch: extraHatch(row, view.theme) ? "diagonal" : found ? found.hatch : null };
  }

  /* Only what changed is drawn again. */
  function paint(outline, wanted) {
    var kind = wanted.color + wanted.weight + wanted.fillColor + wanted.hatch;
    if (outline.painted === kind) return;
    outline.painted = kind;
    outline.setStyle(wanted);
  }

  /* ---- the map ---- */

  var current = null; /* the view drawn last */

  function tell(pcode) {
    var row = current && current.rows[pcode], box = ltp.make("span"), found;
    if (!row) return box;
    found = current.theme.classes[row.classes[current.at]];
    box.appendChild(ltp.make("strong")).appendChild(ltp.name(row.name || row.pcode));
    if (row.above) {
      box.appendChild(document.createTextNode(" ("));
      box.appendChild(ltp.name(row.above));
      box.appendChild(document.createTextNode(")"));
    }
    box.appendChild(document.createTextNode(say.colon + (!current.inside[pcode] ? say.outside : current.theme.circles ? ltp.tellDisplaced(row)
      : found ? found.label : say.unknown)));
    return box;
  }

  /* Where the units are small on the screen, their outlines must not hide their colours. */
  function lineNow() {
    var many = current ? current.list.length : 0, box = map.getBounds(), all = L.latLngBounds([]), wide;
    if (many < 2000) return 0.6;
    current.list.forEach(function (row) { if (outlines[row.pcode]) all.extend(outlines[row.pcode].getBounds().getCenter()); });
    wide = all.isValid() ? map.getSize().x * (all.getEast() - all.getWest()) / (box.getEast() - box.getWest()) : 0;
    wide /= Math.sqrt(many);
    return wide < 6 ? 0.08 : wide < 20 ? 0.3 : 0.6;
  }

  function thin() {
    var now = lineNow(), pcode;
    if (now === line || !current) return;
    line = now;
    for (pcode in outlines)
      if (pcode !== current.chosen) paint(outlines[pcode], style(current.rows[pcode], current));
  }

  ltp.startMap = function (shapes, above, onChoose, onMove) {
    renderer = new Hatched({ padding: 0.3 });
    map = L.map("map", { renderer: renderer, attributionControl: false, zoomControl: false, zoomSnap: 0.25, zoomDelta: 0.75, maxZoom: 18 });
    map.addLayer(renderer); /* before any outline, which needs to know what it draws on */
    L.control.zoom({ zoomInTitle: say.zoomIn, zoomOutTitle: say.zoomOut }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    L.geoJSON(shapes, {
      renderer: renderer,
      style: { color: ink, weight: 0.6, fillOpacity: 1, fillColor: "#fff" },
      onEachFeature: function (feature, outline) {
        outlines[feature.id] = outline;
        outline.on("click", function () { if (current && current.inside[feature.id]) onChoose(feature.id); });
      }
    }).bindTooltip(function (outline) { return tell(outline.feature.id); }, { sticky: true }).addTo(map);
    if (above)
      borders = L.geoJSON(above, { renderer: renderer, interactive: false, style: { color: "#222", weight: 1.6, fill: false } }).addTo(map);
    map.on("zoomend", thin);
    map.on("moveend", function () {
      var at = map.getCenter();
      onMove(map.getZoom() + "/" + at.lat.toFixed(3) + "/" + at.lng.toFixed(3));
    });
    ltp.map = map;
  };

  /* Where the map looks: "zoom/lat/lon" of a link, else all that is inside. */
  ltp.lookAt = function (text) {
    var parts = /^([\d.]+)\/(-?[\d.]+)\/(-?[\d.]+)$/.exec(text || ""), box = L.latLngBounds([]);
    if (parts && +parts[1] <= 18 && Math.abs(parts[2]) <= 85 && Math.abs(parts[3]) <= 540)
      return map.setView([+parts[2], +parts[3]], +parts[1], { animate: false });
    Object.keys(outlines).forEach(function (pcode) {
      var own = outlines[pcode].getBounds();
      if ((!current || current.inside[pcode]) && own.isValid()) box.extend(own);
    });
    if (box.isValid()) map.fitBounds(box, { animate: false });
    else map.setView([0, 0], 1);
  };

  /* A unit that was chosen elsewhere than on the map must be seen there. */
  ltp.lookAtUnit = function (pcode, find) {
    var outline = outlines[pcode], box = outline && outline.getBounds(), size;
    if (!box || !box.isValid()) return;
    size = map.latLngToContainerPoint(box.getNorthWest()).distanceTo(map.latLngToContainerPoint(box.getSouthEast()));
    if (find && size < 60) map.fitBounds(box, { maxZoom: map.getZoom() + Math.log(120 / Math.max(size, 1)) / Math.LN2, animate: false });
    else if (!map.getBounds().contains(box.getCenter())) map.panTo(box.getCenter(), { animate: false });
  };

  ltp.drawMap = function (view) {
    var before = current, pcode;
    current = view;
    if (before) thin();
    for (pcode in outlines)
      if (!before || before.rows !== view.rows || before.theme !== view.theme || before.inside !== view.inside ||
          pcode === before.chosen || pcode === view.chosen)
        paint(outlines[pcode], style(view.rows[pcode], view));
    if (!before || before.rows !== view.rows || before.theme !== view.theme || before.inside !== view.inside)
      ltp.drawDisplaced(map, renderer, view, outlines);
    if (borders) borders.bringToFront();
    if (view.chosen && outlines[view.chosen]) outlines[view.chosen].bringToFront();
    drawLegend(view);
  };

  /* ---- the legend: each class with its number, and they add up ---- */

  function entry(list, colour, hatch, label, count) {
    var item = ltp.make("li");
    item.appendChild(ltp.swatch(colour, hatch));
    item.appendChild(document.createTextNode(label + (count === undefined ? "" : " (" + ltp.number(count) + ")")));
    list.appendChild(item);
  }

  function drawLegend(view) {
    var list = ltp.clear(ltp.get("legend")), counts = {}, extra = {}, none = 0;
    view.list.forEach(function (row) {
      var at = row.classes[view.at], kind = extraHatch(row, view.theme);
      if (at < 0) none++;
      else counts[at] = (counts[at] || 0) + 1;
      if (kind) extra[kind] = (extra[kind] || 0) + 1;
    });
    view.theme.classes.forEach(function (found, i) {
      if (counts[i] || !/^(no_data|suppressed)$/.test(found.code)) entry(list, found.colour, found.hatch, found.label, counts[i] || 0);
    });
    if (none) entry(list, "#fff", null, say.unknown, none);
    if (view.within) entry(list, outside, null, say.outside);
    if (view.theme.circles) ltp.legendOfDisplaced(list, view);
    Object.keys(extra).forEach(function (kind) { entry(list, "#fff", "diagonal", say[kind], extra[kind]); });
    ltp.text(ltp.get("maptitle"), view.theme.title);
    ltp.get("map").setAttribute("aria-label", view.theme.title);
  }
})();
