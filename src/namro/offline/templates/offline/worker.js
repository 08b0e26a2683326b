// Keeps the page for work without a network and the files that it is made of. No page of the site, and nothing of
// anybody, is kept here: every other request goes to the network as if this were not there.
const KEPT = "namro-{{ version }}";
const PAGE = "{{ page }}";
const FILES = {{ files | safe }};

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll([PAGE, ...FILES])).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("namro-") && name !== KEPT;
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname === PAGE) event.respondWith(keptFirst(PAGE, request));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => caches.match(PAGE)));
  else if (FILES.includes(address.pathname)) event.respondWith(keptFirst(address.pathname, request));
});

async function keptFirst(name, request) {
  return (await caches.match(name)) ?? fetch(request);
}
