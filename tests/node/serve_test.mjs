// web/serve as a person starts it: the address, the types of what it serves, and clear words when it cannot.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const serve = fileURLToPath(new URL('../../web/serve', import.meta.url));

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test('web/serve prints its address and serves every file with its type', async () => {
  const port = await freePort();
  const child = spawn(serve, ['--port', port], { stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const line = await new Promise((resolve, reject) => {
      createInterface(child.stdout).once('line', resolve);
      child.once('exit', (code) => reject(new Error(`web/serve ended with ${code}`)));
    });
    assert.equal(line, `zscape is at http://localhost:${port}`);
    const types = { '': 'text/html', 'page.css': 'text/css', 'page.js': 'text/javascript', 'app.wasm': 'application/wasm', 'zscape.mjs': 'text/javascript',
      'models/models.json': 'application/json' };
    for (const [path, type] of Object.entries(types)) {
      const response = await fetch(`http://127.0.0.1:${port}/${path}`);
      assert.equal(response.status, 200, path);
      assert.equal(response.headers.get('Content-Type'), type, path);
      await response.arrayBuffer();
    }
    const second = spawnSync(serve, ['--port', port], { encoding: 'utf8' });
    assert.match(second.stderr, /^serve: cannot listen on port \d+: Address already in use/);
    assert.equal(second.status, 1);
  } finally {
    child.kill();
  }
});

test('web/serve refuses arguments that it does not know with one line', () => {
  for (const wrong of [['--port'], ['--port', '0'], ['--port', '70000'], ['--port', 'x'], ['--fast']]) {
    const { status, stderr, stdout } = spawnSync(serve, wrong, { encoding: 'utf8' });
    assert.equal(status, 2, wrong.join(' '));
    assert.match(stderr, /^serve: .*usage: web\/serve \[--port N\] \[--build-only\]\n$/);
    assert.equal(stdout, '');
  }
});
