// Pupils' tablets. Everything works without this file; nothing is stored, all of it dies with the page.
(function () {
  "use strict";

  var chosen = [];
  var shown = document.getElementById("screen");

  // Own pace: the page holds all questions in one form. Taken apart, one question at a time is on
  // the screen, and each answer is sent alone, as in a led quiz.
  function takeApart() {
    var whole = document.querySelector("form[data-own]");
    if (!whole) return;
    var shared = [whole.querySelector(".question__unsent"), whole.querySelector("[type=submit]")];
    whole.querySelectorAll("[data-part]").forEach(function (part, place) {
      var form = whole.cloneNode(false);
      form.removeAttribute("data-own");
      form.hidden = place > 0;
      form.appendChild(part);
      shared.forEach(function (one) { form.appendChild(one.cloneNode(true)); });
      part.querySelectorAll("input").forEach(function (radio) { radio.required = true; });
      whole.parentNode.insertBefore(form, whole);
    });
    whole.remove();
    document.querySelector(".question__title").className = "hidden-text";
  }

  // A choice not sent yet outlives a change of the language. Every option's token is another one in
  // each question and for each seat, so a choice cannot turn up elsewhere.
  function rememberChoice() {
    var radios = document.querySelectorAll("form.question input:checked");
    chosen = Array.from(radios, function (radio) { return radio.value; });
  }

  function restoreChoice() {
    document.querySelectorAll("form.question input[type=radio]").forEach(function (radio) {
      radio.checked = chosen.includes(radio.value);
    });
  }

  function followLanguage() {
    var form = document.querySelector("[data-current]");
    if (form) document.documentElement.lang = form.dataset.current;
  }

  // A new screen is read from its top, also by a screen reader.
  function startAtTop() {
    window.scrollTo(0, 0);
    var main = document.getElementById("main");
    if (!main.contains(document.activeElement)) main.focus({ preventScroll: true });
  }

  // The long page that explains all questions stays where it is read while the board turns on.
  function isStill(before, after) {
    return before.hasAttribute("data-still") && after.hasAttribute("data-still");
  }

  document.addEventListener("htmx:beforeSwap", rememberChoice);
  document.addEventListener("htmx:afterSettle", function () {
    takeApart();
    restoreChoice();
    followLanguage();
    var before = shown;
    shown = document.getElementById("screen");
    if (shown !== before && !isStill(before, shown)) startAtTop();
  });
  takeApart();

  // send.js has put the next question, or what comes after the last one, on the screen.
  document.addEventListener("play:turned", startAtTop);

  // A page out of the back/forward cache may be an earlier pupil's: it goes in blank, and whoever
  // takes it out sees nothing of it before the present state has come.
  window.addEventListener("pagehide", function () {
    document.documentElement.hidden = true;
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
  });
})();
