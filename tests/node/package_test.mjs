// The npm package as a stranger uses it in Node and from TypeScript. The examples are the very ones of the READMEs.
import assert from 'node:assert/strict';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

import { serveSite } from '../browser/site_server.mjs';
import { example, installed, published, root, run } from './installed_package.mjs';
import { openModule } from './published.mjs';

const { zscape, model, site } = await openModule();
const { url, close } = await serveSite(site);
after(close);

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

test('the installed package loads by path, URL and bytes in Node, and computes what native code recorded', async () => {
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

test('the READMEs\' examples for Node run in the folder of the installed package', async () => {
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

// Types that only hold if the declarations name exactly what is there.
const exactly = (type, names) => `({ ${names.map((name) => `${name}: true`).join(', ')} }) satisfies Record<keyof ${type}, true>;`;

test('TypeScript accepts a consumer of the package and refuses misuse', async () => {
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
  const tsc = fileURLToPath(new URL('../browser/node_modules/typescript/bin/tsc', import.meta.url));
  const checking = run(folder, process.execPath, tsc, '--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext',
    'typed/consumer.ts', 'typed/misuse.ts');
  const refusals = (await checking.then(() => '', (error) => error.message)).split('\n').filter((line) => line.includes('): error '));
  misuses.forEach(([code, message], i) => {
    const found = refusals.findIndex((refusal) => refusal.startsWith(`typed/misuse.ts(${i + 3},`));
    assert.match(found < 0 ? 'accepted' : refusals.splice(found, 1)[0], message, code);
  });
  assert.deepEqual(refusals, []);
});
