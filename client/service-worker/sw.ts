/**
 * The service worker: what makes the page open, and Zen playable, without a network. It keeps the shell (every file of the
 * build), and the network that guesses. Rooms are never kept: what goes to /socket.io or /api does not come by here.
 */
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';
import { SKIP_WAITING } from './messages.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (string | PrecacheEntry)[] };

const CHAMPION = '/models/champion.json';
const MODEL_CACHE = 'models';
/** Where the network has not said by then which model guesses, the one that is kept will do. */
const CHAMPION_TIMEOUT_SECONDS = 3;

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// The addresses of the page; everything else (shared doodles, metrics, …) is the server's.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    allowlist: [/^\/$/, /^\/zen$/, /^\/r\/\w+$/],
  }),
);

registerRoute(
  ({ url }) => url.pathname === CHAMPION,
  new NetworkFirst({
    cacheName: MODEL_CACHE,
    networkTimeoutSeconds: CHAMPION_TIMEOUT_SECONDS,
    // Another champion: its files take the place of the old one's.
    plugins: [{ cacheDidUpdate: () => keepModel().catch(() => undefined) }],
  }),
);
registerRoute(({ url }) => url.pathname.startsWith('/models/'), new CacheFirst({ cacheName: MODEL_CACHE }));
// Of the two ways in which WebAssembly runs only the usual one comes with the shell.
registerRoute(({ url }) => url.pathname.endsWith('.wasm'), new CacheFirst({ cacheName: 'wasm' }));

self.addEventListener('install', (event) => {
  // A shell without a model is still worth keeping: Zen fetches it when it opens.
  event.waitUntil(keepModel().catch(() => undefined));
});

self.addEventListener('message', ({ data }) => {
  if (data === SKIP_WAITING) void self.skipWaiting();
});

/** Keeps the files of the model that guesses now, and no others. */
async function keepModel(): Promise<void> {
  const cache = await caches.open(MODEL_CACHE);
  const answer = await fetch(CHAMPION);
  if (!answer.ok) return;
  await cache.put(CHAMPION, answer.clone());
  const { version, files } = (await answer.json()) as { version: string; files: string[] };
  const wanted = files.map((file) => `/models/${version}/${file}`);
  for (const path of wanted) if ((await cache.match(path)) === undefined) await cache.add(path);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname !== CHAMPION && !wanted.includes(pathname)) await cache.delete(request);
  }
}
