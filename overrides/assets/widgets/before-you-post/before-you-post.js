/* The before-you-post check. The page holds every question with who it is for, when it matters and what to do about a
   blank; this leaves those that matter, and says what the blanks come to. Who someone is and what the video touches
   are boxes like the others, so checklist.js keeps and clears them too. What is written into the caption is not
   kept. */
(() => {
  "use strict";
  const {
    make,
    unsent,
    copy,
    result,
    linksTo,
    load,
    checklist: { boxes, words },
  } = window.careInPublic;
  const data = (box, name) => box.closest(".check").querySelector(`[data-${name}]`)?.dataset;
  const roles = boxes.filter((box) => data(box, "role"));
  const touches = boxes.filter((box) => data(box, "touch"));
  const place = document.querySelector("[data-tool]");

  const decide = document.querySelector("main [data-decide]");
  const outcomes = Object.fromEntries(
    ["post", "night", "change", "safety"].map((end) => [end, document.querySelector(`main .ends-${end}`)]),
  );
  const questions = boxes
    .filter((box) => data(box, "roles"))
    .map((box) => {
      const item = box.closest(".check");
      const mark = item.querySelector("[data-roles]");
      const note = mark.closest("p");
      const heading = document.querySelector(`main [data-part="${mark.dataset.part}"]`);
      return {
        box,
        item,
        note,
        heading,
        list: item.closest(".checklist"),
        blank: mark.dataset.blank,
        roles: mark.dataset.roles.split(" "),
        when: mark.dataset.when ? mark.dataset.when.split(" ") : [],
        fix: note.querySelector("[data-fix]"),
        chapter: note.querySelector("[data-fix] ~ a"),
      };
    });
  const parts = new Map(questions.map(({ heading, list }) => [heading, list]));

  const said = make("p", { role: "status", class: "outcome-progress" });
  questions[0].heading.before(said);

  /* On paper the page says what the blanks mean; a page where nobody has said who they are prints as it stands
     without scripts. */
  let asked = [];
  const choose = (paper = false) => {
    const who = roles.filter((box) => box.checked).map((box) => data(box, "role").role);
    const what = touches.filter((box) => box.checked).map((box) => data(box, "touch").touch);
    const matters = (question) =>
      question.roles.some((role) => who.includes(role)) &&
      (!question.when.length || question.when.some((touch) => what.includes(touch)));
    asked = questions.filter(matters);
    const all = paper && !asked.length;
    decide.hidden = !paper && !asked.length;
    for (const outcome of Object.values(outcomes)) outcome.hidden = !paper;
    for (const question of questions) {
      question.item.hidden = !all && !asked.includes(question);
      question.note.hidden = !all;
    }
    said.hidden = all;
    for (const [heading, list] of parts) {
      const empty = !all && !asked.some((question) => question.heading === heading);
      heading.hidden = list.hidden = empty;
      for (const link of document.querySelectorAll(`:is(.toc, .toc-fold) a[href="#${heading.id}"]`))
        link.parentElement.hidden = empty;
    }
    const many = what.length ? t`post_questions number=${asked.length}` : t`post_untouched number=${asked.length}`;
    const now = asked.length ? many : t`post_who`;
    if (said.textContent !== now) said.textContent = now;
  };

  /* What is still open: each box, what to do about it, and where to read more. */
  const left = (title, open) => {
    if (!open.length) return [];
    const items = [
      ...linksTo(
        open.map(({ box }) => box),
        words,
      ).children,
    ];
    items.forEach((item, index) => {
      const { fix, chapter } = open[index];
      item.append("\n", make("p", {}, fix.textContent), "\n", chapter.cloneNode(true));
    });
    return [make("h3", {}, title), make("ol", {}, ...items)];
  };

  let captions = null;
  let lines = null;
  const needs = () => new Set(touches.filter((box) => box.checked).map((box) => data(box, "touch").lines));

  /* Someone to talk to, in the reader's country when it is known, and a way to choose it. */
  const people = make("ul");
  const where = make("div", { class: "on-screen" });
  const someone = () => {
    const code = lines && captions.kept(lines.countries);
    const ways = lines ? captions.lines(lines, code, needs()).flatMap((line) => line.ways) : [];
    const danger = lines?.countries[code]?.emergency?.ways || [];
    const links = [
      ...ways.map(captions.linked),
      ...danger.map(([id, pieces]) => captions.linked([id, [[t`danger`], ...pieces]])),
    ];
    const help = document.querySelector("main a[href*='get-help']").cloneNode();
    help.textContent = links.length ? t`post_more_lines` : t`post_find`;
    people.replaceChildren(...[...links, [help]].map((parts) => make("li", {}, ...parts)));
    if (lines && !where.firstChild) where.append(captions.chooser(lines, someone).part);
    return [make("h3", {}, t`paper_help`), people, where];
  };

  /* Who is not safe tonight is offered people to talk to, and no caption to post with. Everyone else gets the caption. */
  let unsafe = false;
  const bar = make("progress", { max: 1, value: 0, "aria-label": t`post_ticked` });
  const progress = make("p", { class: "outcome-progress" });
  const { section, clear } = result(() => {
    const open = asked.filter(({ box }) => !box.checked);
    const [safety, night, change] = ["safety", "night", "change"].map((kind) =>
      open.filter(({ blank }) => blank === kind),
    );
    const outcome = safety.length ? "safety" : change.length ? "change" : night.length ? "night" : "post";
    const shown = outcomes[outcome].cloneNode(true);
    shown.hidden = false;
    const title = shown.querySelector(".admonition-title");
    title.textContent = t`result_is result=${title.textContent}`;
    unsafe = safety.length > 0;
    where.replaceChildren();
    maker.hidden = true;
    if (!unsafe) caption();
    return [
      shown,
      ...(unsafe ? someone() : []),
      ...left(t`post_safety`, safety),
      ...left(t`post_change`, change),
      ...left(t`post_night`, night),
    ];
  });
  section.prepend(progress, bar);
  const maker = make("section", { class: "caption-maker", "aria-labelledby": "caption-maker", hidden: "" });
  place.append(section, maker);

  /* The caption: what it is about, the lines that fit, the emergency number where it matters, a line for all others. */
  const caption = () => {
    maker.hidden = !lines;
    if (!lines) return;
    const hard = touches.filter(
      (box) => box.checked && ["suicide", "eating", "abuse"].includes(data(box, "touch").lines),
    );
    const about = make("input", { id: "caption-about", ...unsent });
    const topics = hard.map((box) => data(box, "touch").words);
    about.value = topics.length ? t`caption_topics topics=${topics.join(t`and`)}` : t`caption_about`;
    const box = make("div", { class: "admonition script" });
    const done = make("span", { role: "status", class: "copy-said" });
    const button = make("button", { type: "button", class: "button" }, t`caption_copy`);
    let full = [];
    const show = () => {
      const code = captions.kept(lines.countries);
      const found = captions.lines(lines, code, needs());
      const directory = lines.countries.int.lines.talk.ways[0];
      const named = found.some(({ ways }) => ways.some(([id]) => id === directory[0]));
      const danger = touches.some((one) => one.checked && "emergency" in data(one, "touch"));
      const emergency = lines.countries[code]?.emergency;
      full = [
        about.value.trim(),
        ...found.map(captions.text),
        ...(danger ? [emergency ? captions.text(emergency) : t`caption_danger`] : []),
        ...(named
          ? []
          : [
              found.length
                ? t`caption_elsewhere line=${captions.words(directory)}`
                : t`caption_anywhere line=${captions.words(directory)}`,
            ]),
      ].filter(Boolean);
      box.replaceChildren(
        make("p", { class: "admonition-title" }, t`caption`),
        ...full.map((line) => make("p", {}, line)),
      );
      done.textContent = code ? "" : t`caption_no_country`;
    };
    const choice = captions.chooser(lines, () => {
      show();
      someone();
    });
    about.addEventListener("input", show);
    button.addEventListener("click", async () => {
      done.textContent = (await copy(full.join("\n"))) ? t`copied` : t`copy_refused`;
    });
    maker.replaceChildren(
      make("h3", { id: "caption-maker" }, t`caption_title`),
      make("label", { for: "caption-about" }, t`caption_ask`),
      about,
      choice.part,
      box,
      button,
      done,
    );
    show();
  };

  const count = () => {
    choose();
    const ticked = asked.filter(({ box }) => box.checked).length;
    section.hidden = !asked.length;
    progress.textContent = t`post_count number=${ticked} all=${asked.length}`;
    bar.max = asked.length || 1;
    bar.value = ticked;
    clear();
    maker.hidden = true;
    maker.replaceChildren();
  };
  document.addEventListener("ticks", count);
  addEventListener("beforeprint", () => choose(true));
  addEventListener("afterprint", () => choose());
  count();

  load("captions.js")
    .then(() => {
      captions = window.careInPublic.captions;
      return captions.data();
    })
    .then(
      (all) => {
        lines = all;
        if (section.querySelector(".admonition-title")) (unsafe ? someone : caption)();
      },
      () => {
        /* no lines: the page still links to them */
      },
    );
})();
