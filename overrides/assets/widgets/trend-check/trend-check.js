/* The verdict of the trend check. Marks in the page say what each box is, which paragraphs have lines to write on, and
   which row of the table is which verdict. What an empty box means stands in the list under the box. */
(() => {
  "use strict";
  const {
    make,
    unsent,
    result,
    linksTo,
    checklist: { boxes, words },
  } = window.careInPublic;
  if (!result) return;
  const mark = (name) => document.querySelector(`main [data-${name}]`);
  const marked = (name) =>
    [...document.querySelectorAll(`main .check[data-${name}]`)].map((item) => item.querySelector("input"));
  const [stops, evidence, asks, others, verdicts] = ["stop", "evidence", "asks", 'asks="others"', "verdict"].map(
    marked,
  );
  const [unwatched, warning, alone] = ["unwatched", "warning", "alone"].map((name) => marked(name)[0]);
  const limits = document.querySelector("main .admonition.limits");
  const ticked = (box) => box.checked;

  /* Lines to write on become fields. What is written there is kept nowhere. */
  const blanks = [...document.querySelectorAll("main [data-blanks] > strong")];
  const fields = blanks.map((name) => {
    const rest = name.nextSibling;
    const field = make("textarea", { rows: 1, ...unsent });
    const label = make("label", { class: "blank" }, field);
    name.parentElement.classList.add("blanks");
    name.replaceWith(label);
    label.prepend(name);
    const blank = rest.data.match(/_+/)[0];
    rest.data = rest.data.replace(blank, "");
    field.addEventListener("input", () => write());
    return { name, field, blank };
  });
  blanks[0].closest("p").before(make("p", { class: "picker-note on-screen" }, t`trend_write`));

  /* Evidence is asked for as a whole; of a trend with nobody else in it nothing is asked about others. */
  const empty = () =>
    boxes.filter(
      (box) =>
        !box.checked &&
        ((asks.includes(box) && !(alone.checked && others.includes(box))) ||
          (box === evidence[0] && !evidence.some(ticked))),
    );
  const leave = () => [...stops, warning].filter(ticked).concat(unwatched.checked ? [] : unwatched);
  const verdict = () => (leave().length ? "leave" : empty().length ? "change" : "go");
  const says = (box) => box.closest(".check").dataset.verdict;
  const begun = () => boxes.some((box) => box.checked && !verdicts.includes(box));

  const tick = (box, on) => {
    if (box.checked === on) return;
    box.checked = on;
    box.dispatchEvent(new Event("change"));
  };
  /* What the page says under a box; for the evidence, what it says under the list. */
  const meaning = (box) =>
    (evidence.includes(box) ? mark('why="evidence"') : box.closest(".check").querySelector("li"))?.textContent;
  const list = (title, some, name = words) => {
    if (!some.length) return [];
    const links = linksTo(some, name);
    [...links.children].forEach(
      (line, index) => meaning(some[index]) && line.append(make("br"), make("span", {}, meaning(some[index]))),
    );
    return [make("h3", {}, title), links];
  };

  /* The lines below the tool are for what follows from the result: they stand in it even while they are empty. */
  const place = document.querySelector("[data-tool]");
  const wrote = make("ul", {});
  const write = () =>
    wrote.replaceChildren(
      ...fields.map(({ name, field, blank }) => {
        const below = place.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING;
        const text = field.value.trim().replace(/\s+/g, " ") || (below && blank);
        return text ? make("li", {}, name.cloneNode(true), ` ${text}`) : "";
      }),
    );

  const { section, clear } = result(() => {
    const found = verdict();
    const name = mark(`result="${found}"`);
    const [when, today] = ["when", "today"].map((column) => mark(`column="${column}"`));
    const cell = ({ cellIndex }) => name.parentElement.cells[cellIndex].textContent;
    const box = make(
      "div",
      { class: `admonition ${{ go: "do", change: "in-short", leave: "avoid" }[found]}` },
      make("p", { class: "admonition-title" }, t`result_is result=${name.textContent}`),
      make("p", {}, make("strong", {}, `${today.textContent}:`), ` ${cell(today)}`),
      make("p", {}, make("strong", {}, t`why`), ` ${cell(when)}.`),
    );
    if (stops.some(ticked)) box.append(mark('why="stop"').cloneNode(true));
    for (const one of verdicts) tick(one, says(one) === found);
    write();
    const called = (one) => (evidence.includes(one) ? t`trend_no_evidence` : words(one));
    return [
      box,
      ...list(t`trend_ticked`, found === "leave" ? [...stops, warning].filter(ticked) : []),
      ...(found === "leave" && !unwatched.checked && !stops.some(ticked) ? list(t`trend_left`, [unwatched]) : []),
      ...(found === "change" ? list(t`trend_change`, empty(), called) : []),
      ...(found === "go" ? [make("h3", {}, t`trend_evidence`), linksTo(evidence.filter(ticked), words)] : []),
      make("h3", {}, t`trend_notes`),
      wrote,
      limits.cloneNode(true),
    ];
  });
  section.classList.add("outcome-card");
  const first = make("p", {}, t`trend_first`);
  section.prepend(first);
  place.append(section);

  const skipped = make("p", { role: "status", class: "picker-note" });
  alone.closest(".checklist").after(skipped);
  verdicts[0].closest(".checklist").before(make("p", { class: "picker-note on-screen" }, t`trend_ticks`));
  for (const box of verdicts) box.disabled = true;

  const show = () => {
    const said = verdict();
    /* A verdict goes when the answers no longer lead to it. */
    for (const box of verdicts) if (says(box) !== said || !begun()) tick(box, false);
    for (const box of others) box.closest(".check").hidden = alone.checked;
    skipped.textContent = alone.checked ? t`trend_alone` : "";
    first.hidden = begun();
    section.querySelector(":scope > button").hidden = !begun();
    clear();
  };
  document.addEventListener("ticks", show);
  /* A page that was left can come back out of the browser's memory; what was written does not. */
  addEventListener("pagehide", () => {
    for (const { field } of fields) field.value = "";
    write();
  });
  show();
})();
