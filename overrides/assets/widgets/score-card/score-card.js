/* The result of the video score card. What it says stands on the page: the first two boxes are the two columns of the
   result table, the questions of its second row weigh most, and the table of fixes goes by the questions' numbers. */
(() => {
  "use strict";
  const {
    make,
    result,
    linksTo,
    checklist: { words },
  } = window.careInPublic;
  const part = (id) => {
    const found = [];
    for (
      let next = document.getElementById(id).nextElementSibling;
      next && next.tagName !== "H2";
      next = next.nextElementSibling
    )
      found.push(next);
    return {
      all: (selector) =>
        found.flatMap((one) => [...(one.matches(selector) ? [one] : []), ...one.querySelectorAll(selector)]),
    };
  };
  const [stopPart, questionPart, resultPart, fixPart] = [
    "five-stops",
    "twelve-questions",
    "what-to-do-with-it",
    "a-fix-for-every-no",
  ].map(part);
  const stops = stopPart.all(".check input");
  const who = [...document.querySelectorAll(".check input")].slice(0, 2);
  const questions = questionPart.all(".check:has(.check)").map((line) => {
    const [yes, none] = line.querySelectorAll("input");
    return { number: parseInt(words(yes), 10), yes, none };
  });
  const rows = resultPart.all("tbody tr");
  const weighty = rows[1].cells[0].textContent.match(/\d+/g).map(Number);
  const fixes = new Map(fixPart.all("tbody tr").map((row) => [parseInt(row.cells[0].textContent, 10), row.cells[1]]));
  const [stopped, upset] = stopPart.all("p");
  const weighs = resultPart.all("p")[0];
  const counted = questionPart.all("p > strong").find((text) => text.textContent.startsWith(t`card_yes`));
  const asked = counted.textContent;
  const limits = document.querySelector("main .admonition.unknown");
  const blanks = [...document.querySelectorAll("main p")].find((text) => text.textContent.includes("____"));

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
  const count = () => asked.replace(/_+/, fits().length - unmet().length).replace(/_+/, fits().length);
  const inside = (cell) => [...cell.cloneNode(true).childNodes];
  const toFix = (title, list) => {
    if (!list.length) return [];
    const links = linksTo(
      list.map(({ yes }) => yes),
      words,
    );
    [...links.children].forEach((line, index) =>
      line.append(make("br"), make("span", {}, ...inside(fixes.get(list[index].number)))),
    );
    return [make("h3", {}, title), links];
  };

  const certain = make("input", { type: "checkbox", autocomplete: "off" });
  const confirm = make("label", { class: "outcome-sure" }, certain, t`card_sure`);
  const first = make("div", {});
  const progress = make("p", { class: "outcome-progress" });
  const { section, clear } = result(() => {
    const found = stops.filter(ticked);
    const left = unmet();
    const heavy = left.filter(({ number }) => weighty.includes(number));
    const row = rows[found.length ? 0 : heavy.length ? 1 : 2];
    const does = make("span", {}, t`result_lead`, ...inside(row.cells[who[0].checked ? 1 : 2]));
    const box = make(
      "div",
      { class: `admonition ${found.length ? "avoid" : "in-short"}` },
      make("p", { class: "admonition-title" }, does),
      make(
        "p",
        {},
        make("strong", {}, t`why`),
        ` ${row.cells[0].textContent}. `,
        ...inside(found.length ? stopped : weighs),
      ),
    );
    const fix = who[0].checked ? t`card_ask` : t`card_fix`;
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
      ...(found.length ? [make("h3", {}, t`card_stops`), linksTo(found, words), upset.cloneNode(true)] : []),
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
      blanks.cloneNode(true),
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
