/* One box for places and organisations: type, choose with the arrows or the mouse. */
"use strict";
(function () {
  var say = ltp.say, most = 12;

  /* entries: {label, more, key (folded), own (its part that is the own name), act}. */
  ltp.startSearch = function (entries) {
    var input = ltp.get("search"), list = ltp.get("found"), shown = [], active = -1;

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function mark(i) {
      if (active >= 0 && list.children[active]) list.children[active].setAttribute("aria-selected", "false");
      active = i;
      if (i < 0 || !list.children[i]) return;
      list.children[i].setAttribute("aria-selected", "true");
      list.children[i].scrollIntoView && list.children[i].scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", list.children[i].id);
    }

    function take(i) {
      var entry = shown[i];
      if (!entry) return;
      close();
      input.value = "";
      entry.act();
    }

    /* Those that begin with the words come first; where none has them all, those that nearly do. */
    function find(text) {
      var words = ltp.fold(text).split(" "), begins = [], holds = [], i, entry, all;
      for (i = 0; i < entries.length && begins.length < most; i++) {
        entry = entries[i];
        all = words.every(function (word) { return (" " + entry.key).indexOf(" " + word) >= 0; });
        if (all) (entry.key.indexOf(words[0]) === 0 ? begins : holds).push(entry);
        else if (holds.length < most && words.every(function (word) { return entry.key.indexOf(word) >= 0; })) holds.push(entry);
      }
      begins = begins.concat(holds);
      return (begins.length ? begins : nearly(words)).slice(0, most);
    }

    /* The slips between a word typed and the beginning of a name, up to `limit`: a letter wrong, missing,
     * too many, or two changed round. */
    function slips(word, name, limit) {
      var before = [], last = [], row = [], i, j, best;
      for (j = 0; j <= name.length && j <= word.length + limit; j++) last[j] = j;
      for (i = 1; i <= word.length; i++) {
        row = [i];
        best = i;
        for (j = 1; j < last.length; j++) {
          row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (word.charAt(i - 1) === name.charAt(j - 1) ? 0 : 1));
          if (i > 1 && j > 1 && word.charAt(i - 1) === name.charAt(j - 2) && word.charAt(i - 2) === name.charAt(j - 1))
            row[j] = Math.min(row[j], before[j - 2] + 1);
          best = Math.min(best, row[j]);
        }
        if (best > limit) return best;
        before = last;
        last = row;
      }
      return Math.min.apply(null, last);
    }

    /* A quick look first, for countries of many thousands of names: of the first two letters one is right. */
    function alike(word, name) {
      return name.charAt(0) === word.charAt(0) || name.charAt(1) === word.charAt(1) || name.charAt(0) === word.charAt(1) || name.charAt(1) === word.charAt(0);
    }

    function nearly(words) {
      var found = [];
      if (words.join("").length < 4) return found;
      entries.forEach(function (entry) {
        var names = entry.key.split(" "), owns = entry.own === undefined ? names.length : entry.own.split(" ").length, sum = 0;
        var all = words.every(function (word) {
          var limit = word.length < 4 ? 0 : word.length < 8 ? 1 : 2, least = 9;
          var where = 0;
          names.forEach(function (name, i) {
            var slip = least > 0 && name.length + limit >= word.length && alike(word, name) ? slips(word, name, limit) : 9;
            if (slip >= least) return;
            least = slip;
            where = i < owns ? 0 : 3; /* the place itself before those that lie in it */
          });
          sum += least + where;
          return least <= limit;
        });
        if (all) found.push({ entry: entry, sum: sum + Math.abs(entry.label.length - words.join(" ").length) / 1000 });
      });
      found.sort(function (a, b) { return a.sum - b.sum; });
      return found.map(function (one) { return one.entry; });
    }

    function show() {
      if (!input.value.replace(/\s/g, "")) return close();
      shown = find(input.value);
      ltp.clear(list);
      active = -1;
      input.removeAttribute("aria-activedescendant");
      shown.forEach(function (entry, i) {
        var item = ltp.make("li", null, { role: "option", id: "found" + i, "aria-selected": "false" });
        item.appendChild(ltp.name(entry.label));
        if (entry.more) item.appendChild(ltp.make("span", " " + entry.more, { "class": "quiet" }));
        item.onmousedown = function (event) { event.preventDefault(); };
        item.onclick = function () { take(i); };
        list.appendChild(item);
      });
      if (!shown.length) list.appendChild(ltp.make("li", say.nothingFound, { role: "option", "aria-disabled": "true", "aria-selected": "false" }));
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      ltp.text(ltp.get("foundcount"), shown.length === 1 ? say.foundOne : shown.length ? ltp.fill(say.found, { n: shown.length }) : say.nothingFound);
    }

    input.oninput = show;
    input.onfocus = show;
    input.onblur = close;
    input.onkeydown = function (event) {
      var key = event.keyCode;
      if (key === 27) { input.value = ""; return close(); }
      if (list.hidden && key === 40) show();
      if (key === 40 || key === 38) {
        event.preventDefault();
        if (shown.length) mark((active + (key === 40 ? 1 : shown.length - (active < 0 ? 0 : 1))) % shown.length);
      } else if (key === 13) {
        event.preventDefault();
        take(active < 0 ? 0 : active);
      }
    };
  };
})();
