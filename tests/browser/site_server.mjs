// Serves a built site under a sub-path of a port on this machine, and misbehaves on request: another status, a connection
// that is cut or slow, other bytes.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const types = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm',
  '.json': 'application/json' };

async function writePieces(response, body, { pieces, next }) {
  const size = Math.ceil(body.length / pieces);
  for (let start = 0; start < body.length; start += size) {
    if (start > 0 && await next() === 'cut') return response.destroy();
    response.write(body.subarray(start, start + size));
  }
  response.end();
}

/**
 * { url, faults, requests, close() }. `faults` maps a path below `url`, like 'models/vae.safetensors', to one of { status },
 * { hangUp: true }, { silent: true }, { cutAfter: bytes }, { pieces, next: () => promise }, where each piece after the first waits for its
 * promise, which may resolve to 'cut', { replace: (bytes) => bytes }, { headers } that are added to the answer, and { ranges: [] }, where the
 * server knows ranges and lists those that were asked for; change it at any time. `requests` lists the paths asked for. Without `port` it
 * takes a free one.
 */
export async function serveSite(folder, port = 0) {
  const prefix = '/somewhere/else/';
  const faults = new Map();
  const requests = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).slice(prefix.length) || 'index.html';
    requests.push(path);
    const fault = faults.get(path) ?? {};
    if (fault.hangUp) return response.destroy();
    if (fault.silent) return;
    const file = await readFile(join(folder, normalize(`/${path}`))).catch(() => null);
    if (file === null || fault.status) return response.writeHead(fault.status ?? 404).end();
    const whole = fault.replace?.(Buffer.from(file)) ?? file;
    const [range, first, last] = fault.ranges ? /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [] : [];
    if (range) fault.ranges.push(range);
    const body = range ? whole.subarray(Number(first), last === '' ? undefined : Number(last) + 1) : whole;
    response.writeHead(range ? 206 : 200, {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream', 'Content-Length': body.length, ...fault.headers,
    });
    if (fault.pieces) await writePieces(response, body, fault);
    else if (fault.cutAfter === undefined) response.end(body);
    else response.write(body.subarray(0, fault.cutAfter), () => response.destroy());
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${prefix}`,
    faults,
    requests,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(resolve);
    }),
  };
}
