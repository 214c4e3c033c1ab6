/* The map of displacement: half circles whose area is in proportion to people, as on the printed
 * map, over areas that say where the number of displaced people is not known, withheld or zero. */
"use strict";
(function () {
  var say = ltp.say, largest = 20, colours = ["#d9782d", "#2b5c8a"], fields = ["idps", "returnees"];
  var circles = [];

  ltp.displacedField = "displacement"; /* what the address and the files call it */

  function classOf(row) {
    if (row.idps !== null && row.idps !== undefined) return row.idps > 0 ? 0 : 1;
    return row.withheld.idps ? 3 : 2;
  }

  /* One theme more, with its class in each row. */
  ltp.addDisplaced = function (figures) {
    figures.themes.push({ field: ltp.displacedField, title: say.displacement, circles: true, classes: [
      { code: "some", label: say.someIdps, colour: "#fbf8f0", hatch: null }, { code: "zero", label: say.noIdps, colour: "#ffffff", hatch: null },
      { code: "no_data", label: say.unknownIdps, colour: "#e6e6e6", hatch: "diagonal" }, { code: "suppressed", label: say.hiddenIdps, colour: "#e6e6e6", hatch: "dots" }] });
    figures.list.forEach(function (row) { row.classes.push(classOf(row)); });
  };

  ltp.tellDisplaced = function (row) {
    return fields.map(function (field) {
      var value = row[field];
      return (field === "idps" ? say.someIdpsShort : say.returneesShort) + " " +
        (value === null || value === undefined ? row.withheld[field] ? say.hidden : say.unknown : ltp.number(value));
    }).join(" · ");
  };

  function mostOf(list) {
    var most = 0;
    list.forEach(function (row) { most = Math.max(most, row.idps || 0, row.returnees || 0); });
    return most;
  }

  function radius(value, most) { return value > 0 ? Math.max(1.2, largest * Math.sqrt(value / most)) : 0; }

  /* ---- where a circle stands ---- */

  function ringArea(ring) {
    var sum = 0, i, j;
    for (i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += ring[j].lng * ring[i].lat - ring[i].lng * ring[j].lat;
    return Math.abs(sum);
  }

  /* The middle of the widest stretch of the outline at a height: always inside. */
  function stretchAt(ring, lat) {
    var cuts = [], best = null, i, j;
    for (i = 0, j = ring.length - 1; i < ring.length; j = i++)
      if (ring[i].lat > lat !== ring[j].lat > lat)
        cuts.push(ring[j].lng + (ring[i].lng - ring[j].lng) * (lat - ring[j].lat) / (ring[i].lat - ring[j].lat));
    cuts.sort(function (a, b) { return a - b; });
    for (i = 0; i + 1 < cuts.length; i += 2)
      if (!best || cuts[i + 1] - cuts[i] > best.wide) best = { wide: cuts[i + 1] - cuts[i], at: L.latLng(lat, (cuts[i] + cuts[i + 1]) / 2) };
    return best;
  }

  function middle(outline) {
    var parts = outline.getLatLngs(), ring = null, best = null, low, high;
    parts.forEach(function (part) { if (part[0] && (!ring || ringArea(part[0]) > ringArea(ring))) ring = part[0]; });
    if (!ring) return null;
    low = high = ring[0].lat;
    ring.forEach(function (p) { low = Math.min(low, p.lat); high = Math.max(high, p.lat); });
    [0.5, 0.4, 0.6].forEach(function (part) {
      var found = stretchAt(ring, low + (high - low) * part);
      if (found && (!best || found.wide > best.wide * 1.5)) best = found;
    });
    return best && best.at;
  }

  /* ---- on the map ---- */

  var Halves = L.CircleMarker.extend({
    _updatePath: function () {
      var renderer = this._renderer, context = renderer._ctx, at = this._point;
      if (!renderer._drawing || this._empty()) return;
      this.options.halves.forEach(function (r, i) {
        if (!(r > 0)) return;
        context.beginPath();
        context.arc(at.x, at.y, r, i ? -Math.PI / 2 : Math.PI / 2, i ? Math.PI / 2 : 3 * Math.PI / 2);
        context.closePath();
        context.fillStyle = colours[i];
        context.fill();
        context.strokeStyle = "#fff";
        context.lineWidth = 0.7;
        context.stroke();
      });
    }
  });

  ltp.drawDisplaced = function (map, renderer, view, outlines) {
    var most = mostOf(view.list), rows;
    circles.forEach(function (circle) { map.removeLayer(circle); });
    circles = [];
    if (!view.theme.circles || !most) return;
    rows = view.list.filter(function (row) { return (row.idps > 0 || row.returnees > 0) && outlines[row.pcode]; });
    rows.sort(function (a, b) { return Math.max(b.idps, b.returnees) - Math.max(a.idps, a.returnees); }); /* small ones above */
    rows.forEach(function (row) {
      var outline = outlines[row.pcode], halves = [radius(row.idps, most), radius(row.returnees, most)];
      if (outline.middle === undefined) outline.middle = middle(outline);
      if (!outline.middle) return;
      circles.push(new Halves(outline.middle, { renderer: renderer, interactive: false, radius: Math.max(halves[0], halves[1]), weight: 1, halves: halves }).addTo(map));
    });
  };

  /* ---- in the legend ---- */

  function half(i) {
    return ltp.drawn("svg", { width: 22, height: 14, "class": "mark", "aria-hidden": "true", focusable: "false" },
      [ltp.drawn("path", { d: i ? "M11 1a6 6 0 0 1 0 12z" : "M11 1a6 6 0 0 0 0 12z", fill: colours[i] })]);
  }

  function roundDown(value) {
    var power = Math.pow(10, Math.floor(Math.log(value) / Math.LN10 + 1e-9)), lead = value / power;
    return power * (lead >= 5 ? 5 : lead >= 2 ? 2 : 1);
  }

  ltp.legendOfDisplaced = function (list, view) {
    var most = mostOf(view.list);
    fields.forEach(function (field, i) {
      var item = ltp.make("li");
      item.appendChild(half(i));
      item.appendChild(document.createTextNode(say[field]));
      list.appendChild(item);
    });
    if (!most) return;
    [roundDown(most), roundDown(most / 8)].forEach(function (value) {
      var r = radius(value, most), item = ltp.make("li");
      if (value < 1) return;
      item.appendChild(ltp.drawn("svg", { width: 2 * r + 2, height: 2 * r + 2, "class": "mark", "aria-hidden": "true", focusable: "false" },
        [ltp.drawn("circle", { cx: r + 1, cy: r + 1, r: r, fill: "none", stroke: "#333" })]));
      item.appendChild(document.createTextNode(ltp.fill(say.persons, { n: ltp.number(value) })));
      list.appendChild(item);
    });
  };
})();
