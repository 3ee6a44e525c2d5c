// The built site, the module in it, and vae, which much is compared with.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const built = new URL('../../build/site/', import.meta.url);

/** { site, zscape, weights, model }: the folder, the module, and vae as bytes and loaded. */
export async function openModule() {
  const zscape = await import(new URL('zscape.mjs', built));
  const weights = await readFile(new URL('models/vae.safetensors', built));
  return { site: fileURLToPath(built), zscape, weights, model: await zscape.load(weights) };
}
