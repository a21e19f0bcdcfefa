// Quick exit: the link, or Esc three times within two seconds. The neutral page, fetched ahead,
// stands here at once; then the browser goes there. It leaves no entry in the history.
(function () {
  "use strict";

  var presses = [];
  var neutral = null;

  function exitLink() {
    return document.querySelector("a[data-exit]");
  }

  function fetchAhead() {
    var link = exitLink();
    if (!link) return;
    fetch(link.href)
      .then(function (reply) {
        return reply.ok ? reply.text() : Promise.reject();
      })
      .then(keep)
      .catch(function () {}); // offline: then the screen goes blank until the page is there
  }

  function keep(text) {
    neutral = new DOMParser().parseFromString(text, "text/html");
    neutral.querySelectorAll("img").forEach(function (image) {
      image.remove(); // tells the server that the quiz was left: the page itself will
    });
  }

  function leave(address) {
    document.documentElement.hidden = true;
    if (neutral) document.replaceChild(neutral.documentElement, document.documentElement);
    // On the way to another page the browser paints no more: first let it paint this one.
    window.setTimeout(function () { window.location.replace(address); }, 50);
  }

  window.addEventListener("load", fetchAhead);

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-exit]");
    if (!link) return;
    event.preventDefault();
    leave(link.href);
  });

  document.addEventListener("keydown", function (event) {
    var link = exitLink();
    if (event.key !== "Escape" || event.repeat || !link) return;
    presses = presses.concat(event.timeStamp).slice(-3);
    if (presses.length === 3 && presses[2] - presses[0] < 2000) leave(link.href);
  });
})();
