/* Menu, search opener, colors, copy buttons. Every page is whole without it. Nothing is sent anywhere;
   what a reader picks is kept on the device under names that begin with "care.". */
(() => {
  "use strict";
  const root = document.documentElement;
  const here = document.currentScript.src;

  const store = {
    get: (name) => { try { return localStorage.getItem(`care.${name}`); } catch { return null; } },
    set: (name, value) => { try { localStorage.setItem(`care.${name}`, value); } catch { /* storage is off: nothing is kept */ } },
    drop: (name) => { try { localStorage.removeItem(`care.${name}`); } catch { /* as above */ } },
    names: () => { try { return Object.keys(localStorage).filter((key) => key.startsWith("care.")).map((key) => key.slice(5)); } catch { return []; } },
  };

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  /* A native dialog: the browser keeps the focus inside, closes on Escape and gives the focus back. */
  const dialog = (title, name) => {
    const close = make("button", { type: "button", class: "button" }, "Close");
    const body = make("div", { class: "dialog-body" });
    const head = make("div", { class: "dialog-head" }, make("h2", { id: `${name}-title` }, title), close);
    const element = make("dialog", { "aria-labelledby": `${name}-title`, class: `dialog-${name}` }, head, body);
    close.addEventListener("click", () => element.close());
    element.addEventListener("click", (event) => { if (event.target === element) element.close(); });
    document.body.append(element);
    return { element, body };
  };

  const openers = {};

  openers.menu = () => {
    const menu = document.getElementById("menu");
    const place = document.createComment("menu");
    const { element, body } = dialog("All pages", "menu");
    menu.replaceWith(place);
    body.append(menu);
    element.addEventListener("close", () => { place.replaceWith(menu); element.remove(); });
    element.showModal();
    const current = menu.querySelector("[aria-current]");
    if (current) current.scrollIntoView({ block: "center" });
  };

  openers.search = async () => {
    try {
      const search = await import(new URL("search.js", here));
      search.open(make, dialog, new URL("../../", here));
    } catch {
      const { element, body } = dialog("Search", "search");
      body.append(make("p", {}, "Search needs the handbook's own website. Here, the menu lists every page."));
      element.addEventListener("close", () => element.remove());
      element.showModal();
    }
  };

  /* Without scripts the menu opener is a link to the menu; with them it is a button, so it is made one. */
  for (const opener of document.querySelectorAll("[data-opens]")) {
    const button = opener.tagName === "BUTTON" ? opener : make("button", { type: "button", class: opener.className }, ...opener.childNodes);
    if (button !== opener) opener.replaceWith(button);
    button.setAttribute("aria-haspopup", "dialog");
    button.addEventListener("click", () => openers[opener.dataset.opens]());
  }

  const colors = document.getElementById("colors");
  colors.value = store.get("colors") || "";
  colors.addEventListener("change", () => {
    if (colors.value) store.set("colors", colors.value); else store.drop("colors");
    if (colors.value) root.dataset.colors = colors.value; else delete root.dataset.colors;
  });

  for (const script of document.querySelectorAll(".admonition.script")) {
    if (!navigator.clipboard) break;
    const title = script.querySelector(".admonition-title");
    const button = make("button", { type: "button", class: "button copy" }, "Copy these words");
    const said = make("span", { role: "status", class: "copy-said" });
    const text = [...script.children].filter((part) => part !== title).map((part) => part.innerText.trim()).join("\n\n");
    button.addEventListener("click", async () => {
      try { await navigator.clipboard.writeText(text.replace(/^"|"$/g, "")); said.textContent = "Copied"; }
      catch { said.textContent = "Your browser did not allow it. Select the words and copy them."; }
    });
    script.append(button, said);
  }

  /* A table that fits needs no stop for the Tab key. */
  for (const table of document.querySelectorAll(".table-scroll")) {
    if (table.scrollWidth <= table.clientWidth) table.removeAttribute("tabindex");
  }

  for (const place of document.querySelectorAll("[data-clear]")) {
    const button = make("button", { type: "button", class: "button" }, "Forget everything on this device");
    const said = make("p", { role: "status" });
    const tell = () => { said.textContent = store.names().length ? `Kept now: ${store.names().join(", ")}.` : "Nothing is kept on this device now."; };
    button.addEventListener("click", async () => {
      store.names().forEach(store.drop);
      delete root.dataset.colors;
      colors.value = "";
      for (const name of "caches" in window ? await caches.keys() : []) await caches.delete(name);
      tell();
    });
    place.append(button, said);
    tell();
  }

  addEventListener("beforeprint", () => { for (const fold of document.querySelectorAll("main details")) fold.open = true; });

  /* Keeps pages for reading without a connection; see sw.js. Not while a writer works with `mkdocs serve`. */
  if ("serviceWorker" in navigator && location.protocol === "https:") {
    addEventListener("load", () => navigator.serviceWorker.register(new URL("../../sw.js", here)));
  }

  window.careInPublic = { store, make };
})();
