/* The scenarios as questions. In each case of the page one answer of a list is marked data-best, and what follows is a
   fold, which is open without this script. Here it stays folded until a reader chooses or asks for it. Choices live in
   this function only; printing shows everything. */
(() => {
  "use strict";
  const { make } = window.careInPublic;
  const cases = [];
  const unfold = (one, open) => {
    one.open = one.fold.open = open;
  };

  const folds = [...document.querySelectorAll("main .case-rest")];
  for (const item of document.querySelectorAll("main [data-best]")) {
    const list = item.parentElement;
    const fold = folds.find((one) => list.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    let heading = list;
    while (heading.tagName !== "H2") heading = heading.previousElementSibling;
    const one = { heading, best: [...list.children].indexOf(item) + 1, chosen: 0, open: false, fold };

    fold.querySelector("summary").addEventListener("click", () => {
      one.open = !one.fold.open;
    });
    one.said = make("p", { role: "status", tabindex: "-1", class: "case-said" });
    list.after(one.said);

    list.classList.add("case-answers");
    one.answers = [...list.children].map((item, index) => {
      const answer = make(
        "button",
        { type: "button", class: "case-answer", "aria-pressed": "false" },
        ...item.childNodes,
      );
      answer.addEventListener("click", () => {
        choose(one, index + 1);
        one.said.focus();
      });
      item.append(answer);
      return answer;
    });
    cases.push(one);
  }

  const count = make("p", { class: "outcome-progress" });
  const again = make("button", { type: "button", class: "button" }, t`again`);
  const cleared = make("p", { role: "status" });
  document
    .querySelector("[data-tool]")
    .append(
      make(
        "section",
        { class: "outcome", "aria-label": t`cases` },
        count,
        make("p", {}, t`cases_grade`),
        again,
        cleared,
      ),
    );

  const choose = (one, number) => {
    one.chosen = number;
    one.answers.forEach((answer, index) => answer.setAttribute("aria-pressed", String(index + 1 === number)));
    unfold(one, number > 0);
    one.said.textContent = !number
      ? ""
      : number === one.best
        ? t`case_same number=${number}`
        : t`case_other number=${number} best=${one.best}`;
    const chosen = cases.filter((any) => any.chosen);
    const same = chosen.filter((any) => any.chosen === any.best).length;
    count.textContent = t`cases_count number=${chosen.length} all=${cases.length} same=${same}`;
    again.hidden = !chosen.length;
    cleared.textContent = "";
  };
  const clear = () => cases.forEach((one) => choose(one, 0));
  again.addEventListener("click", () => {
    clear();
    cleared.textContent = t`cases_folded`;
    cases[0].heading.tabIndex = -1;
    cases[0].heading.focus();
  });
  addEventListener("pagehide", clear);
  clear();

  /* Whoever comes from the box at the top has such a message in front of them: no question then, and nothing folded. */
  const urgent = document.querySelector(".admonition.help a[href^='#']");
  const now = cases.find((one) => `#${one.heading.id}` === urgent.hash);
  urgent.addEventListener("click", () => unfold(now, true));
  if (location.hash === urgent.hash) unfold(now, true);

  /* The page opens every fold for paper; afterward each is as it was. */
  addEventListener("afterprint", () => {
    for (const one of cases) unfold(one, one.open);
  });
})();
