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
      pagefind ||= await import(new URL("pagefind/pagefind.js", base));
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
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(find, 150); });
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
  const part = result.sub_results.find((sub) => sub.url !== result.url);
  const link = make("a", { href: new URL(result.url.replace(/^\//, ""), base) }, result.meta.title);
  const text = make("p");
  /* The excerpt is text with <mark> round the words found: it is split there, never parsed as HTML. */
  for (const piece of result.excerpt.split(/(<mark>.*?<\/mark>)/)) {
    const marked = /^<mark>(.*)<\/mark>$/.exec(piece);
    text.append(marked ? make("mark", {}, plain(marked[1])) : plain(piece));
  }
  const entry = make("li", {}, link, text);
  if (part) entry.append(make("p", {}, "In: ", make("a", { href: new URL(part.url.replace(/^\//, ""), base) }, part.title)));
  return entry;
}

function plain(html) {
  return html.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;|&#x27;/g, "'").replace(/&amp;/g, "&");
}
