// zscape.mjs, the npm package's module, in Node: what it computes, and errors that say what is wrong.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';

import { serveSite } from '../browser/site_server.mjs';
import { openModule } from './published.mjs';

const { zscape, weights, model, site } = await openModule();
const server = await serveSite(site);
const { url, faults } = server;
after(server.close);

test('the module refuses what cannot be, with expected and found', () => {
  assert.throws(() => model.decode(new Float32Array(7)), /decode: expected rows of 20 values, found 7 values/);
  assert.throws(() => model.decode([1, 2]), /decode: expected a Float32Array, found \[object Array\]/);
  assert.throws(() => model.sample(-1, 0, 1), /seed: expected a whole number from 0 to 2\^64 - 1, found -1/);
  assert.throws(() => model.sample(1n << 64n, 0, 1), /seed: expected/);
  assert.throws(() => model.sample(1, 0, 1.5), /count: expected a whole number/);
  assert.throws(() => zscape.interpolate('curved', new Float32Array(2), new Float32Array(2), 0), /path: expected/);
  assert.throws(() => zscape.interpolate('linear', new Float32Array(2), new Float32Array(3), 0), /found 2 and 3 values/);
});

test('load says what is wrong with a model that cannot be had', async () => {
  const fails = async (source, message) => assert.match(await zscape.load(source).then(() => 'loaded', (error) => error.message), message);
  await fails(`${url}none.safetensors`, /^load: http.*none\.safetensors: expected status 200, found 404/);
  await fails(`${url}models/models.json`, /^load: http.*models\.json: the header claims \d+ bytes/);
  await fails('http://localhost:1/vae.safetensors', /^load: http:\/\/localhost:1\/vae\.safetensors: \w/);
  faults.set('models/vae.safetensors', { cutAfter: 1000 });
  await fails(`${url}models/vae.safetensors`, /^load: http.*vae\.safetensors: \w/);
  faults.clear();
  await fails(7, /^load: expected a URL, an ArrayBuffer or a typed array, found \[object Number\]$/);
  await fails('none.safetensors', /^load: none\.safetensors: ENOENT: no such file/);
  await fails(new URL('none.safetensors', import.meta.url), /^load: file:.*none\.safetensors: ENOENT/);
  await fails(weights.subarray(0, 1000), /^load: the header claims 2832 bytes, the file holds 992/);
});

test('the module refuses numbers that are not finite and counts that no memory holds, and goes on', () => {
  const [origin, odd] = [new Float32Array(20), new Float32Array(20)];
  odd[3] = NaN;
  const refusals = [
    [() => model.sample(1, 0, 1, { temperature: NaN }), /^temperature: expected a number from 0 to 10, found NaN$/],
    [() => model.sample(1, 0, 1, { temperature: '1' }), /^temperature: expected a number from 0 to 10, found 1$/],
    [() => model.drift(1, 1, { temperature: Infinity }), /^temperature: expected a number from 0 to 10, found Infinity$/],
    [() => model.sample(1, 0, 1, { temperature: 1e308 }), /^temperature: expected a number from 0 to 10, found 1e\+308$/],
    [() => model.drift(1, 1, { temperature: -1 }), /^temperature: expected a number from 0 to 10, found -1$/],
    [() => model.drift(1, 1, { phase: -Infinity }), /^phase: expected a finite number, found -Infinity$/],
    [() => model.sample(1, 0, 1, { label: 3 }), /^label: model vae has no classes to choose from$/],
    [() => model.classify(new Float32Array(784)), /^classify: expected a model with a classifier, found vae, which has none$/],
    [() => zscape.interpolate('linear', origin, origin, 0, 21), /^latent: expected at most 20 in one call, found 21$/],
    [() => zscape.interpolate('linear', origin, origin, NaN), /^t: expected a number from 0 to 1, found NaN$/],
    [() => zscape.interpolate('linear', origin, origin, 1e308), /^t: expected a number from 0 to 1, found 1e\+308$/],
    [() => zscape.interpolate(), /^path: expected 'spherical' or 'linear', found undefined$/],
    [() => zscape.interpolate('linear'), /^a: expected a Float32Array, found \[object Undefined\]$/],
    [() => zscape.interpolate('spherical', origin, odd, 0.5), /^b: value 3: expected a finite number, found NaN$/],
    [() => model.decode(odd), /^decode: value 3: expected a finite number, found NaN$/],
    [() => model.encode(new Float32Array(784).fill(Infinity)), /^encode: value 0: expected a finite number, found Infinity$/],
    [() => model.sample(1, 0, 2 ** 31), /^count: expected at most 3355443 in one call, found 2147483648$/],
    [() => model.drift(1, 2 ** 31), /^count: expected at most 3355443 in one call/],
    [() => zscape.normals(1, 0, 2 ** 31), /^count: expected at most 67108864 in one call/],
    [() => model.decode(new Float32Array(20 * 100000)), /^decode: rows: expected at most 85598 in one call, found 100000$/],
    [() => zscape.sha256(new Uint8Array(2 ** 28 + 1)), /^sha256: bytes: expected at most 268435456 in one call, found 268435457$/],
  ];
  for (const [call, message] of refusals) assert.throws(call, (error) => message.test(error.message), String(call));
  assert.equal(model.decode(origin).length, 784);
});

test('a classifier neither samples, drifts nor decodes, and says so', async () => {
  const lenet = await zscape.load(`${url}models/lenet.safetensors`);
  const calls = {
    sample: () => lenet.sample(1, 0, 1),
    drift: () => lenet.drift(1, 1),
    decode: () => lenet.decode(new Float32Array(0)),
  };
  for (const [name, call] of Object.entries(calls)) {
    assert.throws(call, { message: `${name}: expected a model with a decoder, found lenet, which has none` });
  }
  assert.equal(lenet.classify(new Float32Array(784)).length, 10);
});

test('the module describes its model, and numbers depend on seed and row alone', () => {
  assert.deepEqual({ ...model }, {
    id: 'vae', latent: 20, classes: 0, codeWidth: 20, conditional: false, hasDecoder: true, hasEncoder: true, hasClassifier: false,
    multiplyAdds: 664544, height: 28, width: 28, verified: true,
  });
  const ten = model.sample(7, 0, 10);
  assert.deepEqual(model.sample(7n, 4, 2), ten.slice(80, 120));
  assert.deepEqual(model.drift(7, 10), ten);
  assert.deepEqual(zscape.interpolate('spherical', ten.slice(0, 20), ten.slice(20, 40), 1), ten.slice(20, 40));
  const [a, b] = [Float32Array.of(1, 0, 1, 0), Float32Array.of(0, 1, 0, 1)];
  assert.deepEqual(zscape.interpolate('spherical', a, b, 0.5, 2).slice(2), Float32Array.of(0.5, 0.5));
  assert.equal(zscape.sha256(new Uint8Array(0)), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.deepEqual(zscape.toBytes(Float32Array.of(-1, 0, 0.5, 1, 2, NaN)), Uint8Array.of(0, 0, 128, 255, 255, 0));
});
