/* The lists one chooses from: places, actors and donors; and what the search finds. */
"use strict";
(function () {
  var say = ltp.say, get = ltp.get, unnamed = "acteur non divulgué"; /* organisations that asked not to be named: no filter finds one */

  ltp.setSelect = function (select, value, label) {
    select.value = value || "";
    if (value && select.value !== value && select.options) { /* a link may name what the list does not */
      select.appendChild(ltp.make("option", label || value, { value: value }));
      select.value = value;
    }
  };

  ltp.fillWithin = function (list) {
    var top = list.filter(function (u) { return u.level === 1; });
    top.sort(function (a, b) { return ltp.compare(a.name, b.name); });
    get("within").appendChild(ltp.make("option", say.wholeCountry, { value: "" }));
    top.forEach(function (unit) { get("within").appendChild(ltp.make("option", unit.name || unit.pcode, { value: unit.pcode })); });
    if (top.length) ltp.text(get("withinlabel"), ltp.levels[1].one);
  };

  function nameOf(row) { return row.acronym && row.name && row.acronym !== row.name ? row.acronym + " – " + row.name : row.acronym || row.name; }

  /* The service takes several names with commas between; it looks names up without their signs. */
  function wordOf(row) { return (row.acronym || row.name).replace(/\s*,\s*/g, " "); }

  function isNamed(row) { return nameOf(row) && row.name !== unnamed; }

  /* Who works and who pays are two lists: a donor is no actor. */
  ltp.fillOrganisations = function (rows) {
    ["org", "donor"].forEach(function (id) {
      var select = get(id), mine = rows.filter(function (row) { return isNamed(row) && (id === "org" ? row.is_actor : row.is_donor); });
      select.appendChild(ltp.make("option", say.all, { value: "" }));
      mine.sort(function (a, b) { return ltp.compare(nameOf(a), nameOf(b)); });
      mine.forEach(function (row) { select.appendChild(ltp.make("option", nameOf(row), { value: wordOf(row) })); });
      select.parentNode.hidden = id === "donor" && !mine.length;
    });
  };

  /* goTo(unit), filter(id of the list, word). */
  ltp.searchable = function (units, list, organisations, goTo, filter) {
    var entries = list.map(function (unit) {
      var above = [], at = unit.parent;
      for (; at && units[at] && units[at].level > 0; at = units[at].parent) above.push(units[at].name);
      return { label: unit.name || unit.pcode, more: [ltp.levelWord(unit.level), above.join(", "), unit.pcode].filter(Boolean).join(" · "),
        key: ltp.fold(unit.name + " " + unit.pcode + " " + above.join(" ")), own: ltp.fold(unit.name + " " + unit.pcode), act: function () { goTo(unit); } };
    });
    organisations.filter(isNamed).forEach(function (row) {
      ["org", "donor"].forEach(function (id) {
        if (id === "org" ? row.is_actor : row.is_donor)
          entries.push({ label: nameOf(row), more: id === "org" ? say.organisation : say.donorWord,
            key: ltp.fold((row.acronym || "") + " " + (row.name || "") + " " + (row.other_names || "")),
            act: function () { filter(id, wordOf(row)); } });
      });
    });
    return entries;
  };
})();
