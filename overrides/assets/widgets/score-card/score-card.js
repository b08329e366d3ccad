/* The result of the video score card. What it says stands on the page, and marks in the page say what is what: who
   asks, each stop, each question and its fix, each result and the column of each reader. */
(() => {
  "use strict";
  const {
    make,
    result,
    linksTo,
    checklist: { words },
  } = window.careInPublic;
  const mark = (name) => document.querySelector(`main [data-${name}]`);
  const marks = (name) => [...document.querySelectorAll(`main [data-${name}]`)];
  const boxOf = (marked) => marked.closest(".check").querySelector("input");
  const who = marks("who").map(boxOf);
  const questions = marks("question").map((marked) => {
    const [yes, none] = marked.closest(".check").querySelectorAll("input");
    const number = Number(marked.dataset.question);
    return { number, yes, none, weighs: "weighs" in marked.dataset, fix: mark(`fix="${number}"`) };
  });
  const stops = marks("stop").map(boxOf);
  const reader = () => (who.find(ticked) || who[0]).closest(".check").dataset.who;
  const counted = mark("count");
  const asked = counted.textContent;
  const limits = document.querySelector("main .admonition.limits");

  /* Of two boxes that cannot both be true, the later tick stands. */
  const either = (one, other) =>
    one.addEventListener("change", () => {
      if (!one.checked || !other.checked) return;
      other.checked = false;
      other.dispatchEvent(new Event("change"));
    });
  for (const [one, other] of [who, ...questions.map(({ yes, none }) => [yes, none])]) {
    either(one, other);
    either(other, one);
  }

  const ticked = (box) => box.checked;
  const fits = () => questions.filter(({ none }) => !none.checked);
  const unmet = () => fits().filter(({ yes }) => !yes.checked);
  const untouched = () => ![...stops, ...questions.flatMap(({ yes, none }) => [yes, none])].some(ticked);
  const count = () => t`card_yes yes=${fits().length - unmet().length} all=${fits().length}`;
  const inside = (cell) => [...cell.cloneNode(true).childNodes];
  const toFix = (title, list) => {
    if (!list.length) return [];
    const links = linksTo(
      list.map(({ yes }) => yes),
      words,
    );
    [...links.children].forEach((line, index) => line.append(make("br"), make("span", {}, ...inside(list[index].fix))));
    return [make("h3", {}, title), links];
  };

  const certain = make("input", { type: "checkbox", autocomplete: "off" });
  const confirm = make("label", { class: "outcome-sure" }, certain, t`card_sure`);
  const first = make("div", {});
  const progress = make("p", { class: "outcome-progress" });
  const { section, clear } = result(() => {
    const found = stops.filter(ticked);
    const left = unmet();
    const heavy = left.filter(({ weighs }) => weighs);
    const row = mark(`result="${found.length ? "stop" : heavy.length ? "weighs" : "rest"}"`);
    const column = mark(`column="${reader()}"`).cellIndex;
    const does = make("span", {}, t`result_lead`, ...inside(row.parentElement.cells[column]));
    const box = make(
      "div",
      { class: `admonition ${found.length ? "avoid" : "in-short"}` },
      make("p", { class: "admonition-title" }, does),
      make(
        "p",
        {},
        make("strong", {}, t`why`),
        ` ${row.textContent}. `,
        ...inside(mark(`why="${found.length ? "stop" : "questions"}"`)),
      ),
    );
    const fix = reader() === "viewer" ? t`card_ask` : t`card_fix`;
    /* A stop decides alone; questions that nobody has answered are not held against the video. */
    const judged = questions.some(({ yes, none }) => yes.checked || none.checked) || certain.checked;
    if (judged) {
      const numbers = [left, questions.filter(({ none }) => none.checked)].map((list) =>
        list.map(({ number }) => number).join(", "),
      );
      box.append(
        make(
          "p",
          {},
          count(),
          numbers[0] && t`card_no numbers=${numbers[0]}`,
          numbers[1] && t`card_not_applied numbers=${numbers[1]}`,
        ),
      );
    } else box.append(make("p", {}, t`card_stopped`));
    return [
      box,
      ...(found.length ? [make("h3", {}, t`card_stops`), linksTo(found, words), mark("upset").cloneNode(true)] : []),
      ...(judged
        ? [
            ...toFix(t`card_heavy title=${fix}`, heavy),
            ...toFix(
              heavy.length ? t`card_then` : fix,
              left.filter((one) => !heavy.includes(one)),
            ),
          ]
        : []),
      limits.cloneNode(true),
      mark("blanks").cloneNode(true),
    ];
  });
  section.classList.add("outcome-card");
  section.prepend(progress, first, confirm);
  document.querySelector("[data-tool]").append(section);

  const show = () => {
    const nobody = !who.some(ticked);
    const empty = untouched() && !certain.checked;
    const nothing = !fits().length && !stops.some(ticked);
    counted.textContent = untouched() ? asked : count();
    progress.textContent = untouched()
      ? t`card_empty`
      : t`card_count number=${stops.filter(ticked).length} count=${count()}`;
    first.replaceChildren(
      ...(nobody || empty || nothing ? [make("p", {}, t`card_first`)] : []),
      ...(nobody ? [linksTo(who.slice(0, 1), () => t`card_who`)] : []),
      ...(empty ? [linksTo(stops.slice(0, 1), () => t`card_go`)] : []),
      ...(nothing ? [make("p", {}, t`card_none`)] : []),
    );
    confirm.hidden = !untouched();
    section.querySelector(":scope > button").hidden = nobody || empty || nothing;
    clear();
  };
  certain.addEventListener("change", show);
  document.addEventListener("ticks", () => {
    certain.checked = false;
    show();
  });
  show();
})();
