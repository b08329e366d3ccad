/* One question of the path at a time. The page itself says all of it, in a fold that is open without this script. A
   heading under which answers lead on is a question. An answer is its bold words, what to do first, the link it leads
   to, and its words for the notes, marked data-note; an ending has such words in a paragraph. Lines marked data-opening
   open every summary. Answers live in this function and nowhere else: not on the device, not in the address, and not
   in the browser's memory of a page that was left. */
(() => {
  "use strict";
  const { make, copy, plain, result } = window.careInPublic;
  if (!result) return;
  const tool = document.querySelector("[data-tool]");
  /* The whole path stays below, for reading, printing and links from elsewhere. */
  const whole = document.querySelector("details.path-whole");
  whole.open = false;
  const noteOf = (part) => part.querySelector("[data-note]").textContent;

  const steps = new Map();
  let step = { parts: [] };
  for (const part of whole.children) {
    const noted = part.querySelector("[data-note]");
    if (part.matches("h2, h3"))
      steps.set(`#${part.id}`, (step = { title: part.textContent.replace(/^\d+\. /, ""), parts: [] }));
    else if (noted && part.matches("ul")) step.answers = [...part.children];
    else if (noted) step.note = noted.textContent;
    else step.parts.push(part);
  }
  const questions = [...steps.values()].filter((one) => one.answers);

  const unfold = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!whole.contains(target)) return;
    whole.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();

  /* A copy of a part of the page: without ids, which must stay the only ones, and with a copy button that works. */
  const again = (part) => {
    const made = part.cloneNode(true);
    for (const named of [made, ...made.querySelectorAll("[id]")]) named.removeAttribute("id");
    for (const button of made.querySelectorAll("button.copy")) {
      const words = [...made.querySelectorAll("p:not(.admonition-title)")]
        .map(plain)
        .join("\n\n")
        .replace(/^"([^"]*)"$/, "$1");
      button.addEventListener("click", async () => {
        button.nextElementSibling.textContent = (await copy(words)) ? t`copied` : t`copy_refused`;
      });
    }
    return made;
  };

  const count = make("p", { role: "status", class: "path-count" });
  const body = make("div");
  const back = make("button", { type: "button", class: "button" }, t`path_back`);
  const restart = make("button", { type: "button", class: "button" }, t`again`);
  const ending = make("div");
  tool.append(
    make(
      "section",
      { class: "path", "aria-label": t`path` },
      count,
      body,
      make("p", { class: "path-moves" }, back, restart),
    ),
    ending,
  );

  let chosen = [];
  const opening = [...document.querySelectorAll("[data-opening]")].map((line) => line.textContent);
  const summary = (note) => [
    make("h3", {}, t`path_summary`),
    make("ul", {}, ...[...opening, ...chosen.map(noteOf), note].map((words) => make("li", {}, words))),
  ];
  const show = () => {
    const here = chosen.length ? steps.get(chosen.at(-1).querySelector("a").hash) : questions[0];
    const title = make("h2", { tabindex: "-1" }, here.title);
    count.textContent = here.answers
      ? t`path_question number=${chosen.length + 1} most=${questions.length}`
      : t`path_end`;
    body.replaceChildren(title, ...here.parts.map(again));
    if (here.answers) body.append(make("ul", { class: "path-answers" }, ...here.answers.map(choice)));
    ending.replaceChildren(...(here.answers ? [] : [result(() => summary(here.note), t`path_show`).section]));
    back.hidden = restart.hidden = !chosen.length;
    return title;
  };
  const go = (answers) => {
    chosen = answers;
    show().focus();
  };
  const choice = (answer) => {
    const words = answer.querySelector("strong");
    const first = document.createRange();
    first.setStartAfter(words);
    first.setEndBefore(answer.querySelector("a"));
    const rest = first.toString().trim();
    const button = make("button", { type: "button", class: "button" }, words.textContent);
    /* The second click of a double click would answer the next question unread. */
    button.addEventListener("click", (event) => {
      if (event.detail < 2) go([...chosen, answer]);
    });
    return make("li", {}, button, ...(rest ? [make("p", {}, rest)] : []));
  };
  back.addEventListener("click", () => go(chosen.slice(0, -1)));
  restart.addEventListener("click", () => go([]));
  addEventListener("pagehide", () => {
    chosen = [];
    show();
  });
  show();
})();
