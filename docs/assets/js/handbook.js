/* Menu, search opener, colors, copy buttons. Every page is whole without it. Nothing is sent anywhere;
   what a reader picks is kept on the device under names that begin with "care.". */
(() => {
  "use strict";
  const root = document.documentElement;
  const here = document.currentScript.src;
  /* Every script of one build carries the same version, so that a page never runs one from before a change. */
  const script = (name) => new URL(name + new URL(here).search, here);

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
      const search = await import(script("search.js"));
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

  const copy = async (text) => { try { await navigator.clipboard.writeText(text); return true; } catch { return false; } };

  /* Words to send, as plain text: numbers of lists and addresses of services stay, marks of sources go. */
  const plain = (part) => {
    const made = part.cloneNode(true);
    made.querySelectorAll(".cite, .unseen").forEach((mark) => mark.remove());
    for (const link of made.querySelectorAll("a[data-help]")) {
      const ways = link.closest(".helpline");
      const named = ways && link === ways.firstElementChild && ways.querySelector("a[href^='tel:'], a[href^='sms:']");
      const shown = link.textContent.includes(link.host.replace("www.", ""));
      if (link.protocol.startsWith("http") && !named && !shown) link.append(` (${link.getAttribute("href")})`);
      else if (!link.protocol.startsWith("http") && !/\d/.test(link.textContent)) link.append(` (${link.pathname})`);
    }
    made.querySelectorAll("ol").forEach((list) => [...list.children].forEach((item, index) => item.prepend(`${index + 1}. `)));
    made.querySelectorAll("br").forEach((end) => end.replaceWith("\n"));
    const lines = made.matches("ul, ol") ? [...made.children] : [made];
    if (made.matches("ol")) lines.forEach((item, index) => item.prepend(`${index + 1}. `));
    return lines.map((line) => line.textContent.trim().replace(/[ \t]+/g, " ").replace(/ ?\n ?/g, "\n")).join("\n");
  };
  /* A script of this folder, fetched when it is needed; import() does not work in a site read from a folder. */
  const loads = {};
  const load = (name) => (loads[name] ||= new Promise((done, failed) => {
    const element = make("script", { src: script(name) });
    element.addEventListener("load", done);
    element.addEventListener("error", () => { delete loads[name]; failed(new Error(`${name} did not load`)); });
    document.head.append(element);
  }));

  const scripts = [];
  for (const box of document.querySelectorAll(".admonition:is(.script, .better), .to-copy + ul > li")) {
    if (!navigator.clipboard) break;
    const title = box.querySelector(".admonition-title");
    const parts = title ? [...box.children].filter((part) => part !== title) : [box];
    const all = () => parts.map(plain).join("\n\n");
    /* A better version can also describe; then what to send are the only words in quotation marks, if there are any.
       The same goes for a line of a list that is there to be copied. */
    const quoted = !box.matches(".script") && (!title || !/^["“]/.test(all())) && (all().match(/"[^"]+"/g) || []);
    if (quoted && quoted.length !== 1) continue;
    const name = title ? title.textContent.trim() : all();
    const button = make("button", { type: "button", class: "button copy", "aria-label": `Copy: ${name}` }, "Copy");
    const said = make("span", { role: "status", class: "copy-said" });
    const words = () => {
      const text = quoted ? quoted[0] : all();
      /* One quotation loses its marks; several keep theirs, or nobody could tell them apart. */
      return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text;
    };
    const give = async (text, done) => { said.textContent = (await copy(text)) ? done : "Your browser did not allow it. Select the words and copy them."; };
    button.addEventListener("click", () => give(words(), "Copied"));
    box.append(button, said);
    if (!box.querySelector("a[data-help]") || box.closest("[data-own-lines]")) continue;
    const more = make("button", { type: "button", class: "button copy" }, "Copy, with my country's line");
    button.after(" ", more);
    scripts.push({ box, name, more, said, words, give });
  }

  /* A table that fits needs no stop for the Tab key. */
  for (const table of document.querySelectorAll(".table-scroll")) {
    if (table.scrollWidth <= table.clientWidth) table.removeAttribute("tabindex");
  }

  for (const place of document.querySelectorAll("[data-clear]")) {
    const button = make("button", { type: "button", class: "button" }, "Forget everything on this device");
    const said = make("p", { role: "status" });
    const tell = () => {
      const names = store.names().filter((name) => !name.startsWith("ticks/"));
      const ticks = store.names().length - names.length;
      if (ticks) names.push(`ticks on ${ticks === 1 ? "1 page" : `${ticks} pages`}`);
      said.textContent = names.length ? `Kept now: ${names.join(", ")}.` : "Nothing is kept on this device now.";
    };
    button.addEventListener("click", async () => {
      store.names().forEach(store.drop);
      delete root.dataset.colors;
      colors.value = "";
      /* Named in sw.js; other sites on this host may keep copies too. */
      if ("caches" in window) await caches.delete(`care ${new URL("../../", here)}`);
      tell();
    });
    place.append(button, said);
    tell();
  }

  addEventListener("beforeprint", () => { for (const fold of document.querySelectorAll("main details")) fold.open = true; });

  /* A copy that this device kept (sw.js) says so, until the site's own answer proves the same or takes its place. */
  if (root.dataset.kept !== undefined) {
    const day = new Date(root.dataset.kept);
    const when = Number.isNaN(day.valueOf()) ? "" : ` on ${day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`;
    const line = make("p", { class: "kept-copy", role: "status" }, `You are reading a copy that this device kept${when}. The site does not answer now, so the copy may be out of date.`);
    document.getElementById("content").prepend(line);
    /* Whoever has begun to fill in a tool decides when it goes; on Get help nothing comes before today's numbers. */
    let busy = false;
    addEventListener("input", () => { busy = !document.body.matches(".help-pages"); });
    navigator.serviceWorker.addEventListener("message", ({ data }) => {
      if (data.same) line.remove();
      else if (busy || history.state?.renewed) line.replaceChildren("There is a newer version of this page. ", make("a", { href: location.pathname }, "Show the newer version"), ".");
      else {
        /* A host that changes a page at each visit must not make it reload for ever. */
        history.replaceState({ renewed: true }, "");
        location.reload();
      }
    });
  }

  /* Keeps pages for reading without a connection; see sw.js. Not on a writer's machine, where other sites share the
     address of `mkdocs serve`: only on https, or where a site made for https is tried. */
  const secure = [location.href, document.querySelector("link[rel=canonical]")?.href].some((address) => address?.startsWith("https:"));
  if (secure && location.protocol !== "file:" && "serviceWorker" in navigator) {
    addEventListener("load", async () => {
      const first = !navigator.serviceWorker.controller;
      try {
        await navigator.serviceWorker.register(new URL("../../sw.js", here));
        const { active } = await navigator.serviceWorker.ready;
        if (first) active.postMessage({ keep: [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)] });
      } catch { /* The browser keeps nothing, as when its storage is off. */ }
    });
  }

  window.careInPublic = { store, make, copy, plain, load, scripts };
  /* Scripts that name a service can be copied with the line of the reader's own country. */
  if (scripts.length) load("captions.js").catch(() => scripts.forEach(({ more }) => more.remove()));
})();
