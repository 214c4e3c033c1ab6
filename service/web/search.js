/* One box for places and organisations: type, choose with the arrows or the mouse. */
"use strict";
(function () {
  var say = ltp.say, most = 12;

  /* entries: {label, more, key (folded), act}. */
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

    /* Those that begin with the words come first. */
    function find(text) {
      var words = ltp.fold(text).split(" "), begins = [], holds = [], i, entry, all;
      for (i = 0; i < entries.length && begins.length < most; i++) {
        entry = entries[i];
        all = words.every(function (word) { return (" " + entry.key).indexOf(" " + word) >= 0; });
        if (all) (entry.key.indexOf(words[0]) === 0 ? begins : holds).push(entry);
        else if (holds.length < most && words.every(function (word) { return entry.key.indexOf(word) >= 0; })) holds.push(entry);
      }
      return begins.concat(holds).slice(0, most);
    }

    function show() {
      if (!input.value.replace(/\s/g, "")) return close();
      shown = find(input.value);
      ltp.clear(list);
      active = -1;
      input.removeAttribute("aria-activedescendant");
      shown.forEach(function (entry, i) {
        var item = ltp.make("li", entry.label, { role: "option", id: "found" + i, "aria-selected": "false" });
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
