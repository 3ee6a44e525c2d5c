// Serves the page without a network. It keeps the code of one version, every file with the hash that web/assemble wrote down here,
// so that builds do not mix. The page keeps the weights (offline.js), whose URLs name their hash. index.html itself comes from the
// network while there is one, so that a new build is seen at once.

const version = '@VERSION@';
const files = { @FILES@ };  // path: SHA-256

const { scope } = registration;
const code = `${scope} code ${version}`;  // names of caches, which all pages of a host share
const weights = `${scope} weights`;

const urlOf = (path) => new URL(path === 'index.html' ? './' : `${path}?v=${version}`, scope).href;

async function sha256(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// A file with the right content, from the browser's own cache where that has it.
async function verified(path) {
  for (const cache of ['force-cache', 'reload']) {
    const response = await fetch(urlOf(path), { cache });
    const bytes = await response.arrayBuffer();
    if (await sha256(bytes) !== files[path]) continue;
    return new Response(bytes, { headers: { 'Content-Type': response.headers.get('Content-Type') } });
  }
  throw new Error(`${path}: expected SHA-256 ${files[path]}, found another; the server is being updated, or changes files`);
}

async function install() {
  const cache = await caches.open(code);
  await Promise.all(Object.keys(files).map(async (path) => cache.put(urlOf(path), await verified(path))));
  await skipWaiting();
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(`${scope} code `) && name !== code).map((name) => caches.delete(name)));
  await clients.claim();
  const { models, datasets = [], thumbnails } = await (await caches.match(urlOf('models/models.json'))).json();
  const cache = await caches.open(weights);
  const listed = [...models, ...models.map(({ codes }) => codes), ...datasets, thumbnails].filter(Boolean);
  const current = new Set(listed.map(({ sha256 }) => sha256));
  const outdated = (await cache.keys()).filter(({ url }) => !current.has(new URL(url).searchParams.get('sha256')));
  await Promise.all(outdated.map((request) => cache.delete(request)));
}

async function newestPage() {
  const response = await fetch(scope, { cache: 'no-cache', redirect: 'manual' }).catch(() => null);
  if (response && response.status < 500) return response;
  return (await caches.match(scope, { cacheName: code })) ?? response ?? Response.error();
}

const isPage = ({ mode, url }) => mode === 'navigate' && [scope, `${scope}index.html`].includes(url.split(/[?#]/)[0]);

addEventListener('install', (event) => event.waitUntil(install()));
addEventListener('activate', (event) => event.waitUntil(activate()));
addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET' || !request.url.startsWith(scope)) return;
  event.respondWith(isPage(request) ? newestPage() : caches.match(request.url).then((kept) => kept ?? fetch(request)));
});
