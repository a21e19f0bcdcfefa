// In the CMS. Wagtail takes what stands in a form some seconds after it was opened, and again after each
// autosave, for what the server has. What was typed before that it neither saves nor warns of, so the
// form is told that it holds something. A form that came back refused Wagtail saves once and then never
// looks at again; an interval starts that.
(function () {
  "use strict";

  var HOLDS_SOMETHING = "data-w-unsaved-force-value";
  var isTyped = false;
  var isRefused = false;

  function note(event) {
    var target = event.target;
    if (event.isTrusted && target.closest && target.closest("[data-edit-form]")) {
      isTyped = true;
    }
  }

  document.addEventListener("beforeinput", note, true);
  document.addEventListener("input", note, true);

  document.addEventListener("w-unsaved:ready", function (event) {
    isRefused = isRefused || event.target.getAttribute(HOLDS_SOMETHING) === "true";
  });

  document.addEventListener("w-autosave:save", function () { isTyped = false; });

  document.addEventListener("w-autosave:success", function (event) {
    if (isRefused) { event.target.setAttribute("data-w-unsaved-check-interval-value", "500"); }
  });

  document.addEventListener("w-unsaved:watch-edits", function (event) {
    var form = event.target;
    // After an autosave Wagtail itself ends "holds something" once this event is through.
    window.setTimeout(function () {
      if (isTyped) { form.setAttribute(HOLDS_SOMETHING, "true"); }
    }, 0);
  });
})();
