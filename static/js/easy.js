// Easy reading: one sentence at a time. Without this file all sentences are there, each in a line.
(function () {
  "use strict";

  // How far each text was read, so that a page drawn anew goes on there.
  var places = {};

  function sentencesOf(part) {
    return Array.from(part.querySelectorAll("[data-sentence]"));
  }

  function nameOf(part) {
    return sentencesOf(part).map(function (one) { return one.textContent; }).join("\n");
  }

  function show(part) {
    var sentences = sentencesOf(part);
    var place = places[nameOf(part)] || 0;
    var isLast = place === sentences.length - 1;
    sentences.forEach(function (one, number) { one.hidden = number !== place; });
    part.querySelectorAll("[data-card]").forEach(function (card) {
      card.hidden = !card.contains(sentences[place]);
    });
    part.querySelector("[data-go=on]").hidden = isLast;
    part.querySelector("[data-go=again]").hidden = !isLast || sentences.length === 1;
  }

  function turn(button) {
    var part = button.closest("[data-read]");
    var name = nameOf(part);
    places[name] = button.dataset.go === "on" ? (places[name] || 0) + 1 : 0;
    show(part);
    if (button.hidden) part.querySelector("[data-go]:not([hidden])").focus();
  }

  function start() {
    document.querySelectorAll("[data-read]").forEach(show);
    var pressed = Boolean(document.querySelector(".screen--easy"));
    var button = document.querySelector(".easy__switch");
    if (!button) return;
    button.setAttribute("aria-pressed", pressed);
    button.value = pressed ? "0" : "1";
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-go]");
    if (button) turn(button);
  });
  document.addEventListener("htmx:afterSettle", start);
  start();
})();
