// The codes on paths, grids and sums that a fragment describes, computed a second time from the module's interpolate() alone.

/** A drawn path as [u, v, u, v, ...] in [0, 1]. */
export function trackOf(text) {
  const bytes = Buffer.from(text, 'base64url');
  const track = [];
  for (let i = 0; i < bytes.length; i += 3) {
    track.push((bytes[i] << 4 | bytes[i + 1] >> 4) / 4095, ((bytes[i + 1] & 15) << 8 | bytes[i + 2]) / 4095);
  }
  return track;
}

/** Where t of the loop along the track is. */
function spotAt(track, t) {
  const count = track.length / 2;
  const at = (i) => [track[2 * (i % count)], track[2 * (i % count) + 1]];
  const lengths = Array.from({ length: count }, (_, i) => {
    const [a, b] = [at(i), at(i + 1)];
    return Math.sqrt((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]));
  });
  if (t >= 1) return at(0);
  let left = t * lengths.reduce((sum, length) => sum + length, 0);
  for (let i = 0; i < count; ++i) {
    if (left >= lengths[i]) {
      left -= lengths[i];
      continue;
    }
    const part = left / lengths[i];
    const [a, b] = [at(i), at(i + 1)];
    return [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])];
  }
  return at(0);
}

/** a - minus + plus of models whose codes have no bounds and no class. */
export const sum = (a, minus, plus) => a.map((value, i) => Math.fround(value - minus[i] + plus[i]));

/** The code at (u, v) between three or four anchors. */
export function blend(zscape, { path, anchors }, latent, u, v) {
  const [a, b, c, d = sum(b, a, c)] = anchors;
  const along = (from, to, t) => zscape.interpolate(path === 'linear' ? 'linear' : 'spherical', from, to, t, latent);
  return along(along(a, b, u), along(c, d, u), v);
}

/** The code at t of that kind of path from A to B; null where it is for the program alone to find. */
export function direct(zscape, { a, b }, kind, latent, t) {
  return kind === 'geodesic' ? null : zscape.interpolate(kind, a, b, t, latent);
}

/** The code at t of the path that the view shows, likewise. */
export function onPath(zscape, view, latent, t) {
  return view.track ? blend(zscape, view, latent, ...spotAt(view.track, t)) : direct(zscape, view, view.path, latent, t);
}
