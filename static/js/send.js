// Sending: an answer, a hand-over, a join. What was pressed once goes on by itself until the server
// has taken it; it is in memory alone and dies with the page. Nothing is shown as sent before.
(function () {
  "use strict";

  // Milliseconds: until the tablet says that it is trying, until one attempt is given up, and
  // between attempts (each at most so long, a quarter less at random).
  var PATIENCE = 3000;
  var ATTEMPT = 4000;
  var PAUSES = [1000, 2000, 4000, 5000];
  var FORMS = "form.question, form[data-replace], form[action='/play/join']";
  // What a page of ours holds: one for the tablet, or help that comes beside the screen.
  var SCREEN = 'id="screen"';
  var HELP = 'id="help"';

  // One thing at a time is under way.
  var sending = null;
  var isSilent = false;
  var silence = null;

  function tokenOf(form) {
    var chosen = form.querySelector("input[type=radio]:checked");
    return chosen ? chosen.value : "";
  }

  // The form of an answer under way: it may have been drawn anew, in another language.
  function formOf(letter) {
    var radio = letter.token && document.querySelector('input[value="' + letter.token + '"]');
    return radio ? radio.closest("form") : null;
  }

  // What was confirmed is no longer changed: an attempt may have been counted already.
  function showTrying() {
    var form = sending && formOf(sending);
    var isTold = Boolean(sending && sending.isTold);
    if (form) {
      form.querySelector("fieldset").disabled = true;
      form.querySelector("[data-unsent]").hidden = !isTold;
    }
    var line = document.querySelector("[data-lost]");
    if (line) line.hidden = form && isTold ? true : !isTold && !isSilent;
  }

  // A full disk is said, because the teacher can make room; else it is the connection.
  function showReason(reply) {
    var said = new DOMParser().parseFromString(reply.text, "text/html").querySelector("main h1");
    var words = document.querySelector("[data-reason]");
    words.dataset.usual = words.dataset.usual || words.textContent;
    words.textContent = reply.status === 503 && said ? said.textContent + "." : words.dataset.usual;
  }

  // The words come where a finger was: they are brought into view, once.
  function tell() {
    var form = formOf(sending);
    var isNew = !sending.isTold;
    sending.isTold = true;
    showTrying();
    if (form && isNew) form.querySelector("[data-unsent]").scrollIntoView({ block: "nearest" });
  }

  function begin(form) {
    sending = {
      address: form.getAttribute("action"),
      body: new URLSearchParams(new FormData(form)),
      isAnswer: form.matches(".question"),
      token: form.matches(".question") ? tokenOf(form) : "",
      pauses: 0,
      isWaiting: false,
      timer: 0,
      patience: setTimeout(tell, PATIENCE),
    };
    showTrying();
    attempt();
  }

  function attempt() {
    var letter = sending;
    var control = new AbortController();
    var limit = setTimeout(function () { control.abort(); }, ATTEMPT);
    letter.isWaiting = false;
    fetch(letter.address, {
      method: "POST",
      body: letter.body,
      headers: { "HX-Request": "true" },
      credentials: "same-origin",
      signal: control.signal,
    }).then(function (reply) {
      return reply.text().then(function (text) { return { status: reply.status, text: text }; });
    }).then(
      function (reply) { clearTimeout(limit); receive(reply); },
      function () { clearTimeout(limit); tryLater(); }
    );
  }

  function tryLater() {
    var pause = PAUSES[Math.min(sending.pauses, PAUSES.length - 1)];
    sending.pauses += 1;
    sending.isWaiting = true;
    sending.timer = setTimeout(attempt, pause * (1 - Math.random() / 4));
    tell();
  }

  function tryNow() {
    if (!sending || !sending.isWaiting) return;
    clearTimeout(sending.timer);
    attempt();
  }

  // Whatever is neither an acknowledgement nor a screen of ours (a server that stumbles, a router's
  // own page) has taken nothing.
  function receive(reply) {
    var letter = sending;
    var isScreen = reply.status < 500 && reply.text.includes(SCREEN);
    if (reply.status !== 204 && !isScreen) {
      showReason(reply);
      return tryLater();
    }
    clearTimeout(letter.patience);
    sending = null;
    showTrying();
    if (reply.status === 204) return acknowledged(letter);
    var isDone = reply.status < 400 && !reply.text.includes("screen--back");
    if (isDone && !letter.isAnswer) return window.location.replace("/play/");
    window.htmx.swap("#screen", reply.text, { swapStyle: "outerHTML" });
  }

  function showSent() {
    var screen = document.getElementById("screen");
    screen.className = "screen screen--sent";
    screen.querySelector("[data-sent]").hidden = false;
  }

  // The reply is empty and the same for all: the page has what comes next.
  function acknowledged(letter) {
    var form = formOf(letter);
    // The screen was drawn anew while the answer was under way: it is asked for once more.
    if (!form) return window.htmx.trigger(document.body, "step");
    var next = form.nextElementSibling;
    form.remove();
    if (next.matches("form.question")) next.hidden = false;
    else showSent();
    document.dispatchEvent(new Event("play:turned"));
  }

  document.addEventListener("submit", function (event) {
    if (!event.target.matches(FORMS)) return;
    event.preventDefault();
    if (!sending) return begin(event.target);
    // First send: a tablet is not handed on with an answer that is under way.
    tell();
    tryNow();
  });

  window.addEventListener("online", tryNow);

  // While an answer is under way no other screen takes its place: its own reply brings the next.
  document.addEventListener("htmx:beforeRequest", function (event) {
    if (!sending || event.detail.elt.id !== "screen") return;
    event.preventDefault();
    tryNow();
  });
  document.addEventListener("htmx:beforeSwap", function (event) {
    var place = event.detail.target.id;
    var isHeld = sending && place === "screen";
    var wanted = place === "aside" ? HELP : SCREEN;
    if (isHeld || !event.detail.xhr.responseText.includes(wanted)) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterSettle", showTrying);

  // The pulse that is not answered for a while is said in a quiet line, until it is again.
  function listen() {
    clearTimeout(silence);
    silence = setTimeout(fallSilent, PATIENCE);
  }

  function fallSilent() {
    if (document.hidden) return listen();
    isSilent = Boolean(document.querySelector(".screen__pulse"));
    showTrying();
  }

  document.addEventListener("htmx:afterRequest", function (event) {
    var status = event.detail.xhr.status;
    if (!status || status >= 500) return;
    listen();
    if (!isSilent) return;
    isSilent = false;
    showTrying();
    tryNow();
  });
  listen();
})();
