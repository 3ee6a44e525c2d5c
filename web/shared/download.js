// Downloads files, reports how far each is, and says exactly how it failed.

const mostSilentSeconds = 30;  // of a server; then it counts as gone

const name = (url) => new URL(url, location.href).pathname.split('/').pop();

const cutOff = (url, received, expected, silent = false) => {
  const what = silent ? 'the server fell silent' : 'the connection was cut';
  return new Error(`${name(url)}: ${what} after ${received} of ${expected || 'an unknown number of'} bytes`);
};

/**
 * Fetches `url` and gives `consume` its Response, whose bytes are reported as they arrive: report(received). `expected` is the
 * number of bytes, or 0 when it is not known. Rejects with a message for a person: no answer, a status, a cut connection, silence.
 * `range`: the bytes to ask for, "0-99"; a server may answer with the whole file, of `total` bytes, which the status 200 in place of 206
 * tells.
 */
export async function download(url, { expected = 0, total = expected, report = () => {}, signal, type = 'application/octet-stream', range },
  consume) {
  signal?.throwIfAborted();
  const connection = new AbortController();
  signal?.addEventListener('abort', () => connection.abort(signal.reason));
  let silent = false;
  const unlessSilent = (work) => {
    const timer = setTimeout(() => {
      silent = true;
      connection.abort();
    }, 1000 * mostSilentSeconds);
    return work.finally(() => clearTimeout(timer));
  };
  // Unchanged files cost a question, not a download.
  const response = await unlessSilent(fetch(url, {
    cache: 'no-cache', signal: connection.signal, headers: range ? { Range: `bytes=${range}` } : {},
  })).catch((error) => {
    if (signal?.aborted) throw error;
    throw new Error(`${name(url)}: the server does not answer`);
  });
  if (!response.ok) throw new Error(`${name(url)}: the server answered ${response.status} ${response.statusText}`.trimEnd());

  const due = response.status === 206 ? expected : total;
  const reader = response.body.getReader();
  let received = 0;
  let failure = null;
  const cut = () => cutOff(url, received, due, silent);
  const counted = new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await unlessSilent(reader.read());
        if (!done) {
          received += value.length;
          report(received);
          controller.enqueue(value);
          return;
        }
        if (received < due) throw cut();
        controller.close();
      } catch (error) {
        failure = signal?.aborted || error.message.startsWith(name(url)) ? error : cut();
        controller.error(failure);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  try {
    return await consume(new Response(counted, { headers: { 'Content-Type': type } }), response.status);
  } catch (error) {
    throw failure ?? error;  // consumers replace a stream's error by one of their own
  }
}

/**
 * download() of a file of `options.expected` bytes whose first part is of use before the rest is there: { first, whole }, the promise
 * of a Uint8Array and a function that gives one. The rest is asked for by whole(), unless the server knows no ranges and sends it
 * anyway. A failure that comes after the first part is one of whole() alone.
 */
export function downloadInParts(url, options, firstBytes) {
  let arrived;
  const firstPart = new Promise((resolve) => (arrived = resolve));
  const total = options.expected;
  const start = download(url, { ...options, expected: firstBytes, total, range: `0-${firstBytes - 1}` }, async (response) => {
    const reader = response.body.getReader();
    const chunks = [];
    let received = 0;
    for (let { done, value } = await reader.read(); !done; ({ done, value } = await reader.read())) {
      const before = received;
      chunks.push(value);
      received += value.length;
      if (before < firstBytes && received >= firstBytes) arrived(joined(chunks, received).subarray(0, firstBytes));
    }
    return joined(chunks, received);
  });
  const whole = async () => {
    const begun = await start;
    const missing = total - begun.length;
    if (missing <= 0) return begun;
    const report = (received) => options.report?.(begun.length + received);
    return download(url, { ...options, report, expected: missing, total, range: `${begun.length}-` }, async (response, status) => {
      const rest = new Uint8Array(await response.arrayBuffer());
      return status === 206 ? joined([begun, rest], begun.length + rest.length) : rest;
    });
  };
  return { first: Promise.race([firstPart, start]), whole };
}

function joined(chunks, length) {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
