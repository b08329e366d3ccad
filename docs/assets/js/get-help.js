/* Get help: pick a country once, leave quickly. Without it every country is on the page, with a list to jump by. */
(() => {
  "use strict";
  const { store, make } = window.careInPublic;

  const leave = () => {
    document.body.hidden = true;
    location.replace(document.querySelector("[data-leave]").href);
  };
  document.querySelector("[data-leave]").addEventListener("click", (event) => { event.preventDefault(); leave(); });

  const picker = document.querySelector(".picker");
  if (!picker) return;

  const select = picker.querySelector("select");
  const forget = picker.querySelector("button");
  const shown = picker.querySelector(".picker-shown");
  for (const jump of document.querySelectorAll(".countries a")) {
    select.append(make("option", { value: jump.hash.slice(1) }, jump.textContent));
  }

  /* The country's own part of the page is moved up, so that nothing stands there twice. */
  let place = null;
  const back = () => {
    if (!place) return;
    place.replaceWith(...shown.childNodes);
    place = null;
  };
  const show = (code) => {
    back();
    const heading = code && document.getElementById(code);
    if (heading) {
      place = document.createComment(code);
      const services = heading.nextElementSibling;
      heading.before(place);
      shown.append(heading, services);
    }
    select.value = heading ? code : "";
    forget.hidden = !heading;
  };
  select.addEventListener("change", () => {
    if (select.value) store.set("country", select.value); else store.drop("country");
    show(select.value);
  });
  forget.addEventListener("click", () => { store.drop("country"); show(""); select.focus(); });
  show(store.get("country"));
})();
