/* Check boxes keep their ticks on this device, page by page. Loaded on pages with check boxes; without it they are
   lists to tick, or to print and tick by hand. */
(() => {
  "use strict";
  const { store, make } = window.careInPublic;
  const boxes = [...document.querySelectorAll(".check input")];
  if (!boxes.length) return;
  const words = (box) => box.closest("label").textContent.trim().replace(/\s+/g, " ");

  /* A box is known by a short sum of its words, so that no tick moves to another box when a page is edited. */
  const seen = {};
  const names = new Map(
    boxes.map((box) => {
      let sum = 5381;
      for (const letter of words(box)) sum = (sum * 33 + letter.codePointAt(0)) % 4294967296;
      const name = sum.toString(36);
      seen[name] = (seen[name] || 0) + 1;
      return [box, seen[name] > 1 ? `${name}.${seen[name]}` : name];
    }),
  );
  const base = window.careInPublic.base.pathname;
  const kept = `ticks/${location.pathname.slice(base.length)}`;

  const clear = make("button", { type: "button", class: "button" }, t`ticks_clear`);
  const said = make("span", { role: "status", tabindex: "-1" });
  let lists = boxes.at(-1).closest(".checklist");
  while (lists.parentElement.closest(".checklist")) lists = lists.parentElement.closest(".checklist");
  lists.after(make("p", { class: "ticks" }, clear, said));

  const show = (stays = true) => {
    clear.hidden = !boxes.some((box) => box.checked);
    if (!clear.hidden) said.textContent = stays ? t`ticks_kept` : t`ticks_not_kept`;
    /* A tool that counts the boxes listens for this. */
    document.dispatchEvent(new Event("ticks"));
  };
  const write = () => {
    const ticked = boxes.filter((box) => box.checked).map((box) => names.get(box));
    show(store.set(kept, ticked.join(" ")));
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
    said.textContent = t`ticks_cleared`;
    said.focus();
  });
  /* Another tab wrote, or the page came back out of the browser's memory after everything was forgotten. */
  addEventListener("storage", (event) => {
    if (!event.key || event.key === `care.${kept}`) read();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) read();
  });

  read();
  window.careInPublic.checklist = { boxes, words };
})();
