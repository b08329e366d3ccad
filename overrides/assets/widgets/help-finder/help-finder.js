/* Get help: find a service, leave quickly. Without it every country is on the page, with a list to jump by.
   Only the country is kept. What someone looks for goes neither into storage nor into the address, which the
   browser's history would keep; it stands in a link only when a reader asks for one. */
(() => {
  "use strict";
  const { store, keeping, make, copy } = window.careInPublic;

  /* Exit this page: cover it at once, then put another page in its place. Back would lead to an earlier page of the
     handbook; while this is noted, each of them does the same (scripts/inline-head.js). The note ends with the tab, or
     when someone opens the handbook anew. */
  const exit = document.querySelector("[data-exit]");
  const heard = make("span", { role: "status", class: "unseen" });
  const leave = () => {
    document.documentElement.hidden = true;
    document.title = exit.host;
    try {
      sessionStorage.setItem("care.left", exit.href);
    } catch {
      /* then only this page is replaced */
    }
    location.replace(exit.href);
  };
  exit?.after(heard);
  exit?.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  /* The Shift key alone, three times in a few seconds: a Shift that is held for another key does not count. */
  let presses = [];
  let alone = false;
  addEventListener("keydown", ({ key }) => {
    alone = key === "Shift";
    if (!alone) presses = [];
  });
  addEventListener("keyup", ({ key, timeStamp }) => {
    if (!exit) return;
    if (key === "Shift" && alone) presses = [...presses.filter((time) => timeStamp - time < 5000), timeStamp];
    const more = 3 - presses.length;
    heard.textContent = presses.length && more ? t`exit_pressed number=${more}` : "";
    if (!more) leave();
  });

  const picker = document.querySelector(".picker");
  if (!picker) return;

  const part = (selector) => picker.querySelector(selector);
  const [country, need, way, young] = ["#country", "#find-need", "#find-way", "#find-young"].map(part);
  const shown = part(".picker-shown");
  const count = part(".picker-count");
  const forget = part("[data-forget]");
  for (const jump of document.querySelectorAll(".countries a")) {
    country.append(make("option", { value: jump.hash.slice(1) }, jump.textContent));
  }
  const places = [...document.querySelectorAll(".services-of-country")].map((services) => {
    const heading = services.previousElementSibling;
    return { heading, services, jump: document.querySelector(`.countries a[href="#${heading.id}"]`).parentElement };
  });

  /* The country's own part of the page is moved up, so that nothing stands there twice. */
  let mark = null;
  const move = () => {
    if (mark) mark.replaceWith(...shown.childNodes);
    mark = null;
    const place = places.find(({ heading }) => heading.id === country.value);
    if (!place) return;
    mark = document.createComment(country.value);
    place.heading.before(mark);
    shown.append(place.heading, place.services);
  };

  const emergency = (service) => service.dataset.kind === "emergency";
  const has = (service, list, value) => !value || (service.dataset[list] || "").split(" ").includes(value);
  const fits = (service) =>
    has(service, "needs", need.value) &&
    has(service, "ways", way.value) &&
    (!young.checked || "young" in service.dataset);

  /* Hides what does not fit, never an emergency number; how many services fit in each country. */
  const filter = () => {
    const fitting = {};
    for (const { heading, services, jump } of places) {
      fitting[heading.id] = 0;
      for (const service of services.querySelectorAll(".service")) {
        const fit = fits(service);
        service.hidden = !fit && !emergency(service);
        if (fit && !emergency(service)) fitting[heading.id] += 1;
      }
      for (const list of services.querySelectorAll(".services")) {
        list.hidden = !list.querySelector(".service:not([hidden])");
        const title = list.previousElementSibling;
        if (title) title.hidden = list.hidden;
      }
      heading.hidden = services.hidden = jump.hidden = !services.querySelector(".services:not([hidden])");
    }
    return fitting;
  };

  const some = (number) => (number === 1 ? t`found_one` : t`found_some number=${number}`);
  /* What is shown, in words, and what to do when that is nothing. */
  const tell = (fitting, filtered) => {
    count.replaceChildren();
    if (!country.value && !filtered) return;
    const total = Object.values(fitting).reduce((sum, number) => sum + number, 0);
    const mine = country.value ? fitting[country.value] : total;
    const anywhere = filtered && country.value && country.value !== "int" ? fitting.int || 0 : 0;
    const safe = country.value ? [...shown.querySelectorAll(".service")].some(emergency) : true;
    const where = country.value ? t`found_in place=${country.selectedOptions[0].textContent}` : t`found`;
    const always = country.value ? t`found_emergency` : t`found_emergencies`;
    if (mine) count.append(where, some(mine), safe ? t`found_and what=${always}` : "", ". ");
    else {
      count.append(safe ? where + t`found_only what=${always}` : "", t`found_nothing`);
      const directory = document.querySelector("#int-findahelpline .service-name a");
      if (directory) count.append(t`found_elsewhere`, make("a", { href: directory.href }, directory.textContent), ". ");
    }
    if (anywhere)
      count.append(
        make("a", { href: "#int" }, t`found_anywhere services=${some(anywhere)}`),
        anywhere === 1 ? t`found_fits` : t`found_fit`,
      );
    if (!country.value && mine) count.append(t`found_choose`);
  };

  const show = () => {
    const filtered = Boolean(need.value || way.value || young.checked);
    move();
    tell(filter(), filtered);
    forget.hidden = !store.get("country");
    part("[data-filtered]").hidden = !filtered && !country.value;
    part("[data-shared]").textContent = "";
  };
  /* After a change the address that the page was opened with is no longer true. */
  const changed = () => {
    try {
      if (location.search) history.replaceState(null, "", location.pathname);
    } catch {
      /* a page from a folder keeps its address */
    }
    show();
  };

  country.addEventListener("change", () => {
    part(".picker-note").textContent = keeping(store.set("country", country.value));
    changed();
  });
  for (const choice of [need, way, young]) choice.addEventListener("change", changed);
  forget.addEventListener("click", () => {
    store.drop("country");
    country.value = "";
    changed();
    country.focus();
  });
  part("[data-everything]").addEventListener("click", () => {
    store.drop("country");
    country.value = need.value = way.value = "";
    young.checked = false;
    changed();
    count.textContent = t`found_all`;
    country.focus();
  });
  part("[data-share]").addEventListener("click", async () => {
    const link = new URL(location.pathname, location.href);
    for (const [name, value] of [
      ["country", country.value],
      ["need", need.value],
      ["way", way.value],
      ["age", young.checked ? "young" : ""],
    ]) {
      if (value) link.searchParams.set(name, value);
    }
    part("[data-shared]").textContent = (await copy(link.href)) ? t`shared` : t`share_by_hand address=${link.href}`;
  });

  const asked = new URLSearchParams(location.search);
  const choose = (select, value) => {
    select.value = value || "";
    if (select.selectedIndex < 0) select.value = "";
    return select.value;
  };
  const linked = [
    choose(country, asked.get("country")),
    choose(need, asked.get("need")),
    choose(way, asked.get("way")),
  ];
  young.checked = asked.get("age") === "young";
  if (!linked[0]) choose(country, store.get("country"));
  part(".finder").open = Boolean(need.value || way.value || young.checked);
  show();
  if (linked.some(Boolean) || young.checked) count.prepend(t`linked`);
})();
