/* Get help: pick a country once, leave quickly. Without it every country is on the page, with a list to jump by. */
(() => {
  "use strict";
  const { store, make } = window.careInPublic;

  const leave = () => {
    document.body.hidden = true;
    location.replace(document.querySelector("[data-leave]").href);
  };
  document.querySelector("[data-leave]").addEventListener("click", (event) => { event.preventDefault(); leave(); });

  const jumps = document.querySelectorAll(".countries a");
  if (!jumps.length) return;

  const select = make("select", { id: "country", autocomplete: "off" }, make("option", { value: "" }, "Choose a country"));
  for (const jump of jumps) select.append(make("option", { value: jump.hash.slice(1) }, jump.textContent));
  const forget = make("button", { type: "button", class: "button", hidden: "" }, "Forget my country");
  const note = make("p", { class: "picker-note" }, "Your choice stays on this device. Nobody else is told.");
  const shown = make("div", { "aria-live": "polite" });
  const picker = make("section", { class: "picker", "aria-label": "Your country" },
    make("label", { for: "country" }, "Where are you?"), make("div", { class: "picker-row" }, select, forget), note, shown);
  document.querySelector("h1").parentElement.querySelector(".admonition").before(picker);

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
