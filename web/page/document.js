// The document's elements, and the addresses of the files of this build.

export const element = (id) => document.getElementById(id);
export const canvas = element('canvas');

export const version = new URL(import.meta.url).search;  // of this build; the address of every file of code ends in it
export const codeUrl = (file) => new URL(file + version, location.href);
export const modelsUrl = (file) => new URL(`models/${file}`, location.href);

/** Size of app.wasm, which web/assemble wrote into index.html. */
export const codeBytes = Number(document.querySelector('script[data-code-bytes]').dataset.codeBytes);
