// Help within the quiz: it stands in the place of the screen, and what is chosen there stays chosen.
(function () {
  "use strict";

  var isOpen = false;

  function show() {
    document.getElementById("aside").hidden = !isOpen;
    document.getElementById("main").classList.toggle("play-main--aside", isOpen);
    window.scrollTo(0, 0);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("[data-help], #aside [data-back]");
    if (!link) return;
    event.preventDefault();
    isOpen = link.hasAttribute("data-help");
    show();
    if (isOpen) document.getElementById("main").focus({ preventScroll: true });
    else document.querySelector("[data-help]").focus({ preventScroll: true });
  });

  // Another language was picked meanwhile: the page is new, and help is still what is wanted.
  document.addEventListener("htmx:afterSettle", function (event) {
    if (!isOpen || event.detail.elt !== document.body) return;
    window.htmx.trigger(document.querySelector("[data-help]"), "click");
  });
})();
