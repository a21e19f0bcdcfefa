// On a pupil's page nobody can store anything, not even htmx, which notes the path otherwise.
["localStorage", "sessionStorage"].forEach(function (name) {
  Object.defineProperty(window, name, {
    get: function () { throw new DOMException("nothing is stored here", "SecurityError"); },
  });
});
