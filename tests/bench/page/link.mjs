// A web server on this machine as it is seen through somebody's link: code comes compressed, weights as they are stored, all of it
// through one narrow pipe and later than it was asked for.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

const compressed = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript',
  '.wasm': 'application/wasm', '.json': 'application/json' };
const pieceBytes = 4096;
const catchUpMs = 5;  // timers are late by less

/** What lies between server and browser: one pipe for all that is sent, and how long a question and its answer are on their way. */
export const thisMachine = { name: 'this machine', bytesPerMs: Infinity, roundTripMs: 0 };
export const home = { name: '10 Mbit/s, 40 ms', bytesPerMs: 1250, roundTripMs: 40 };
/** So slow that next to nothing arrives while the page computes. */
export const slow = { name: '0.5 Mbit/s, 40 ms', bytesPerMs: 62.5, roundTripMs: 40 };

const bodies = new Map();

async function bodyOf(path) {
  if (!bodies.has(path)) {
    const file = await readFile(path);
    bodies.set(path, { stored: file.length, bytes: extname(path) in compressed ? gzipSync(file, { level: 9 }) : file });
  }
  return bodies.get(path);
}

// A function that resolves once `bytes` more have gone through.
function pipe(bytesPerMs) {
  let free = 0;
  return async (bytes) => {
    const now = performance.now();
    free = Math.max(free, now - catchUpMs) + bytes / bytesPerMs;
    if (free > now) await sleep(free - now);
  };
}

/**
 * { url, sent, close() } of `folder` behind one of these links. `sent` lists what went out, without headers: { path, stored, bytes, at },
 * `stored` being the size of the whole file and `at` milliseconds since 1970.
 */
export async function serveBehind(folder, { bytesPerMs, roundTripMs }) {
  const sent = [];
  const through = pipe(bytesPerMs);
  const known = new WeakSet();  // connections
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(1) || 'index.html';
    await sleep(roundTripMs * (known.has(request.socket) ? 1 : 2));  // a connection is opened first
    known.add(request.socket);
    const body = await bodyOf(join(folder, normalize(`/${path}`))).catch(() => null);
    if (body === null) return response.writeHead(404).end();
    const type = compressed[extname(path)];
    // Like every static host that people use, it knows ranges of what it does not compress.
    const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(type ? '' : request.headers.range ?? '') ?? [];
    const bytes = first === undefined ? body.bytes : body.bytes.subarray(Number(first), last === '' ? undefined : Number(last) + 1);
    response.writeHead(first === undefined ? 200 : 206, { 'Content-Type': type ?? 'application/octet-stream', 'Content-Length': bytes.length,
      ...(type && { 'Content-Encoding': 'gzip' }) });
    for (let start = 0; start < bytes.length; start += pieceBytes) {
      const piece = bytes.subarray(start, start + pieceBytes);
      await through(piece.length);
      response.write(piece);
      sent.push({ path, stored: body.stored, bytes: piece.length, at: performance.timeOrigin + performance.now() });
    }
    response.end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    sent,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
  };
}
