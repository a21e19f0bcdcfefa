// wagtail-localize's editor has two pieces of English in its script, and its large button is the
// last of its actions: for somebody who may not publish that is “Delete”. Here the words are said
// anew and such a button goes into the menu beside it; the way to the review stands first.
// Runs after the editor was drawn; what is changed here the editor never draws again.
document.addEventListener("DOMContentLoaded", function () {
  "use strict";
  var ours = document.querySelector("#translation-editor-words");
  var actions = document.querySelector(".js-translation-editor footer nav");
  if (!ours || !actions) return;
  say(".js-translation-editor section > div > h3", ours.dataset.title);
  say(".js-translation-editor footer .w-sr-only", ours.dataset.more);
  var first = actions.querySelector(".action-secondary");
  if (first === actions.firstElementChild.firstElementChild) {
    actions.querySelector("[data-w-dropdown-target=content]").append(first);
  }
  actions.prepend(ours.content.cloneNode(true));

  function say(selector, words) {
    document.querySelectorAll(selector).forEach(function (element) {
      element.firstChild.data = words;
    });
  }
});
