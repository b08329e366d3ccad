/* The search dialog. Loaded when someone opens it; Pagefind then loads only the parts of the index it needs. */
const SHOWN = 8;
/* People type the short word, the pages say the long one (or the other way round). */
const SAME = { dm: "messages", dms: "messages", pm: "messages", clip: "video", ig: "instagram", yt: "youtube" };

let pagefind;

export function open(make, dialog, base) {
  const { element, body } = dialog("Search the handbook", "search");
  const field = make("input", { type: "search", id: "search-field", class: "search-field", autocomplete: "off", spellcheck: "true", enterkeyhint: "search" });
  const status = make("p", { role: "status", class: "search-status" }, "Try: suicidal DM, client clip, testimonials Ontario.");
  const list = make("ol", { class: "results" });
  const help = make("p", {}, "Looking for someone to talk to? ", make("a", { href: new URL("get-help/", base) }, "Get help"), ".");
  const label = make("label", { for: "search-field", class: "unseen" }, "Words to search for");
  body.append(label, field, status, list, help);
  element.addEventListener("close", () => element.remove());
  element.showModal();
  field.focus();

  let latest = 0;
  const find = async () => {
    const turn = ++latest;
    const words = field.value.trim();
    if (!words) { list.replaceChildren(); status.textContent = ""; return; }
    let found;
    try {
      pagefind ||= await import(new URL(`pagefind/pagefind.js${new URL(import.meta.url).search}`, base));
      found = await search(words);
    } catch {
      status.textContent = "Search does not answer. Are you offline? The menu lists every page.";
      return;
    }
    const results = await Promise.all(found.slice(0, SHOWN).map((result) => result.data()));
    if (turn !== latest) return;
    status.textContent = found.length ? `${found.length} ${found.length === 1 ? "page" : "pages"} found.` : "No page has these words. Try fewer or other words.";
    list.replaceChildren(...results.map((result) => item(make, result, base)));
  };
  let timer;
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(find, 250); });
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") list.querySelector("a")?.focus(); });
}

async function search(words) {
  const found = (await pagefind.search(words)).results;
  const other = words.toLowerCase().split(/\s+/).map((word) => SAME[word] || word).join(" ");
  if (other === words.toLowerCase()) return found;
  const known = new Set(found.map((result) => result.id));
  return [...found, ...(await pagefind.search(other)).results.filter((result) => !known.has(result.id))];
}

function item(make, result, base) {
  const link = (to) => make("a", { href: new URL(to.url, base) }, to.title);
  const entry = make("li", {}, link({ url: result.url, title: result.meta.title }), make("p", {}, result.meta.description));
  /* The section of the page where the words stand most often. */
  const sections = result.sub_results.filter((part) => part.title !== result.meta.title && part.url !== result.url);
  const [part] = sections.sort((one, other) => other.locations.length - one.locations.length);
  if (part) entry.append(make("p", { class: "result-part" }, "Under ", link(part)));
  return entry;
}
