/* What every page has in any theme: copy buttons, what is kept on the device, folds for paper, the scripts of tools.
   Every page is whole without it. Nothing is sent anywhere; what a reader picks is kept on the device under names that
   begin with "care.". */
(() => {
  "use strict";
  const root = document.documentElement;
  const here = document.currentScript.src;
  const base = new URL("../../", here);
  /* Every script of one build carries the same version, so that a page never runs one from before a change. */
  const script = (name) => new URL(name + new URL(here).search, here);

  const store = {
    get: (name) => {
      try {
        return localStorage.getItem(`care.${name}`);
      } catch {
        return null;
      }
    },
    /* No value is one to forget. True when it is done: where storage is off or full nothing is kept, not even what
       was there before. */
    set: (name, value) => {
      try {
        if (value) localStorage.setItem(`care.${name}`, value);
        else localStorage.removeItem(`care.${name}`);
        return true;
      } catch {
        store.drop(name);
        return false;
      }
    },
    drop: (name) => {
      try {
        localStorage.removeItem(`care.${name}`);
      } catch {
        /* as above */
      }
    },
    names: () => {
      try {
        return Object.keys(localStorage)
          .filter((key) => key.startsWith("care."))
          .map((key) => key.slice(5));
      } catch {
        return [];
      }
    },
  };

  /* What to say beside a choice, by whether it was kept. */
  const keeping = (kept) => (kept ? t`kept_choice` : t`kept_no_choice`);

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };

  /* What is typed may be private: nothing for a spelling service, a writing assistant or
     the browser's memory of forms. */
  const unsent = { autocomplete: "off", spellcheck: "false", writingsuggestions: "false" };

  /* A module of this site. Firefox remembers one that did not come; asked for by another address it comes again. */
  let failures = 0;
  const bring = async (address) => {
    if (failures) address.searchParams.set("again", failures);
    try {
      return await import(address);
    } catch (reason) {
      failures += 1;
      throw reason;
    }
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return false;
    }
  };

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
    made
      .querySelectorAll("ol")
      .forEach((list) => [...list.children].forEach((item, index) => item.prepend(`${index + 1}. `)));
    made.querySelectorAll("br").forEach((end) => end.replaceWith("\n"));
    const lines = made.matches("ul, ol") ? [...made.children] : [made];
    if (made.matches("ol")) lines.forEach((item, index) => item.prepend(`${index + 1}. `));
    return lines
      .map((line) =>
        line.textContent
          .trim()
          .replace(/[ \t]+/g, " ")
          .replace(/ ?\n ?/g, "\n"),
      )
      .join("\n");
  };
  /* A script of this folder, fetched when it is needed; import() does not work in a site read from a folder. */
  const loads = {};
  const load = (name) =>
    (loads[name] ||= new Promise((done, failed) => {
      const element = make("script", { src: script(name) });
      element.addEventListener("load", done);
      element.addEventListener("error", () => {
        delete loads[name];
        failed(new Error(`${name} did not load`));
      });
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
    const button = make(
      "button",
      { type: "button", class: "button copy", "aria-label": t`copy_named name=${name}` },
      t`copy`,
    );
    const said = make("span", { role: "status", class: "copy-said" });
    const words = () => {
      const text = quoted ? quoted[0] : all();
      /* One quotation loses its marks; several keep theirs, or nobody could tell them apart. */
      return /^"[^"]*"$/.test(text) ? text.slice(1, -1) : text;
    };
    const give = async (text, done) => {
      said.textContent = (await copy(text)) ? done : t`copy_refused`;
    };
    button.addEventListener("click", () => give(words(), t`copied`));
    box.append(button, said);
    if (!box.querySelector("a[data-help]") || box.closest("[data-own-lines]")) continue;
    const more = make("button", { type: "button", class: "button copy" }, t`copy_own_line`);
    button.after(" ", more);
    scripts.push({ box, name, more, said, words, give });
  }

  /* A table that fits needs no stop for the Tab key. */
  for (const table of document.querySelectorAll(".table-scroll")) {
    if (table.scrollWidth <= table.clientWidth) table.removeAttribute("tabindex");
  }

  for (const place of document.querySelectorAll("[data-clear]")) {
    const button = make("button", { type: "button", class: "button" }, t`forget`);
    const said = make("p", { role: "status" });
    const tell = () => {
      const names = store.names().filter((name) => !name.startsWith("ticks/"));
      const ticks = store.names().length - names.length;
      if (ticks) names.push(ticks === 1 ? t`kept_ticks_one` : t`kept_ticks number=${ticks}`);
      said.textContent = names.length ? t`kept_now names=${names.join(", ")}` : t`kept_nothing`;
    };
    button.addEventListener("click", async () => {
      store.names().forEach(store.drop);
      delete root.dataset.colors;
      const colors = document.getElementById("colors");
      if (colors) colors.value = "";
      /* Named in sw.js; other sites on this host may keep copies too. */
      try {
        await caches.delete(`care ${base}`);
      } catch {
        /* there are none, or no way to any */
      }
      tell();
    });
    place.append(button, said);
    tell();
  }

  /* Paper shows what is folded; afterward each fold is as it was. */
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open], .source-record)")];
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });

  window.careInPublic = { store, keeping, make, unsent, copy, plain, load, bring, script, base, scripts };
  /* Scripts that name a service can be copied with the line of the reader's own country. */
  if (scripts.length) load("captions.js").catch(() => scripts.forEach(({ more }) => more.remove()));

  /* The handbook's own frame names in each page's head what that page needs. In another theme this finds it. */
  if (!root.hasAttribute("data-own-frame")) {
    const tool = document.querySelector("[data-tool]");
    if (document.querySelector(".checklist")) load("checklist.js");
    if (document.querySelector(".picker")) load("../widgets/help-finder/help-finder.js");
    if (tool) load("result.js").then(() => load(`../widgets/${tool.dataset.tool}/${tool.dataset.tool}.js`));
  }
})();
