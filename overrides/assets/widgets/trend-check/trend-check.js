/* The verdict of the trend check. The boxes stand in the order of the page's parts: the stops, then one list under each
   numbered heading, the last of them the three verdicts in the order of the verdict table. What an empty box means
   stands under the box. */
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
  const parts = [[]];
  for (const found of document.querySelectorAll("[data-page-content] h2, .check input")) {
    if (found.tagName === "H2") parts.push([]);
    else parts.at(-1).push(found);
  }
  const [stops, [unwatched, ...aim], evidence, harm, [alone, ...others], clinic, verdicts] = parts;
  const warning = evidence.at(-1);
  const stopped = document.querySelector("main .admonition.avoid > p:last-child");
  const limits = document.querySelector("main .admonition.unknown");
  const table = document.querySelector("main table");
  const ticked = (box) => box.checked;

  /* Lines to write on become fields. What is written there is kept nowhere. */
  const blanks = [...document.querySelectorAll("[data-page-content] > p > strong")].filter((name) =>
    /^\s*_{3}/.test(name.nextSibling?.data || ""),
  );
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

  const empty = () =>
    [
      ...aim,
      ...(evidence.some(ticked) ? [] : evidence.slice(0, 1)),
      ...harm,
      ...(alone.checked ? [] : others),
      ...clinic,
    ].filter((box) => !box.checked);
  const leave = () => [...stops, warning].filter(ticked).concat(unwatched.checked ? [] : unwatched);
  const verdict = () => (leave().length ? 2 : empty().length ? 1 : 0);
  const begun = () => boxes.some((box) => box.checked && !verdicts.includes(box));

  const tick = (box, on) => {
    if (box.checked === on) return;
    box.checked = on;
    box.dispatchEvent(new Event("change"));
  };
  /* What the page says under a box; for the evidence, what it says under the list. */
  const meaning = (box) =>
    (evidence.includes(box) && box !== warning
      ? box.closest(".checklist").nextElementSibling
      : box.closest(".check").querySelector("li")
    )?.textContent;
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
    const index = verdict();
    const [name, when, today] = table.tBodies[0].rows[index].cells;
    const box = make(
      "div",
      { class: `admonition ${["do", "in-short", "avoid"][index]}` },
      make("p", { class: "admonition-title" }, t`result_is result=${name.textContent}`),
      make("p", {}, make("strong", {}, `${table.tHead.rows[0].cells[2].textContent}:`), ` ${today.textContent}`),
      make("p", {}, make("strong", {}, t`why`), ` ${when.textContent}.`),
    );
    if (stops.some(ticked)) box.append(stopped.cloneNode(true));
    verdicts.forEach((one, at) => tick(one, at === index));
    write();
    const called = (one) => (evidence.includes(one) ? t`trend_no_evidence` : words(one));
    return [
      box,
      ...list(t`trend_ticked`, index === 2 ? [...stops, warning].filter(ticked) : []),
      ...(index === 2 && !unwatched.checked && !stops.some(ticked) ? list(t`trend_left`, [unwatched]) : []),
      ...(index === 1 ? list(t`trend_change`, empty(), called) : []),
      ...(index === 0 ? [make("h3", {}, t`trend_evidence`), linksTo(evidence.filter(ticked), words)] : []),
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
    verdicts.forEach((box, index) => {
      if (index !== said || !begun()) tick(box, false);
    });
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
