/* Lets the handbook be read without a connection. The network comes first: whoever is online gets today's numbers.
   Only when it fails, or has said nothing for LIMIT milliseconds, is the copy of an earlier visit shown, and the page
   says so (handbook.js). The build writes ALWAYS, what is kept from the first visit, above this line. */
const LIMIT = 3000;
/* Other sites may stand on the same host; what they keep is none of our business. */
const NAME = `care ${self.registration.scope}`;
const HELP = new URL(ALWAYS[0], self.registration.scope).href;

const copies = () => caches.open(NAME);
const plain = (address) => address.split(/[?#]/)[0];
const asset = (address) => address.startsWith(`${self.registration.scope}assets/`);
/* Pages and what they are made of are kept, and nothing else: no parts of the search, no downloads. */
const html = (response) => (response.headers.get("content-type") || "").startsWith("text/html");
const ours = (response) =>
  response.type === "basic" &&
  response.url.startsWith(self.registration.scope) &&
  (html(response) || asset(response.url));

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepAll(ALWAYS));
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
/* The first page of a visit was loaded before there was a worker: it says what it is made of. */
self.addEventListener("message", (event) => event.waitUntil(keepAll(event.data.keep)));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const page = request.mode === "navigate";
  if (request.method !== "GET" || !(page || asset(request.url))) return;
  /* no-cache asks the host whether a page changed, so the browser's own cache cannot serve an old one either. */
  const network = fetch(request, page ? { cache: "no-cache" } : {}).then((response) => ({
    response,
    own: ours(response) ? response.clone() : null,
  }));
  const given = answer(request, page, network);
  event.respondWith(given.then(({ response }) => response));
  event.waitUntil(
    settle(event, network, given).catch(() => {
      /* no network, or no room to keep more */
    }),
  );
});

/* The response to give, and its words if it is a copy of a page. */
async function answer(request, page, network) {
  const copy = await find(request, page);
  /* An asset with a version is the same for ever, so its copy need not wait. */
  const limit = !page && copy?.url === request.url && request.url.includes("?") ? 0 : LIMIT;
  const silent = new Promise((done) => {
    setTimeout(done, limit);
  });
  const answered = network.then(
    ({ response }) => response,
    () => null,
  );
  const first = await Promise.race(copy ? [answered, silent] : [answered]);
  if (first && (first.status < 500 || !copy)) return { response: first };
  if (!copy) return { response: (page && (await (await copies()).match("404.html"))) || Response.error() };
  if (!page || !copy.ok) return { response: copy };
  const words = await copy.text();
  const mark = `<html data-kept="${copy.headers.get("date") || ""}" `;
  return { words, response: new Response(words.replace("<html ", mark), { headers: copy.headers }) };
}

/* The copy that answers a request, if there is one. A page goes by several addresses; what it links to counts from the
   one that was kept, so the others lead there. */
async function find(request, page) {
  const kept = await copies();
  if (!page) return (await kept.match(request)) || kept.match(request, { ignoreSearch: true });
  const address = plain(request.url);
  const stem = address.replace(/(\/index)?\.html$|\/$/, "");
  for (const form of [address, `${stem}/`, `${stem}/index.html`, `${stem}.html`, stem]) {
    const copy = await kept.match(form);
    if (copy) return form === address ? copy : Response.redirect(form + new URL(request.url).search);
  }
  return undefined;
}

/* Keeps what came from the network. A copy of that page on the screen hears whether the words are the same. */
async function settle(event, network, given) {
  const { response, own } = await network;
  const { words } = await given;
  const same = words !== undefined && own?.ok && (await own.clone().text()) === words;
  if (own) await keep(own);
  if (own?.ok && html(own) && !(await find({ url: HELP }, true))) await keepAll(ALWAYS);
  if (words === undefined || response.status >= 500) return;
  (await self.clients.get(event.resultingClientId))?.postMessage({ same });
}

/* A page is kept under its plain address, without what someone filtered it by; of an asset only the newest version. */
async function keep(response) {
  const kept = await copies();
  const address = html(response) ? plain(response.url) : response.url;
  if (response.status === 404 || response.status === 410) await kept.delete(address);
  if (!response.ok) return;
  /* A browser refuses to show a page whose copy says that it was redirected. */
  await kept.put(
    address,
    response.redirected ? new Response(await response.blob(), { headers: response.headers }) : response,
  );
  for (const other of await kept.keys(address, { ignoreSearch: true }))
    if (other.url !== address) await kept.delete(other);
}

async function keepAll(addresses) {
  const one = async (address) => {
    const response = await fetch(new URL(address, self.registration.scope), { cache: "no-cache" });
    if (ours(response)) await keep(response);
  };
  await Promise.allSettled(addresses.map(one));
}
