// The dark screen of every page that may stand on the projector: B or the full stop makes it dark,
// any key or click brings it back. Before the other scripts: while it is dark no key does anything else.
(function () {
  "use strict";

  var said = document.querySelector("[data-blank-said]");

  function isDark() {
    return document.body.classList.contains("blank");
  }

  function turn(dark) {
    document.body.classList.toggle("blank", dark);
    said.textContent = dark ? said.getAttribute("data-blank-said") : "";
  }

  function isTyping(element) {
    return Boolean(element.closest && element.closest("input, textarea, select, [contenteditable]"));
  }

  // The desk has made the board dark: the board's own button shows it again.
  function boardButton() {
    return document.querySelector("[data-blank-board] button");
  }

  function keyAct(event) {
    var key = event.key;
    if (isDark()) return function () { turn(false); };
    if (boardButton()) return function () { boardButton().click(); };
    if ((key === "b" || key === "B" || key === ".") && !isTyping(event.target)) return function () { turn(true); };
    return null;
  }

  window.addEventListener("keydown", function (event) {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    var act = keyAct(event);
    if (!act) return;
    act();
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  window.addEventListener("click", function (event) {
    var control = event.target.closest && event.target.closest("[data-blank-now]");
    if (!isDark() && !control) return;
    turn(!isDark());
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);

  // Of no use without this script.
  function showControls() {
    document.querySelectorAll("[data-blank-now]").forEach(function (control) { control.hidden = false; });
  }
  document.addEventListener("htmx:afterSettle", showControls);
  showControls();
})();
