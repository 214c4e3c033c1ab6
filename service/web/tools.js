/* What the other scripts stand on: the page's elements, numbers, dates, requests. */
"use strict";
(function () {
  var lang = /[?&]lang=en(&|$)/.test(location.search) ? "en"
    : /[?&]lang=fr(&|$)/.test(location.search) ? "fr"
    : /^en/i.test(navigator.language || "") ? "en" : "fr";
  ltp.lang = lang;
  ltp.say = ltp.words[lang];

  /* An object that holds nothing but what is put in: codes of places and words of a link are its keys. */
  ltp.table = function () { return Object.create(null); };

  ltp.get = function (id) { return document.getElementById(id); };

  /* "{n} rows" with its parts put in. */
  ltp.fill = function (text, parts) {
    return text.replace(/\{(\w+)\}/g, function (all, name) { return parts[name] === undefined ? all : String(parts[name]); });
  };

  /* What the units of a level are called, within a sentence: "régions", but "LGAs". */
  ltp.levelWord = function (level, many) {
    var names = ltp.levels[level], word = names ? many ? names.many : names.one : "";
    return /^[^a-z][a-zà-ÿ]/.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : word;
  };

  /* A name in whatever script, that does not turn the text around it. */
  ltp.name = function (text) { return ltp.make("bdi", text); };

  /* A new element; `text` is text, never markup. */
  ltp.make = function (name, text, attributes) {
    var made = document.createElement(name), key;
    if (text !== undefined && text !== null) made.appendChild(document.createTextNode(text));
    for (key in attributes || {}) made.setAttribute(key, attributes[key]);
    return made;
  };

  ltp.drawn = function (name, attributes, inside) {
    var made = document.createElementNS("http://www.w3.org/2000/svg", name), key;
    for (key in attributes || {}) made.setAttribute(key, attributes[key]);
    (inside || []).forEach(function (child) { made.appendChild(child); });
    return made;
  };

  ltp.clear = function (element) {
    while (element.firstChild) element.removeChild(element.firstChild);
    return element;
  };

  ltp.text = function (element, text) { ltp.clear(element).appendChild(document.createTextNode(text)); };

  ltp.toggle = function (element, name, on) {
    var names = element.className.split(/\s+/).filter(function (n) { return n && n !== name; });
    if (on) names.push(name);
    element.className = names.join(" ");
  };

  /* ---- numbers and dates ---- */

  var gap = lang === "fr" ? "\u202f" : ",", point = lang === "fr" ? "," : ".";

  ltp.number = function (value) {
    var whole = Math.abs(value) >= 100 || value % 1 === 0 ? Math.round(value) : Math.round(value * 10) / 10;
    var parts = String(whole).split(".");
    parts[0] = parts[0].replace(/\B(?=(\d{3})+$)/g, gap);
    return parts.join(point);
  };

  /* What rounds to 0 % or 100 % without being it says so. */
  ltp.percent = function (value) {
    var whole = Math.round(value * 100), sign = lang === "fr" ? "\u00a0%" : "%";
    if (value > 0 && whole === 0) return "<\u00a01" + sign;
    if (value < 1 && whole === 100) return ">\u00a099" + sign;
    return ltp.number(whole) + sign;
  };

  ltp.date = function (iso) {
    var parts = /^(\d{4})-(\d\d)(?:-(\d\d))?/.exec(iso || "");
    if (!parts) return iso || "";
    return lang === "en" ? iso : (parts[3] ? parts[3] + "/" : "") + parts[2] + "/" + parts[1];
  };

  var months = { fr: ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] }[lang];
  ltp.month = function (text) { /* 2020-09 */
    return months[Number(text.substr(5, 2)) - 1] + " " + text.substr(0, 4);
  };

  /* Case, accents and signs do not matter to who searches, nor letters that few keyboards have: of
   * French, Bambara and Fulfulde; Arabic vowels and forms of alif. */
  var letters = { "œ": "oe", "æ": "ae", "ß": "ss", "ɛ": "e", "ɔ": "o", "ŋ": "n", "ɲ": "n", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y",
    "ø": "o", "ł": "l", "đ": "d", "ı": "i", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه" };
  ltp.fold = function (text) {
    var lower = String(text === null || text === undefined ? "" : text).toLowerCase();
    lower = lower.replace(/[œæßɛɔŋɲɓɗƙƴøłđıأإآٱىة]/g, function (letter) { return letters[letter]; });
    if (lower.normalize) lower = lower.normalize("NFD").replace(/[\u0300-\u036f\u064b-\u065f\u0670\u0640]/g, "");
    return lower.replace(/['’‘ʼ`"\-–_./(),;:&«»]+/g, " ").replace(/\s+/g, " ").replace(/^ | $/g, "");
  };

  ltp.compare = (function () {
    var order = window.Intl && Intl.Collator ? new Intl.Collator(lang) : null;
    return order ? order.compare : function (a, b) { return a < b ? -1 : a > b ? 1 : 0; };
  })();

  /* ---- requests ---- */

  ltp.query = function (values) {
    return Object.keys(values).filter(function (key) { return values[key]; }).map(function (key) {
      return encodeURIComponent(key) + "=" + encodeURIComponent(values[key]).replace(/%2C/g, ",").replace(/%2F/g, "/");
    }).join("&");
  };

  function problem(request) {
    try {
      return JSON.parse(request.responseText).detail;
    } catch (e) {
      return request.status ? String(request.status) : ltp.say.gone;
    }
  }

  ltp.ask = function (path, done, failed) {
    var request = new XMLHttpRequest();
    request.open("GET", path);
    request.setRequestHeader("Accept", "application/json");
    request.onload = function () {
      if (request.status !== 200) return failed(problem(request));
      done(JSON.parse(request.responseText));
    };
    request.onerror = function () { failed(ltp.say.gone); };
    request.send();
  };

  /* A file comes as bytes, so that a failure can be told on the page. */
  ltp.askFile = function (path, done, failed) {
    var request = new XMLHttpRequest();
    request.open("GET", path);
    request.responseType = "blob";
    request.onload = function () {
      if (request.status === 200) {
        var name = /filename="([^"]+)"/.exec(request.getResponseHeader("Content-Disposition") || "");
        return done(request.response, name ? name[1] : "ltp");
      }
      var reader = new FileReader();
      reader.onload = function () { failed(problem({ status: request.status, responseText: reader.result })); };
      reader.readAsText(request.response);
    };
    request.onerror = function () { failed(ltp.say.gone); };
    request.send();
  };

  ltp.save = function (blob, name) {
    if (navigator.msSaveBlob) return navigator.msSaveBlob(blob, name);
    var link = ltp.make("a", null, { href: URL.createObjectURL(blob), download: name });
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  };
})();
