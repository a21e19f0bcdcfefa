// Keys and clicker of the projector view: they press the buttons that stand on the screen.
// Digits choose in a story or a sorting, A tries another way, D turns the board dark or light.
(function () {
  "use strict";

  var NEXT = ["ArrowRight", "PageDown", " ", "Enter"];
  var BACK = ["ArrowLeft", "PageUp", "Backspace"];

  function press(name) {
    var control = document.querySelector('[data-key="' + name + '"]');
    if (control && !control.disabled) control.click();
    return Boolean(control);
  }

  function toggleFullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (document.documentElement.requestFullscreen) document.documentElement.requestFullscreen();
    return true;
  }

  function act(key) {
    if (NEXT.includes(key)) return press("next");
    if (BACK.includes(key)) return press("back");
    if (key === "f" || key === "F") return toggleFullScreen();
    if (/^[1-9ad]$/.test(key)) return press(key);
    return false;
  }

  function isTyping(element) {
    return Boolean(element.closest("input, textarea, select, [contenteditable]"));
  }

  // Space and Enter on a control belong to that control.
  function isPressing(element, key) {
    return (key === " " || key === "Enter") && Boolean(element.closest("a, button, summary"));
  }

  document.addEventListener("keydown", function (event) {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    if (isTyping(event.target) || isPressing(event.target, event.key)) return;
    if (act(event.key)) event.preventDefault();
  });
})();
