// Is the room ready: how large the window is, and a button for the whole screen.
(function () {
  "use strict";

  var WIDE = 1024;
  var HIGH = 768;
  var box = document.querySelector("[data-window]");
  var button = document.querySelector("[data-fullscreen]");

  function measure() {
    var isFine = window.innerWidth >= WIDE && window.innerHeight >= HIGH;
    box.querySelector("[data-size]").textContent = window.innerWidth + " × " + window.innerHeight;
    box.querySelector("[data-fine]").hidden = !isFine;
    box.querySelector("[data-small]").hidden = isFine;
    box.hidden = false;
  }

  window.addEventListener("resize", measure);
  measure();

  if (document.documentElement.requestFullscreen) {
    button.hidden = false;
    button.addEventListener("click", function () {
      if (document.fullscreenElement) document.exitFullscreen();
      else document.documentElement.requestFullscreen();
    });
  }
})();
