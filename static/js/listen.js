// Recordings: a big button for each, one voice at a time, heard again from the start as often as one
// likes. Nothing plays by itself.
(function () {
  "use strict";

  function hush() {
    document.querySelectorAll("audio").forEach(function (one) { one.pause(); });
  }

  function play(sound) {
    var isPlaying = !sound.paused;
    hush();
    if (isPlaying) return;
    sound.currentTime = 0;
    var playing = sound.play();
    if (playing) playing.catch(function () {});
  }

  function start() {
    document.querySelectorAll("[data-listen]").forEach(function (part) {
      part.querySelector("audio").controls = false;
      part.querySelector("button").hidden = false;
    });
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-listen] button");
    if (button) play(button.parentNode.querySelector("audio"));
  });
  document.addEventListener("htmx:beforeSwap", hush);
  document.addEventListener("htmx:afterSettle", start);
  start();
})();
