/* What stands in the search panel. Loaded when someone opens it; Pagefind then loads only the parts of the index it
   needs. */
const { make, unsent, bring } = window.careInPublic;
const SHOWN = 8;
/* People type the short word, the pages say the long one (or the other way round). */
const SAME = { dm: "messages", dms: "messages", pm: "messages", clip: "video", ig: "instagram", yt: "youtube" };

let pagefind;

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
    try {
      if (words) {
        pagefind ||= await bring(new URL(`pagefind/pagefind.js${new URL(import.meta.url).search}`, base));
        answer = await search(words.split(/\s+/));
      }
    } catch {
      answer = [t`search_offline`, []];
    }
    if (turn === latest) show(words, answer[0], ...answer[1].map((result) => item(result, base)));
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

/* What to say, and the pages to show. */
async function search(words) {
  const unknown = [];
  for (const word of words) if (!(await known(word))) unknown.push(word);
  const rest = words.filter((word) => !unknown.includes(word));
  const missing = unknown.map((word) => t`quoted words=${word}`).join(t`now_or`);
  if (!rest.length) return [t`search_unknown words=${missing}`, []];
  const found = await pages(rest);
  if (!found.length) return [t`search_none`, []];
  const many = found.length === 1 ? t`search_one` : t`search_some number=${found.length}`;
  const best = found.length > SHOWN ? t`search_best pages=${many} number=${SHOWN}` : t`sentence words=${many}`;
  return [
    missing ? t`search_other words=${missing} best=${best}` : best,
    await Promise.all(found.slice(0, SHOWN).map((result) => result.data())),
  ];
}

async function pages(words) {
  const asked = words.join(" ");
  const found = (await pagefind.search(asked)).results;
  const other = words.map(same).join(" ");
  if (other === asked) return found;
  const ids = new Set(found.map((result) => result.id));
  return [...found, ...(await pagefind.search(other)).results.filter((result) => !ids.has(result.id))];
}

const same = (word) => SAME[word.toLowerCase()] || word;

/* Pagefind answers a word that no page has with the nearest that some page has, be it a single letter. A word is known
   when the best page for it has one that begins like it, endings aside. */
const known = async (word) => (await alike(word)) || (same(word) !== word && alike(same(word)));
async function alike(word) {
  const [best] = (await pagefind.search(word)).results;
  if (!best) return false;
  const { content, locations } = await best.data();
  const there = content.split(/\s+/);
  const stem = plain(word).replace(/(?:ing|ed|er)?s?$/, "");
  const start = stem.slice(0, Math.ceil(stem.length / 2));
  return locations.some((place) =>
    [there[place] || "", ...(there[place] || "").split(/\W/)].some((part) => plain(part).startsWith(start)),
  );
}
const plain = (text) =>
  text
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

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
