// The button that prints this page. It is hidden where there is no script.
(function () {
  "use strict";

  document.querySelectorAll("[data-print]").forEach(function (button) { button.hidden = false; });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) window.print();
  });
})();
