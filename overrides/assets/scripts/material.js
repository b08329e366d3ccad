/* What Material's own frame lacks for people without a mouse: its openers of menu and search are labels, which no key
   reaches, and its search panel has no name. */
(() => {
  "use strict";
  const { make } = window.careInPublic;
  const toggles = { __drawer: t`menu`, __search: t`search` };

  for (const [id, name] of Object.entries(toggles)) {
    const toggle = document.getElementById(id);
    for (const label of document.querySelectorAll(`.md-header label[for="${id}"].md-header__button`)) {
      const button = make(
        "button",
        { type: "button", class: label.className, "aria-label": name, "data-for": id },
        ...label.childNodes,
      );
      button.addEventListener("click", () => {
        toggle.click();
        const into = id === "__drawer" ? ".md-sidebar--primary .md-nav__link" : ".md-search__input";
        if (toggle.checked) requestAnimationFrame(() => document.querySelector(into)?.focus());
      });
      document.addEventListener("keydown", ({ key }) => {
        if (key !== "Escape" || !toggle.checked) return;
        toggle.click();
        button.focus();
      });
      label.replaceWith(button);
    }
  }
  document.querySelector("[data-md-component='search']")?.setAttribute("aria-label", toggles.__search);
})();
