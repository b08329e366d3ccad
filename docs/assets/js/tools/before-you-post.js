/* The before-you-post check. The page holds every question with who it is for, when it matters and what to do about a
   blank; this leaves those that matter, and says what the blanks come to. Who someone is and what the video touches
   are boxes like the others, so checklist.js keeps and clears them too. What is written into the caption is not kept. */
(() => {
  "use strict";
  const { make, unsent, copy, result, linksTo, load, checklist: { boxes, words } } = window.careInPublic;
  const data = (box, name) => box.closest(".check").querySelector(`[data-${name}]`)?.dataset;
  const roles = boxes.filter((box) => data(box, "role"));
  const touches = boxes.filter((box) => data(box, "touch"));
  const place = document.querySelector("[data-tool]");

  const decide = document.getElementById("decide");

  const outcomes = {};
  for (let next = place.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
    const title = next.matches(".admonition") && next.querySelector(".admonition-title").textContent.trim();
    if (title) outcomes[title.split(" ")[0].toLowerCase()] = next;
  }
  const questions = boxes.filter((box) => data(box, "roles")).map((box) => {
    const item = box.closest(".check");
    const mark = item.querySelector("[data-roles]");
    const note = mark.closest("p");
    const heading = item.closest(".checklist").previousElementSibling;
    return {
      box, item, note, heading,
      waits: heading.textContent.includes("(a blank here means wait)"),
      roles: mark.dataset.roles.split(" "),
      when: mark.dataset.when ? mark.dataset.when.split(" ") : [],
      fix: note.querySelector("[data-fix]"),
      chapter: note.querySelector("[data-fix] ~ a"),
    };
  });
  const headings = [...new Set(questions.map(({ heading }) => heading))];

  const said = make("p", { role: "status", class: "outcome-progress" });
  headings[0].before(said);

  /* On paper the page says what the blanks mean; a page where nobody has said who they are prints as it stands
     without scripts. */
  let asked = [];
  const choose = (paper = false) => {
    const who = roles.filter((box) => box.checked).map((box) => data(box, "role").role);
    const what = touches.filter((box) => box.checked).map((box) => data(box, "touch").touch);
    const matters = (question) => question.roles.some((role) => who.includes(role))
      && (!question.when.length || question.when.some((touch) => what.includes(touch)));
    asked = questions.filter(matters);
    const all = paper && !asked.length;
    decide.hidden = !paper && !asked.length;
    for (const outcome of Object.values(outcomes)) outcome.hidden = !paper;
    for (const question of questions) {
      question.item.hidden = !all && !asked.includes(question);
      question.note.hidden = !all;
    }
    said.hidden = all;
    for (const heading of headings) {
      const empty = !all && !asked.some((question) => question.heading === heading);
      heading.hidden = heading.nextElementSibling.hidden = empty;
      for (const link of document.querySelectorAll(`:is(.toc, .toc-fold) a[href="#${heading.id}"]`)) link.parentElement.hidden = empty;
    }
    const now = asked.length ? `${asked.length} questions for this video.${what.length ? "" : " Nothing is ticked yet under what it touches."}` : "Tick who you are, and the questions appear here.";
    if (said.textContent !== now) said.textContent = now;
  };

  /* What is still open: each box, what to do about it, and where to read more. */
  const left = (title, open) => {
    if (!open.length) return [];
    const items = [...linksTo(open.map(({ box }) => box), words).children];
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
    const links = [...ways.map(captions.linked), ...danger.map(([id, pieces]) => captions.linked([id, [["In danger now: "], ...pieces]]))];
    const help = document.querySelector("main a[href*='get-help']").cloneNode();
    help.textContent = links.length ? "More lines, and other countries" : "Find someone to talk to in your country";
    people.replaceChildren(...[...links, [help]].map((parts) => make("li", {}, ...parts)));
    if (lines && !where.firstChild) where.append(captions.chooser(lines, someone).part);
    return [make("h3", {}, "Someone to talk to"), people, where];
  };

  /* Who had better wait is offered people to talk to, and no caption to post with. */
  let waiting = false;
  const bar = make("progress", { max: 1, value: 0, "aria-label": "Boxes ticked" });
  const progress = make("p", { class: "outcome-progress" });
  const { section, clear } = result(() => {
    const open = asked.filter(({ box }) => !box.checked);
    const wait = open.filter(({ waits }) => waits);
    const change = open.filter(({ waits }) => !waits);
    const outcome = wait.length ? "wait" : change.length ? "change" : "post";
    const shown = outcomes[outcome].cloneNode(true);
    shown.hidden = false;
    const title = shown.querySelector(".admonition-title");
    title.textContent = `Your result: ${title.textContent}`;
    waiting = wait.length > 0;
    where.replaceChildren();
    maker.hidden = true;
    if (!waiting) caption();
    return [shown, ...(wait.length ? someone() : []), ...left("Left empty, so wait", wait), ...left(wait.length ? "Then change this" : "Change this first", change)];
  });
  section.prepend(progress, bar);
  const maker = make("section", { class: "caption-maker", "aria-labelledby": "caption-maker", hidden: "" });
  place.append(section, maker);

  /* The caption: what it is about, the lines that fit, the emergency number where it matters, a line for all others. */
  const caption = () => {
    maker.hidden = !lines;
    if (!lines) return;
    const hard = touches.filter((box) => box.checked && ["suicide", "eating", "abuse"].includes(data(box, "touch").lines));
    const about = make("input", { id: "caption-about", ...unsent });
    const topics = hard.map((box) => data(box, "touch").words);
    about.value = topics.length ? `This is about ${topics.join(" and ")}. Skip it if today is not the day.` : "This is about ____.";
    const box = make("div", { class: "admonition script" });
    const done = make("span", { role: "status", class: "copy-said" });
    const button = make("button", { type: "button", class: "button" }, "Copy the caption");
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
        ...(danger ? [emergency ? captions.text(emergency) : "In danger now: call the emergency number where you are."] : []),
        ...(named ? [] : [`${found.length ? "Anywhere else" : "In any country"}: ${captions.words(directory)}.`]),
      ].filter(Boolean);
      box.replaceChildren(make("p", { class: "admonition-title" }, "Caption"), ...full.map((line) => make("p", {}, line)));
      done.textContent = code ? "" : "No country is chosen yet. Choose one, and its lines come in.";
    };
    const choice = captions.chooser(lines, () => { show(); someone(); });
    about.addEventListener("input", show);
    button.addEventListener("click", async () => {
      done.textContent = (await copy(full.join("\n"))) ? "Copied" : "Your browser did not allow it. Select the words and copy them.";
    });
    maker.replaceChildren(
      make("h3", { id: "caption-maker" }, "A caption to copy"),
      make("label", { for: "caption-about" }, "What is it about? One plain sentence"), about,
      choice.part, box, button, done,
    );
    show();
  };

  const count = () => {
    choose();
    const ticked = asked.filter(({ box }) => box.checked).length;
    section.hidden = !asked.length;
    progress.textContent = `${ticked} of ${asked.length} boxes ticked`;
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
    .then(() => { captions = window.careInPublic.captions; return captions.data(); })
    .then((all) => { lines = all; if (section.querySelector(".admonition-title")) (waiting ? someone : caption)(); }, () => { /* no lines: the page still links to them */ });
})();
