/* What is shown, to take away: files from the service, and paper. */
"use strict";
(function () {
  var say = ltp.say, get = ltp.get;

  /* A map to print is of the part that the screen shows. */
  ltp.keepFile = function (format, values, theme) {
    var box;
    if (format === "pdf") {
      values.map = theme;
      box = ltp.map.getBounds();
      values.bbox = [box.getWest(), Math.max(box.getSouth(), -90), box.getEast(), Math.min(box.getNorth(), 90)].map(function (n) { return n.toFixed(4); }).join(",");
    }
    ltp.text(get("filestatus"), say.making);
    ltp.askFile("/api/file/" + format + "?" + ltp.query(values), function (blob, name) {
      ltp.text(get("filestatus"), "");
      ltp.save(blob, name);
    }, function (why) { ltp.text(get("filestatus"), ltp.fill(say.fileFailed, { why: why })); });
  };

  /* The map is drawn at the width of the paper before it is printed, and as it was after. */
  function paper(on) {
    ltp.toggle(document.body, "onpaper", on);
    if (!ltp.map) return;
    var at = ltp.map.getBounds();
    ltp.map.invalidateSize({ animate: false });
    ltp.map.fitBounds(at, { animate: false });
  }

  ltp.onPaper = function () { return /\bonpaper\b/.test(document.body.className); };

  ltp.print = function () {
    paper(true);
    setTimeout(function () {
      window.print();
      paper(false);
    }, 300);
  };

  window.onbeforeprint = function () { if (!ltp.onPaper()) paper(true); };
  window.onafterprint = function () { paper(false); };
})();
