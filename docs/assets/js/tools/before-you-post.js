/* "What is my result?" on the before-you-post lists. The page itself says all of it: a heading with "a blank here
   means wait" names the outcome of its own boxes, every other blank means the outcome that begins with "Change", and
   none means "Post". */
(() => {
  "use strict";
  const { make, result, linksTo, checklist: { boxes, words } } = window.careInPublic;
  const decide = document.getElementById("decide");
  const outcomes = {};
  for (let next = decide.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
    const title = next.matches(".admonition") && next.querySelector(".admonition-title").textContent.trim();
    if (title) outcomes[title.split(" ")[0].toLowerCase()] = next;
  }
  const parts = [];
  for (const part of document.querySelectorAll("main h2, .check input")) {
    if (part === decide) break;
    const title = part.tagName === "H2" && part.textContent.trim();
    const means = title && /\(a blank here means (\w+)\)/.exec(title);
    if (title) parts.push({ title: title.replace(/ \(.*/, ""), means: means ? means[1] : "change", boxes: [] });
    else parts.at(-1)?.boxes.push(part);
  }

  const bar = make("progress", { max: boxes.length, value: 0, "aria-label": "Boxes ticked" });
  const progress = make("p", { class: "outcome-progress" });
  const open = (title, left) => (left.length ? [make("h3", {}, title), linksTo(left, words)] : []);
  const { section, clear } = result(() => {
    const left = parts.map((part) => ({ ...part, boxes: part.boxes.filter((box) => !box.checked) })).filter((part) => part.boxes.length);
    const first = left.filter((part) => part.means !== "change");
    const change = left.filter((part) => part.means === "change").flatMap((part) => part.boxes);
    const shown = outcomes[first[0]?.means || left[0]?.means || "post"].cloneNode(true);
    const title = shown.querySelector(".admonition-title");
    title.textContent = `Your result: ${title.textContent}`;
    return [shown,
      ...first.flatMap((part) => open(`Left empty under “${part.title}”`, part.boxes)),
      ...open(first.length ? "Then change this" : "Change this first", change)];
  });
  section.prepend(progress, bar);
  document.querySelector("[data-tool]").append(section);
  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    progress.textContent = `${ticked} of ${boxes.length} boxes ticked`;
    bar.value = ticked;
    clear();
  };
  document.addEventListener("ticks", count);
  count();
})();
