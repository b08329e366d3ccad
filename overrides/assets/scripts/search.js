/* What stands in the search panel. Loaded when someone opens it; Pagefind then loads only the parts of the index it
   needs. What people type is put into the words of the pages by search-words.js, which the build makes. */
const { make, unsent, bring } = window.careInPublic;
const SHOWN = 8;
/* Pages with less than this share of the best page's score fit by chance. Of so many it is looked what they are asked
   for: each costs a file. */
const LEAST = 0.1;
const WEIGHED = 12;
/* A word of danger is all there is when so many words are typed at most. */
const ALONE = 5;
const HELP = "get-help/";
const version = new URL(import.meta.url).search;

let pagefind;
let typical;

export function fill(body, status, base) {
  const field = make("input", {
    type: "search",
    id: "search-field",
    class: "search-field",
    enterkeyhint: "search",
    ...unsent,
  });
  const list = make("ol", { class: "results" });
  const help = make("p", {}, t`search_help`, make("a", { href: new URL("get-help/", base) }, t`get_help`), ".");
  const label = make("label", { for: "search-field", class: "unseen" }, t`search_words`);
  status.textContent = t`search_try`;
  body.append(label, field, status, list, help);
  field.focus();

  /* Each change of the words makes what came before it stale: results that are still on their way, and a press of
     Enter that waits for them. Old results stay on view until new ones come, but Enter leads to none of them. */
  let latest = 0;
  let before = Promise.resolve();
  let timer;
  let shown = "";
  let entered = false;
  const typed = () => field.value.trim();
  const show = (words, text, ...items) => {
    shown = words;
    status.textContent = text;
    list.replaceChildren(...items);
    if (entered) list.querySelector("a")?.focus();
    entered = false;
  };
  const find = async (turn) => {
    if (turn !== latest) return;
    const words = typed();
    let answer = ["", []];
    let urgent = false;
    try {
      if (words) {
        typical ||= (await bring(new URL(`search-words.js${version}`, import.meta.url))).default;
        urgent = danger(words);
        pagefind ||= await bring(new URL(`pagefind/pagefind.js${version}`, base));
        answer = await search(words);
      }
    } catch {
      answer = [t`search_offline`, []];
    }
    const items = answer[1].map((result) => item(result, base));
    if (urgent) {
      const help = helpFirst(base);
      const there = help.firstElementChild.href;
      items.splice(0, SHOWN, help, ...items.filter((one) => one.firstElementChild.href !== there).slice(0, SHOWN - 1));
      answer[0] = t`search_first`;
    }
    if (turn === latest) show(words, answer[0], ...items);
  };
  field.addEventListener("input", () => {
    latest += 1;
    entered = false;
    clearTimeout(timer);
    const turn = latest;
    /* One after the other: Pagefind counts a part of its index as loaded while another search still fetches it. */
    timer = setTimeout(() => {
      before = before.then(() => find(turn));
    }, 250);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    if (typed() === shown) list.querySelector("a")?.focus();
    else entered = true;
  });
}

/* Text as words between spaces, without what people leave out or put in by chance. */
const squeeze = (text) =>
  ` ${text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[\p{M}'\u2019]/gu, "")
    .replace(/[^\p{L}\p{N}-]+/gu, " ")
    .trim()} `;

/* Does the one who types this say that they may be in danger? As typed, and with slips put right. */
function danger(typed) {
  const { others, sentences, words } = typical.danger;
  const text = squeeze(typed);
  const among = [...typical.words, ...typical.drop, ...words, ...sentences.flatMap((sentence) => sentence.split(" "))];
  const corrected = text.replace(/\S+/g, (word) => nearest(word, 2, among) || word);
  return [text, corrected].some((said) => {
    const all = said.trim().split(" ");
    const left = kept(said);
    if (left.length && all.length <= ALONE && left.every((word) => words.includes(word)))
      return !all.some((word) => others.includes(word));
    return sentences.some((sentence) => {
      const [before, after] = said.split(` ${sentence} `);
      return after !== undefined && !others.includes(before.trim().split(" ").pop());
    });
  });
}

/* The words of a text that tell pages apart. */
const kept = (text) => text.split(" ").filter((word) => word && !typical.drop.includes(word));

/* What a text means in the words of the pages: slang and short forms put into long ones. */
function meant(text) {
  let words = text;
  for (const [short, long] of Object.entries(typical.same)) words = words.replaceAll(` ${short} `, ` ${long} `);
  return words;
}

/* The word that a misspelled one is nearest to, if one is no more than so many letters away. */
function nearest(word, most, among = typical.words) {
  const far = word.length < 7 ? 1 : most;
  if (word.length < 4 || among.includes(word)) return "";
  const [best] = among
    .filter((known) => Math.abs(known.length - word.length) <= far)
    .map((known) => [distance(word, known), known])
    .filter(([steps]) => steps <= far)
    .sort(([one], [other]) => one - other);
  return best ? best[1] : "";
}

/* How many letters to put in, take out, change or swap; a swap counts less, for it is the commonest slip. */
function distance(one, other) {
  const rows = [[...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    rows[i] = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      rows[i][j] = Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + change);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 0.5);
    }
  }
  return rows[one.length][other.length];
}

/* What to say, and the pages to show. */
async function search(asked) {
  const all = squeeze(asked);
  const words = kept(all).length ? kept(meant(all)) : all.trim().split(" ");
  const unknown = [];
  const instead = [];
  const rest = [];
  for (const word of new Set(words)) {
    const closely = typical.words.includes(word) ? SAME : await known(word);
    const slip = closely < SAME && nearest(word, closely ? 1 : 2);
    if (slip) instead.push([word, slip]);
    if (slip || closely) rest.push(slip || word);
    else unknown.push(word);
  }
  const quoted = (list) => list.map((word) => t`quoted words=${word}`).join(t`now_or`);
  if (!rest.length) return [t`search_unknown words=${quoted(unknown)}`, []];
  const [number, best] = await pages(rest);
  const many = number === 1 ? t`search_one` : t`search_some number=${number}`;
  let said = number > SHOWN ? t`search_best pages=${many} number=${SHOWN}` : t`sentence words=${many}`;
  if (instead.length) {
    const [typed, others] = [0, 1].map((part) => quoted(instead.map((pair) => pair[part])));
    said = t`search_meant words=${typed} others=${others} best=${said}`;
  }
  return [unknown.length ? t`search_other words=${quoted(unknown)} best=${said}` : said, best];
}

/* How many pages fit, and the best of them. Pagefind wants every word on a page, but a question has words that no
   answer has. So each word is looked for alone, and a page's scores are added up: their roots, lest one word outweighs
   all others, times the share of the words that the page has. Of the best, pages that are asked for in words like
   these come first. */
async function pages(words) {
  const whole = (await pagefind.search(words.join(" "))).results;
  const scores = new Map(whole.map((result) => [result.id, { result, score: 0, words: 0 }]));
  const weights = new Map();
  for (const word of words) {
    const { results } = await pagefind.search(word);
    weights.set(stem(word), 1 / Math.log2(2 + results.length));
    for (const result of results) {
      if (!scores.has(result.id)) scores.set(result.id, { result, score: 0, words: 0 });
      const page = scores.get(result.id);
      page.score += Math.sqrt(result.score);
      page.words += 1;
    }
  }
  const score = (page) => (page.score * page.words) / words.length;
  const ranked = [...scores.values()].sort((one, other) => score(other) - score(one));
  const fitting = ranked.filter((page) => score(page) >= LEAST * score(ranked[0]));
  const best = await Promise.all(
    fitting.slice(0, WEIGHED).map(async (page) => {
      const data = await page.result.data();
      const questions = [data.meta.title, ...(data.meta.asked || "").split(". ")];
      return [score(page) * (1 + 2 * Math.max(...questions.map((text) => alike(text, weights)))), data];
    }),
  );
  best.sort(([one], [other]) => other - one);
  return [fitting.length, best.slice(0, SHOWN).map(([, data]) => data)];
}

/* How much of what a page is asked and what is typed are the same words, from 0 to 1; words that few pages have weigh
   more, and those that only the page is asked weigh as much as one that is typed. */
function alike(text, weights) {
  const asked = new Set(kept(meant(squeeze(text))).map(stem));
  const sum = (words) => words.reduce((all, word) => all + weights.get(word), 0);
  const both = [...asked].filter((word) => weights.has(word));
  const typed = sum([...weights.keys()]);
  return (2 * sum(both)) / (typed + sum(both) + (typed / weights.size) * (asked.size - both.length));
}

/* Pagefind answers a word that no page has with the nearest that some page has, be it a single letter. A word is known
   when the best page for it has one that begins like it, endings aside; half its letters may be chance. */
async function known(word) {
  const [best] = (await pagefind.search(word)).results;
  if (!best) return 0;
  const { content, locations } = await best.data();
  const there = content.split(/\s+/);
  const start = stem(word);
  const parts = locations.flatMap((place) => [there[place] || "", ...(there[place] || "").split(/\W/)]).map(plain);
  if (parts.some((part) => part.startsWith(start))) return SAME;
  return parts.some((part) => part.startsWith(start.slice(0, Math.ceil(start.length / 2)))) ? LIKE : 0;
}
const [LIKE, SAME] = [1, 2];
const stem = (word) => plain(word).replace(/(?!^)(?:ing|ed|er|y|ie)?s?$/, "");
const plain = (text) =>
  text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/* Where someone who may be in danger can talk to a person; it needs no index, so it is there without a connection. */
function helpFirst(base) {
  const link = make("a", { href: new URL(HELP, base) }, t`get_help`);
  return make("li", {}, link, make("p", {}, t`search_danger`));
}

function item(result, base) {
  const link = (to) => make("a", { href: new URL(to.url, base) }, to.title);
  const entry = make(
    "li",
    {},
    link({ url: result.url, title: result.meta.title }),
    make("p", {}, result.meta.description),
  );
  /* The section of the page where the words stand most often. */
  const sections = result.sub_results.filter((part) => part.title !== result.meta.title && part.url !== result.url);
  const [part] = sections.sort((one, other) => other.locations.length - one.locations.length);
  if (part) entry.append(make("p", { class: "result-part" }, t`search_under`, link(part)));
  return entry;
}
