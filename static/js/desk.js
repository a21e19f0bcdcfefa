// The teacher's desk on a phone: a phone that wakes is brought up to date at once, a lost
// connection is said, and a clicker works here too.
(function () {
  "use strict";

  var KEYS = { PageDown: "next", ArrowRight: "next", PageUp: "back", ArrowLeft: "back" };

  function comeAgain() {
    if (document.visibilityState === "visible" && window.htmx) window.htmx.trigger(document.body, "moved");
  }
  document.addEventListener("visibilitychange", comeAgain);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) comeAgain();
  });

  function showOffline(isOffline) {
    var told = document.querySelector("[data-offline]");
    if (told) told.hidden = !isOffline;
  }
  ["htmx:sendError", "htmx:timeout"].forEach(function (name) {
    document.addEventListener(name, function () { showOffline(true); });
  });
  document.addEventListener("htmx:beforeOnLoad", function () { showOffline(false); });

  document.addEventListener("keydown", function (event) {
    var name = KEYS[event.key];
    if (!name || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest("input, textarea, select")) return;
    var control = document.querySelector('[data-key="' + name + '"]');
    if (!control) return;
    control.click();
    event.preventDefault();
  });
})();
