/* Lets the handbook be read without a connection. The network always comes first: whoever is online gets today's
   numbers, and only when the network does not answer at all is the copy from the last visit shown. */
const KEPT = "care-pages-1";
const ALWAYS = ["./", "get-help/", "404.html", "assets/handbook.css", "assets/js/handbook.js", "assets/js/get-help.js"];

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(ALWAYS)));
});

self.addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => Promise.all(names.filter((name) => name !== KEPT).map((name) => caches.delete(name))));
  event.waitUntil(Promise.all([old, self.clients.claim()]));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const page = request.mode === "navigate";
  try {
    /* no-cache asks the host whether a page changed, so the browser's own cache cannot serve an old one either. */
    const fresh = await fetch(request, page ? { cache: "no-cache" } : {});
    if (fresh.ok && fresh.type === "basic") {
      const kept = await caches.open(KEPT);
      /* Under a page's plain address: what someone filtered the help list by is not kept. */
      await kept.put(page ? request.url.split(/[?#]/)[0] : request, fresh.clone());
    }
    return fresh;
  } catch {
    const kept = await caches.match(request, { ignoreSearch: true });
    return kept || (page && (await caches.match(new URL("404.html", self.registration.scope)))) || Response.error();
  }
}
