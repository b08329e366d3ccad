/* The rules finder: shows of the page's own entries those that fit, and says what was not found. The choices go
   neither into storage nor into the address; they stand in a link only when a reader asks for one. */
(() => {
  "use strict";
  const { store, make, copy } = window.careInPublic;
  const tool = document.querySelector("[data-tool]");
  const part = (selector) => tool.querySelector(selector);
  const names = ["profession", "country", "question"];
  const [profession, country, question] = names.map((name) => part(`#rules-${name}`));
  const said = part("[role=status]");
  const list = part(".rules-unseen");
  const buttons = part(".picker-row");

  /* What stands after `start` and before the next heading that `ends` it; the list of sources has its own
     heading. */
  const under = (start, ends) => {
    const found = [];
    for (
      let next = start.nextElementSibling;
      next && !next.matches(ends) && !next.querySelector(ends);
      next = next.nextElementSibling
    )
      found.push(next);
    return found;
  };
  const places = [...document.querySelectorAll("h2[data-country]")].map((heading) => {
    const entries = under(heading, "h2")
      .filter((element) => element.matches(".standard"))
      .map((title) => ({ title, parts: under(title, "h2, h3") }));
    return { heading, entries, jumps: document.querySelectorAll(`:is(.toc, .toc-fold) a[href="#${heading.id}"]`) };
  });
  const entries = places.flatMap((place) => place.entries);
  const holds = (words, word) => (words || "").split(" ").includes(word);
  const lines = (entry, name) => entry.parts.flatMap((element) => [...element.querySelectorAll(`[data-${name}]`)]);
  const on = (entry, name) =>
    lines(entry, name).filter((line) => holds(line.getAttribute(`data-${name}`), question.value));

  /* For each entry: is it for this reader, and does it answer the question, or is it known not to? */
  const judge = (entry) => {
    const { countries, for: whom } = entry.title.dataset;
    const here = !country.value || holds(countries, country.value);
    const own = here && holds(whom, profession.value);
    const mine = here && (!profession.value || own || holds(whom, "anyone"));
    const rules = mine ? (question.value ? on(entry, "question") : lines(entry, "question")) : [];
    return { entry, own, mine, rules, unseen: mine && question.value ? on(entry, "not-seen") : [] };
  };

  const filter = (judged) => {
    for (const { entry, mine, rules, unseen } of judged) {
      const shown = mine && (!question.value || rules.length + unseen.length > 0);
      for (const element of [entry.title, ...entry.parts]) element.hidden = !shown;
      for (const line of lines(entry, "question")) line.hidden = !rules.includes(line);
    }
    for (const { heading, entries: own, jumps } of places) {
      const empty = heading.dataset.country !== country.value && own.every((entry) => entry.title.hidden);
      heading.hidden = empty;
      for (const element of under(heading, "h2, h3")) element.hidden = empty;
      for (const link of jumps) link.parentElement.hidden = empty;
    }
  };

  const counted = (number) => (number === 1 ? t`rules_document` : t`rules_documents number=${number}`);
  const rulesOf = (number) => (number === 1 ? t`rules_rule` : t`rules_rules number=${number}`);
  const silentOf = (number, others) => {
    if (number === 1) return others ? t`rules_silent_other` : t`rules_silent_one`;
    return others ? t`rules_silent_others number=${number}` : t`rules_silent number=${number}`;
  };
  const doubtfulOf = (number, all) => {
    if (all === 1) return t`rules_doubt_it`;
    if (number === all) return t`rules_doubt_all`;
    return number === 1 ? t`rules_doubt_one` : t`rules_doubt_some number=${number}`;
  };
  const words = (select) => select.selectedOptions[0].textContent;
  const say = (first, ...more) =>
    said.replaceChildren(
      make("p", {}, make("strong", {}, first)),
      ...more.filter(Boolean).map((text) => make("p", {}, text)),
    );
  const tell = (judged) => {
    const unseen = judged.filter((one) => one.unseen.length);
    const rules = judged.reduce((sum, one) => sum + one.rules.length, 0);
    const found = judged.filter((one) => (question.value ? one.rules.length : one.mine));
    const documents = found.length;
    const doubtful = found.filter(
      (one) =>
        one.rules.some((line) => line.matches(".doubtful")) ||
        one.entry.parts.some((element) => element.matches(".standard-doubt")),
    ).length;
    const silent = judged.filter((one) => one.mine && !one.rules.length && !one.unseen.length).length;
    const where = country.value ? t`rules_where place=${words(country)}` : "";
    const about = question.value ? t`rules_about question=${words(question)}` : "";
    list.replaceChildren(
      ...unseen.map(({ entry }) => make("li", {}, make("a", { href: `#${entry.title.id}` }, entry.title.textContent))),
    );
    list.hidden = !unseen.length;
    const asked = profession.value && profession.value !== "anyone";
    say(
      documents
        ? t`rules_found rules=${rulesOf(rules)} about=${about} documents=${counted(documents)} where=${where}`
        : t`rules_none about=${about} where=${where}`,
      documents ? "" : t`rules_ask`,
      doubtful ? doubtfulOf(doubtful, documents) : "",
      asked && !judged.some((one) => one.own) ? t`rules_not_made profession=${words(profession).toLowerCase()}` : "",
      asked && found.some((one) => one.own) && found.some((one) => !one.own) ? t`rules_anyone` : "",
      question.value && silent ? silentOf(silent, documents) : "",
      unseen.length ? t`rules_unseen` : "",
    );
  };

  const show = () => {
    const filtered = [profession, country, question].some((select) => select.value);
    const judged = entries.map(judge);
    filter(judged);
    if (filtered) tell(judged);
    else {
      said.replaceChildren();
      list.hidden = true;
    }
    buttons.hidden = !filtered;
    part("[data-shared]").textContent = "";
  };
  /* After a change the address that the page was opened with is no longer true. */
  const changed = () => {
    try {
      if (location.search) history.replaceState(null, "", location.pathname);
    } catch {
      /* a page from a folder keeps its address */
    }
    show();
  };
  const everything = () => {
    for (const select of [profession, country, question]) select.value = "";
    changed();
  };

  for (const select of [profession, country, question]) select.addEventListener("change", changed);
  part("[data-everything]").addEventListener("click", () => {
    everything();
    say(t`rules_all`);
    profession.focus();
  });
  part("[data-share]").addEventListener("click", async () => {
    const link = new URL(location.pathname, location.href);
    for (const name of names)
      if (part(`#rules-${name}`).value) link.searchParams.set(name, part(`#rules-${name}`).value);
    part("[data-shared]").textContent = (await copy(link.href)) ? t`shared` : t`share_by_hand address=${link.href}`;
  });
  /* A link in the page may lead to an entry that is hidden now. */
  const reveal = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target?.hidden) {
      everything();
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);

  const from = new URLSearchParams(location.search);
  const choose = (select, value) => {
    select.value = value || "";
    if (select.selectedIndex < 0) select.value = "";
    return select.value;
  };
  const linked = names.map((name) => choose(part(`#rules-${name}`), from.get(name))).some(Boolean);
  /* Who came for one entry wants that one. */
  const kept = !linked && !location.hash && choose(country, store.get("country"));
  show();
  if (linked) said.prepend(make("p", {}, t`rules_linked`));
  if (kept) said.prepend(make("p", {}, t`rules_kept`));
  reveal();
})();
