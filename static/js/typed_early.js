// In the CMS. Wagtail takes what stands in a form some seconds after it was opened, and again after each
// autosave, for what the server has. What was typed before that it neither saves nor warns of, so the
// form is told that it holds something.
(function () {
  "use strict";

  var isTyped = false;

  function note(event) {
    var target = event.target;
    if (event.isTrusted && target.closest && target.closest("[data-edit-form]")) {
      isTyped = true;
    }
  }

  document.addEventListener("beforeinput", note, true);
  document.addEventListener("input", note, true);

  document.addEventListener("w-autosave:save", function () { isTyped = false; });

  document.addEventListener("w-unsaved:watch-edits", function (event) {
    var form = event.target;
    // After an autosave Wagtail itself ends "holds something" once this event is through.
    window.setTimeout(function () {
      if (isTyped) { form.setAttribute("data-w-unsaved-force-value", "true"); }
    }, 0);
  });
})();
