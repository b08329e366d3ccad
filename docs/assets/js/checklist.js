/* Check boxes keep their ticks on this device, page by page; the before-you-post pages say what a list comes to.
   Loaded on pages with check boxes; without it they are lists to tick, or to print and tick by hand. */
(() => {
  "use strict";
  const { store, make } = window.careInPublic;
  const boxes = [...document.querySelectorAll(".check input")];
  if (!boxes.length) return;
  const words = (box) => box.closest("label").textContent.trim().replace(/\s+/g, " ");

  /* A box is known by a short sum of its words, so that no tick moves to another box when a page is edited. */
  const seen = {};
  const names = new Map(boxes.map((box) => {
    let sum = 5381;
    for (const letter of words(box)) sum = (sum * 33 + letter.codePointAt(0)) % 4294967296;
    const name = sum.toString(36);
    seen[name] = (seen[name] || 0) + 1;
    return [box, seen[name] > 1 ? `${name}.${seen[name]}` : name];
  }));
  const base = new URL(document.querySelector("script[data-base]").dataset.base, location.href).pathname;
  const kept = `ticks/${location.pathname.slice(base.length)}`;

  const clear = make("button", { type: "button", class: "button" }, "Clear these ticks");
  const said = make("span", { role: "status", tabindex: "-1" });
  let lists = boxes.at(-1).closest(".checklist");
  while (lists.parentElement.closest(".checklist")) lists = lists.parentElement.closest(".checklist");
  lists.after(make("p", { class: "ticks" }, clear, said));

  let result = null;
  const show = () => {
    clear.hidden = !boxes.some((box) => box.checked);
    if (!clear.hidden) said.textContent = "They stay on this device only.";
    if (result) result();
  };
  const write = () => {
    const ticked = boxes.filter((box) => box.checked).map((box) => names.get(box));
    if (ticked.length) store.set(kept, ticked.join(" ")); else store.drop(kept);
    show();
  };
  const read = () => {
    const ticked = new Set((store.get(kept) || "").split(" "));
    for (const box of boxes) box.checked = ticked.has(names.get(box));
    show();
  };
  for (const box of boxes) {
    /* The browser keeps ticks of its own for the back button; they must not outlive the ones kept here. */
    box.autocomplete = "off";
    box.addEventListener("change", write);
  }
  clear.addEventListener("click", () => {
    for (const box of boxes) box.checked = false;
    write();
    said.textContent = "Cleared. No box on this page is ticked.";
    said.focus();
  });
  /* Another tab wrote, or the page came back out of the browser's memory after everything was forgotten. */
  addEventListener("storage", (event) => { if (!event.key || event.key === `care.${kept}`) read(); });
  addEventListener("pageshow", (event) => { if (event.persisted) read(); });

  result = outcome();
  read();

  /* "What is my result?" The page itself says all of it: a heading with "a blank here means wait" names the outcome
     of its own boxes, every other blank means the outcome that begins with "Change", and none means "Post". */
  function outcome() {
    const decide = document.getElementById("decide");
    if (!decide) return null;
    const outcomes = {};
    for (let next = decide.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
      const title = next.matches(".admonition") && next.querySelector(".admonition-title").textContent.trim();
      if (title) outcomes[title.split(" ")[0].toLowerCase()] = next;
    }
    const parts = [];
    for (const part of document.querySelectorAll("main h2, .check input")) {
      if (part === decide) break;
      const title = part.tagName === "H2" && part.textContent.trim();
      const means = title && /\(a blank here means (\w+)\)/.exec(title);
      if (title) parts.push({ title: title.replace(/ \(.*/, ""), means: means ? means[1] : "change", boxes: [] });
      else parts.at(-1)?.boxes.push(part);
    }
    const known = parts.reduce((sum, part) => sum + part.boxes.length, 0) === boxes.length;
    if (!known || !["post", "change", ...parts.map((part) => part.means)].every((name) => outcomes[name])) return null;

    const bar = make("progress", { max: boxes.length, value: 0, "aria-label": "Boxes ticked" });
    const progress = make("p", { class: "outcome-progress" });
    const ask = make("button", { type: "button", class: "button" }, "What is my result?");
    const answer = make("div", { class: "outcome-answer" });
    decide.after(make("section", { class: "outcome", "aria-label": "Your result" }, progress, bar, ask, answer));
    boxes.forEach((box, index) => { box.id ||= `box-${index + 1}`; });

    const open = (title, left) => {
      if (!left.length) return [];
      const links = left.map((box) => {
        const link = make("a", { href: `#${box.id}` }, words(box));
        link.addEventListener("click", () => setTimeout(() => box.focus()));
        return make("li", {}, link);
      });
      return [make("h3", {}, title), make("ul", {}, ...links)];
    };
    ask.addEventListener("click", () => {
      const left = parts.map((part) => ({ ...part, boxes: part.boxes.filter((box) => !box.checked) })).filter((part) => part.boxes.length);
      const first = left.filter((part) => part.means !== "change");
      const change = left.filter((part) => part.means === "change").flatMap((part) => part.boxes);
      const shown = outcomes[first[0]?.means || left[0]?.means || "post"].cloneNode(true);
      const title = shown.querySelector(".admonition-title");
      title.textContent = `Your result: ${title.textContent}`;
      title.tabIndex = -1;
      answer.replaceChildren(shown,
        ...first.flatMap((part) => open(`Left empty under “${part.title}”`, part.boxes)),
        ...open(first.length ? "Then change this" : "Change this first", change));
      title.focus();
    });
    /* A result is true only for the ticks it was asked for. */
    return () => {
      const ticked = boxes.filter((box) => box.checked).length;
      progress.textContent = `${ticked} of ${boxes.length} boxes ticked`;
      bar.value = ticked;
      answer.replaceChildren();
    };
  }
})();
