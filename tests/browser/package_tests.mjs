// The npm package as a stranger uses it: packed, installed from its tarball in an empty folder, then run from there in Node, in a page,
// in a worker and by the TypeScript compiler. The examples are the very ones of the READMEs.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';

import { finish, openPage, test } from './harness.mjs';
import { serveSite } from './site_server.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const published = join(root, 'assets/models/vae.safetensors');
const execute = promisify(execFile);

// What a command prints; it fails with all that it printed.
const run = (folder, command, ...args) => execute(command, args, { cwd: folder }).then(({ stdout }) => stdout, (error) => {
  throw new Error(`${error.message}\n${error.stdout}${error.stderr}`);
});

// A folder with the installed package and vae.safetensors, made once.
let installing;
const installed = () => (installing ??= install());

async function install() {
  const folder = await mkdtemp(join(tmpdir(), 'zscape-package-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  await run(root, 'npm', 'pack', join(root, 'build/package'), '--pack-destination', folder);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await run(folder, 'npm', 'install', '--offline', '--no-audit', '--no-fund', './zscape-0.1.0.tgz');
  await copyFile(published, join(folder, 'vae.safetensors'));
  return folder;
}

// The first example in a README that opens with `start`.
async function example(readme, language, start) {
  const blocks = (await readFile(join(root, readme), 'utf8')).split('```').filter((_, i) => i % 2 === 1);
  const found = blocks.find((block) => block.startsWith(`${language}\n${start}`));
  assert.ok(found, `${readme} has no example in ${language} that starts with "${start}"`);
  return found.slice(language.length + 1);
}

// What native code found when the model was published: the hash of decode(sample(seed, 0, count)).
async function goldenOf(file) {
  const bytes = await readFile(file);
  const header = JSON.parse(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE())));
  return JSON.parse(header.__metadata__['zscape.golden']);
}

test('the package is under 150 kB and holds what it needs', async () => {
  const folder = await installed();
  let code = 0;
  for (const name of ['zscape.mjs', 'zscape_core.mjs', 'zscape_core.wasm']) {
    const size = gzipSync(await readFile(join(folder, 'node_modules/zscape', name)), { level: 9 }).length;
    console.log(`        ${name} ${size} bytes gzip`);
    code += size;
  }
  const { size } = await stat(join(folder, 'zscape-0.1.0.tgz'));
  console.log(`        code ${code} bytes gzip, tarball ${size} bytes`);
  assert.ok(code < 150000 && size < 150000);
  const { version } = JSON.parse(await readFile(join(folder, 'node_modules/zscape/package.json')));
  assert.match(await readFile(join(root, 'CMakeLists.txt'), 'utf8'), new RegExp(`project\\(zscape VERSION ${version} `));
});

test('the installed package loads by path, URL and bytes in Node, and computes what native code recorded', async ({ url }) => {
  const folder = await installed();
  const golden = await goldenOf(published);
  await writeFile(join(folder, 'sources.js'), `
    import { readFile } from 'node:fs/promises';
    import { isMainThread, parentPort, Worker } from 'node:worker_threads';
    import * as zscape from 'zscape';
    import { load, sha256 } from 'zscape';
    const [path, fileUrl, url] = process.argv.slice(2);
    const hashes = [];
    for (const source of [path, 'vae.safetensors', fileUrl, new URL(fileUrl), url, await readFile(path)]) {
      const model = await load(source);
      hashes.push(zscape.sha256(model.decode(model.sample(${golden.seed}, 0, ${golden.count}))));
    }
    if (isMainThread) new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) }).on('message', (more) => {
      console.log(JSON.stringify([...hashes, ...more]));
    });
    else parentPort.postMessage(hashes);`);
  const hashes = JSON.parse(await run(folder, process.execPath, 'sources.js', published, pathToFileURL(published).href,
    `${url}models/vae.safetensors`));
  assert.deepEqual(hashes, Array(12).fill(golden.decoder_sha256));
});

test('the READMEs\' examples for Node run in the folder of the installed package', async ({ zscape, model }) => {
  const folder = await installed();
  const start = "import { load } from 'zscape';\n";
  const expected = zscape.sha256(model.decode(model.sample(7, 0, 64)));
  for (const readme of ['README.md', 'web/module/README.md']) {
    const code = await example(readme, 'js', start);
    assert.equal(code.trim().split('\n').length, 3);
    await writeFile(join(folder, 'example.js'), `${code}console.log((await import('zscape')).sha256(pictures));`);
    assert.equal((await run(folder, process.execPath, 'example.js')).trim(), expected, readme);
  }
});

test('the README\'s page of 20 lines draws the digit that the core computes, and another at a click', async ({ browser, zscape, model }) => {
  const folder = await installed();
  const html = await example('README.md', 'html', '<!doctype html>');
  assert.ok(html.trim().split('\n').length <= 20);
  await writeFile(join(folder, 'index.html'), html);
  const server = await serveSite(folder);
  const page = await openPage(browser, server.url);
  const digit = (seed) => [...zscape.toBytes(model.decode(model.sample(seed, 0, 1)))].flatMap((grey) => [grey, grey, grey, 255]);
  const shown = () => page.evaluate(() => {
    const canvas = document.querySelector('canvas');
    return [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data];
  });
  await page.waitForFunction(() => document.querySelector('canvas').getContext('2d').getImageData(0, 0, 1, 1).data[3] === 255);
  assert.deepEqual(await shown(), digit(1));
  await page.click('canvas');
  assert.deepEqual(await shown(), digit(2));
  await finish(page);
  await server.close();
});

test('the module worker of the package\'s README answers messages that it was sent at once', async ({ browser, zscape, model }) => {
  const folder = await installed();
  await writeFile(join(folder, 'worker.js'), await example('web/module/README.md', 'js', "import { load } from './node_modules"));
  await writeFile(join(folder, 'blank.html'), '<!doctype html>');
  const server = await serveSite(folder);
  const page = await openPage(browser, `${server.url}blank.html`);
  const pictures = await page.evaluate(() => new Promise((resolve, reject) => {
    const worker = new Worker('worker.js', { type: 'module' });
    worker.onmessage = ({ data }) => resolve([...data]);
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.postMessage({ seed: 3, count: 2 });
  }));
  assert.equal(zscape.sha256(Float32Array.from(pictures)), zscape.sha256(model.decode(model.sample(3, 0, 2))));
  await finish(page);
  await server.close();
});

test('a page where the core cannot be fetched hears so from load, and can try again', async ({ browser }) => {
  const folder = await installed();
  await writeFile(join(folder, 'blank.html'), '<!doctype html>');
  const server = await serveSite(folder);
  const page = await openPage(browser, `${server.url}blank.html`);
  const core = 'node_modules/zscape/zscape_core.wasm';
  const attempt = () => page.evaluate(() => import('./node_modules/zscape/zscape.mjs')
    .then(({ load }) => load('vae.safetensors')).then(({ id }) => id, ({ message }) => message));
  server.faults.set(core, { status: 503 });
  assert.match(await attempt(), /^ready: http.*zscape_core\.wasm: expected status 200, found 503 Service Unavailable$/);
  assert.match(await page.evaluate(() => import('./node_modules/zscape/zscape.mjs')
    .then(({ normals }) => normals(1, 0, 1)).catch(({ message }) => message)), /^normals: expected after "await load\(\.\.\.\)"/);
  server.faults.delete(core);
  assert.equal(await attempt(), 'vae');
  await page.context().close();
  await server.close();
});

// Types that only hold if the declarations name exactly what is there.
const exactly = (type, names) => `({ ${names.map((name) => `${name}: true`).join(', ')} }) satisfies Record<keyof ${type}, true>;`;

test('TypeScript accepts a consumer of the package and refuses misuse', async ({ zscape, model }) => {
  const folder = await installed();
  const methods = Object.getOwnPropertyNames(Object.getPrototypeOf(model)).filter((name) => name !== 'constructor');
  await mkdir(join(folder, 'typed'), { recursive: true });
  await writeFile(join(folder, 'typed/consumer.ts'), `
    import * as zscape from 'zscape';
    import { interpolate, load, type Model, type Posterior } from 'zscape';
    ${exactly('typeof zscape', Object.keys(zscape))}
    ${exactly('Model', [...Object.keys(model), ...methods])}
    const model: Model = await load(new URL('https://example.org/vae.safetensors'));
    const codes: Float32Array = model.sample(7n, 0, 2, { temperature: 0.7, label: 3 });
    const middle = interpolate('spherical', codes.slice(0, model.latent), codes.slice(model.latent), 0.5);
    const { mean, logVariance }: Posterior = model.encode(model.decode(middle));
    const text: string = zscape.sha256(zscape.toBytes(mean)) + logVariance.length + model.drift(1, 2, { phase: 0.5 }).length;
    export { text };`);
  const misuses = [
    ['model.decode([1, 2])', /not assignable to parameter of type 'Float32Array/],
    ["interpolate('curved', codes, codes, 0)", /'"curved"' is not assignable/],
    ['load(7)', /'number' is not assignable/],
    ['load(url).decode(codes)', /Property 'decode' does not exist on type 'Promise<Model>'/],
    ['model.sample(7, 0, 1, { heat: 1 })', /'heat' does not exist in type 'SampleOptions'/],
    ["model.id = 'mine'", /Cannot assign to 'id' because it is a read-only property/],
  ];
  await writeFile(join(folder, 'typed/misuse.ts'), `import { interpolate, load, type Model } from 'zscape';
declare const model: Model, codes: Float32Array, url: string;
${misuses.map(([code]) => `${code};`).join('\n')}\n`);
  const tsc = fileURLToPath(new URL('node_modules/typescript/bin/tsc', import.meta.url));
  const checking = run(folder, process.execPath, tsc, '--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext',
    'typed/consumer.ts', 'typed/misuse.ts');
  const refusals = (await checking.then(() => '', (error) => error.message)).split('\n').filter((line) => line.includes('): error '));
  misuses.forEach(([code, message], i) => {
    const found = refusals.findIndex((refusal) => refusal.startsWith(`typed/misuse.ts(${i + 3},`));
    assert.match(found < 0 ? 'accepted' : refusals.splice(found, 1)[0], message, code);
  });
  assert.deepEqual(refusals, []);
});
