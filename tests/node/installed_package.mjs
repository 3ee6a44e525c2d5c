// The npm package as a stranger gets it: packed, then installed from its tarball in an empty folder.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const published = join(root, 'assets/models/vae.safetensors');
const execute = promisify(execFile);

/** What a command prints; it fails with all that it printed. */
export const run = (folder, command, ...args) => execute(command, args, { cwd: folder }).then(({ stdout }) => stdout, (error) => {
  throw new Error(`${error.message}\n${error.stdout}${error.stderr}`);
});

let installing;

/** A folder with the installed package and vae.safetensors, made once. */
export const installed = () => (installing ??= install());

async function install() {
  const folder = await mkdtemp(join(tmpdir(), 'zscape-package-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  await run(root, 'npm', 'pack', join(root, 'build/package'), '--pack-destination', folder);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await run(folder, 'npm', 'install', '--offline', '--no-audit', '--no-fund', './zscape-0.1.0.tgz');
  await copyFile(published, join(folder, 'vae.safetensors'));
  return folder;
}

/** The first example in a README that opens with `start`. */
export async function example(readme, language, start) {
  const blocks = (await readFile(join(root, readme), 'utf8')).split('```').filter((_, i) => i % 2 === 1);
  const found = blocks.find((block) => block.startsWith(`${language}\n${start}`));
  assert.ok(found, `${readme} has no example in ${language} that starts with "${start}"`);
  return found.slice(language.length + 1);
}
