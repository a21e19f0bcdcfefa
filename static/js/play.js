// Pupils' tablets. Everything works without this file; nothing is stored, all of it dies with the page.
(function () {
  "use strict";

  var chosen = null;
  var shown = document.getElementById("screen");

  function rememberChoice() {
    var form = document.querySelector("form.question");
    var radio = form && form.querySelector("input[name=option]:checked");
    chosen = radio ? { question: form.elements.question.value, option: radio.value } : null;
  }

  function restoreChoice() {
    var form = document.querySelector("form.question");
    if (!chosen || !form || form.elements.question.value !== chosen.question) {
      chosen = null;
      return;
    }
    form.querySelectorAll("input[name=option]").forEach(function (radio) {
      radio.checked = radio.value === chosen.option;
    });
  }

  function followLanguage() {
    var form = document.querySelector("[data-current]");
    if (form) document.documentElement.lang = form.dataset.current;
  }

  // A new screen is read from its top, also by a screen reader.
  function startAtTop() {
    shown = document.getElementById("screen");
    window.scrollTo(0, 0);
    var main = document.getElementById("main");
    if (!main.contains(document.activeElement)) main.focus({ preventScroll: true });
  }

  document.addEventListener("htmx:beforeSwap", rememberChoice);
  document.addEventListener("htmx:afterSettle", function () {
    restoreChoice();
    followLanguage();
    if (document.getElementById("screen") !== shown) startAtTop();
  });

  // An acknowledged answer: the reply is empty and the same for all, the page has the next picture.
  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.detail.elt;
    if (!form.matches("form.question") || event.detail.xhr.status !== 204) return;
    var screen = document.getElementById("screen");
    screen.className = "screen screen--sent";
    screen.querySelector("[data-sent]").hidden = false;
    form.remove();
    startAtTop();
  });

  // A form that could not be sent stays as it is, with one sentence; Send sends it again.
  function showUnsent(event) {
    var notice = event.detail.elt.querySelector("[data-unsent]");
    if (notice) notice.hidden = false;
  }
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach(function (name) {
    document.addEventListener(name, showUnsent);
  });

  // Hand-over: the next pupil's page takes the place of this one in the history.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.hasAttribute("data-replace")) return;
    event.preventDefault();
    fetch(form.action, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      credentials: "same-origin",
    }).then(
      function () { window.location.replace("/play/"); },
      function () { form.querySelector("button").focus(); }
    );
  });

  // A page out of the back/forward cache may be an earlier pupil's.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
  });
})();
