// Two helpers for work that takes a while.

/** A function that does `work` once and gives every caller its promise. After a failure, or after forget(), the next call tries anew. */
export function once(work) {
  let promise = null;
  const forget = () => (promise = null);
  const get = () => (promise ??= work().catch((error) => {
    forget();
    throw error;
  }));
  return Object.assign(get, { forget });
}

/** Resolves when the browser has nothing better to do. */
export function idle() {
  return new Promise((done) => (window.requestIdleCallback ? requestIdleCallback(done, { timeout: 2000 }) : setTimeout(done, 200)));
}
