/* The handbook's own frame: menu, search opener, colors, and reading without a connection. */
(() => {
  "use strict";
  const { store, make, bring, script, base } = window.careInPublic;
  const root = document.documentElement;

  /* A native dialog: the browser keeps the focus inside and gives it back. One at a time; `tap` opened it. */
  const panel = (title, name, tap) => {
    /* A browser tells that a panel closed only a moment afterward; the next one does not wait for it. */
    document.querySelector("dialog:not([open])")?.dispatchEvent(new Event("close"));
    if (document.querySelector("dialog")) return null;
    const close = make("button", { type: "button", class: "button" }, t`close`);
    const body = make("div", { class: "dialog-body" });
    const head = make("div", { class: "dialog-head" }, make("h2", { id: `${name}-title` }, title), close);
    const element = make("dialog", { "aria-labelledby": `${name}-title`, class: `dialog-${name}` }, head, body);
    /* Beside the panel, and neither its own empty part nor the end of a selection of its words. */
    const beside = ({ target, clientX: x, clientY: y }) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      return target === element && (x < left || x > right || y < top || y > bottom);
    };
    let pressed = false;
    element.addEventListener("pointerdown", (event) => {
      pressed = beside(event);
    });
    element.addEventListener("click", (event) => {
      const link = event.target.closest("a[href*='#']");
      /* The second tap of a double tap meant the opener. */
      if (
        event.detail &&
        event.timeStamp - tap.timeStamp < 600 &&
        Math.hypot(event.clientX - tap.clientX, event.clientY - tap.clientY) < 30
      )
        event.preventDefault();
      /* A link to a part of this page loads no page that would take the panel away. */
      else if (event.target === close || (pressed && beside(event)) || link?.pathname === location.pathname)
        element.close();
    });
    /* In WebKit a search field keeps the Escape key for itself. */
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.isComposing) {
        event.preventDefault();
        element.close();
      }
    });
    element.addEventListener("close", () => element.remove());
    document.body.append(element);
    element.showModal();
    return { element, body };
  };

  const openers = {};

  openers.menu = (tap) => {
    const menu = document.getElementById("menu");
    const place = document.createComment("menu");
    const opened = panel(t`menu_pages`, "menu", tap);
    if (!opened) return;
    menu.replaceWith(place);
    opened.body.append(menu);
    opened.element.addEventListener("close", () => place.replaceWith(menu));
    /* Whoever comes back out of the browser's memory wants the page. */
    addEventListener("pagehide", () => opened.element.close(), { once: true });
    const current = menu.querySelector("[aria-current]");
    if (current) current.scrollIntoView({ block: "center" });
  };

  openers.search = async (tap) => {
    const opened = panel(t`missing_search`, "search", tap);
    if (!opened) return;
    const said = make("p", { role: "status", class: "search-status" }, t`search_loading`);
    opened.body.append(said);
    try {
      const search = await bring(script("search.js"));
      if (opened.element.open) search.fill(opened.body, said, base);
    } catch {
      said.textContent = location.protocol === "file:" ? t`search_folder` : t`search_offline`;
    }
  };

  /* Without scripts the menu opener is a link to the menu; with them it is a button, so it is made one. */
  for (const opener of document.querySelectorAll("[data-opens]")) {
    /* A browser without dialogs has the menu in the page, and no search. */
    if (!("HTMLDialogElement" in window)) {
      if (opener.tagName === "BUTTON") opener.remove();
      continue;
    }
    const button =
      opener.tagName === "BUTTON"
        ? opener
        : make("button", { type: "button", class: opener.className }, ...opener.childNodes);
    if (button !== opener) opener.replaceWith(button);
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("click", (event) => openers[opener.dataset.opens](event));
  }

  const colors = document.getElementById("colors");
  colors.value = store.get("colors") || "";
  colors.addEventListener("change", () => {
    store.set("colors", colors.value);
    if (colors.value) root.dataset.colors = colors.value;
    else delete root.dataset.colors;
  });

  /* A copy that this device kept (sw.js) says so, until the site's own answer proves the same or takes its place. */
  if (root.dataset.kept !== undefined) {
    const day = new Date(root.dataset.kept);
    const when = day.toLocaleDateString(root.lang === "en" ? "en-GB" : root.lang, {
      day: "numeric",
      month: "long",
      year: "numeric",
    });
    const line = make(
      "p",
      { class: "kept-copy", role: "status" },
      Number.isNaN(day.valueOf()) ? t`kept_copy` : t`kept_copy_from day=${when}`,
    );
    document.getElementById("content").prepend(line);
    /* Whoever has begun to fill in a tool decides when it goes; on Get help nothing comes before today's numbers. */
    let busy = false;
    addEventListener("input", () => {
      busy = !document.body.matches(".help-pages");
    });
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      if (data.same) line.remove();
      else if (busy || history.state?.renewed)
        line.replaceChildren(t`newer`, make("a", { href: location.pathname }, t`newer_show`), ".");
      else {
        /* A host that changes a page at each visit must not make it reload for ever. */
        history.replaceState({ renewed: true }, "");
        location.reload();
      }
    });
  }

  /* Keeps pages for reading without a connection; see sw.js. Not on a writer's machine, where other sites share the
     address of `mkdocs serve`: only on https, or where a site made for https is tried. */
  const secure = [location.href, document.querySelector("link[rel=canonical]")?.href].some((address) =>
    address?.startsWith("https:"),
  );
  if (secure && location.protocol !== "file:" && "serviceWorker" in navigator) {
    addEventListener("load", async () => {
      const first = !navigator.serviceWorker.controller;
      try {
        await navigator.serviceWorker.register(new URL("sw.js", base));
        const { active } = await navigator.serviceWorker.ready;
        if (first)
          active.postMessage({
            keep: [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)],
          });
      } catch {
        /* The browser keeps nothing, as when its storage is off. */
      }
    });
  }
})();
