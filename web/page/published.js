// What is published: models.json, and the addresses of the files that it lists.
import { download } from '../shared/download.js';
import { modelsUrl, version } from './document.js';
import { once } from './promises.js';

/**
 * models.json: its `text`, of which the shell checks every field, and its `models`, which are needed before the shell is there.
 * `sideFiles` are the other files that it lists; only the shell asks for those, and by then it has checked them.
 */
export const getPublished = once(async () => {
  const text = await download(modelsUrl(`models.json${version}`), {}, (response) => response.text());
  let manifest;
  try {
    manifest = JSON.parse(text);
  } catch (error) {
    throw new Error(`models.json: expected JSON, found: ${error.message}`);
  }
  const models = manifest?.models;
  const isListed = (model) => typeof model?.file === 'string' && typeof model.sha256 === 'string';
  if (!Array.isArray(models) || models.length === 0 || !models.every(isListed)) {
    throw new Error('models.json: expected a list of models, each with its file and sha256');
  }
  const sideFiles = [...models.map(({ codes }) => codes), ...(manifest.datasets ?? []), manifest.thumbnails].filter(Boolean);
  return { text, models, sideFiles };
});

const generates = ({ role }) => role === 'generator';

function listed(found, what) {
  if (!found) throw new Error(`models.json lists no ${what}`);
  return found;
}

/** The model that `id` names, else the first one: a page always opens with a model. */
export async function firstGenerator(id) {
  const generators = (await getPublished()).models.filter(generates);
  if (generators.length === 0) throw new Error('models.json: expected a model that makes pictures, found none');
  return generators.find((model) => model.id === id) ?? generators[0];
}

export async function findGenerator(id) {
  return listed((await getPublished()).models.find((model) => generates(model) && model.id === id), `model "${id}"`);
}

export async function findModel(id) {
  return listed((await getPublished()).models.find((model) => model.id === id), `model "${id}"`);
}

export async function findSideFile(name) {
  return listed((await getPublished()).sideFiles.find(({ file }) => file === name), `file "${name}"`);
}

/** The address of a listed file. It names the hash of the content, so that no cache gives another file of that name. */
export const listedUrl = ({ file, sha256 }) => modelsUrl(`${encodeURIComponent(file)}?sha256=${encodeURIComponent(sha256)}`);
