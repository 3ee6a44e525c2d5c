// Makes the page work without a network after the first visit: registers the service worker, which keeps the code, and keeps the
// weights that were used.

// Browsers offer neither to a page that came over plain HTTP from another machine.
const available = 'serviceWorker' in navigator && 'caches' in window;
const weights = `${new URL('./', location.href).href} weights`;  // the cache's name, as in service_worker.js

export function registerServiceWorker() {
  if (!available) return;
  navigator.serviceWorker.register('service_worker.js').catch((error) => console.warn(`zscape: not available offline: ${error.message}`));
}

async function sha256(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Keeps `bytes` as what `url` gives, where they have the SHA-256 that it names; null: forgets what was kept. */
export async function keep(url, bytes) {
  if (!available) return;
  try {
    const cache = await caches.open(weights);
    const expected = new URL(url).searchParams.get('sha256');
    if (bytes === null) await cache.delete(url);
    else if (!(await cache.match(url)) && (await sha256(bytes)) === expected) await cache.put(url, new Response(bytes));
  } catch (error) {
    console.warn(`zscape: ${url} is not available offline: ${error.message}`);  // there may be no room
  }
}
