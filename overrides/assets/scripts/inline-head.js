(function (r) {
  r.className = "js";
  try {
    var c = localStorage.getItem("care.colors");
    if (c) r.dataset.colors = c;
  } catch {
    /* Storage is off. */
  }
  var left = function (old) {
    try {
      var to = sessionStorage.getItem("care.left");
      if (!to) return;
      if (old) {
        r.hidden = true;
        location.replace(to);
      } else sessionStorage.removeItem("care.left");
    } catch {
      /* Storage is off. */
    }
  };
  left((performance.getEntriesByType("navigation")[0] || {}).type === "back_forward");
  addEventListener("pageshow", function (e) {
    if (e.persisted) left(true);
  });
  addEventListener("DOMContentLoaded", function () {
    if (!window.careInPublic) r.className = "no-js";
  });
})(document.documentElement);
