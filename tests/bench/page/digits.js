// What the peers' pages share: the codes that they decode, and drawing the pictures side by side.
const canvas = document.querySelector('canvas');
const size = 28;

export const codes = new Float32Array(Uint8Array.from(atob(canvas.dataset.codes), (c) => c.charCodeAt(0)).buffer);
export const count = Number(canvas.dataset.count);

export function draw(pictures) {
  const columns = Math.ceil(Math.sqrt(count));
  Object.assign(canvas, { width: columns * size, height: Math.ceil(count / columns) * size });
  const context = canvas.getContext('2d');
  for (let i = 0; i < count; ++i) {
    const image = context.createImageData(size, size);
    for (let k = 0; k < size * size; ++k) {
      const grey = Math.round(255 * pictures[i * size * size + k]);
      image.data.set([grey, grey, grey, 255], 4 * k);
    }
    context.putImageData(image, (i % columns) * size, Math.floor(i / columns) * size);
  }
  window.drawn = true;
}
