/* What a tool in the page says at its end: a button that asks for the result, the result itself, which takes the
   focus, and ways to copy or print it. Loaded before the tool of a page that has one; see assets/widgets. */
(() => {
  "use strict";
  const { make, copy, plain } = window.careInPublic;
  const root = document.documentElement;

  /* `answer` gives the elements of a result, the first a box or a heading. Returns the section to put into the page
     and `clear`, to call when the answers change: a result is true only for the answers it was asked for. */
  window.careInPublic.result = (answer, asked = t`result_ask`) => {
    const ask = make("button", { type: "button", class: "button" }, asked);
    const shown = make("div", { class: "outcome-answer" });
    const section = make("section", { class: "outcome", "aria-label": t`result` }, ask, shown);
    ask.addEventListener("click", () => {
      const parts = answer();
      const copying = make("button", { type: "button", class: "button" }, t`result_copy`);
      const printing = make("button", { type: "button", class: "button" }, t`result_print`);
      const said = make("span", { role: "status", class: "copy-said" });
      copying.addEventListener("click", async () => {
        const text = parts
          .filter((part) => !part.matches(".on-screen"))
          .flatMap((part) => (part.matches(".admonition") ? [...part.children] : [part]))
          .map(plain)
          .join("\n\n");
        said.textContent = (await copy(text)) ? t`copied` : t`copy_refused`;
      });
      printing.addEventListener("click", () => {
        let begun = false;
        const begin = () => {
          begun = true;
        };
        root.dataset.print = "result";
        said.textContent = "";
        addEventListener("beforeprint", begin);
        /* The browser inside an app often has no print, or one that does nothing. */
        try {
          print();
        } catch {
          /* said below */
        }
        setTimeout(() => {
          removeEventListener("beforeprint", begin);
          if (begun) return;
          delete root.dataset.print;
          said.textContent = t`result_not_printed`;
        }, 1000);
      });
      shown.replaceChildren(...parts, make("p", { class: "outcome-take" }, copying, printing, said));
      const title = parts[0].querySelector(".admonition-title") || parts[0];
      title.tabIndex = -1;
      title.focus();
    });
    return { section, clear: () => shown.replaceChildren() };
  };
  addEventListener("afterprint", () => {
    delete root.dataset.print;
  });

  /* A list of links to boxes of the page, for what is still open. */
  let named = 0;
  window.careInPublic.linksTo = (boxes, words) =>
    make(
      "ul",
      {},
      ...boxes.map((box) => {
        box.id ||= `box-${(named += 1)}`;
        const link = make("a", { href: `#${box.id}` }, words(box));
        link.addEventListener("click", () => setTimeout(() => box.focus()));
        return make("li", {}, link);
      }),
    );
})();
