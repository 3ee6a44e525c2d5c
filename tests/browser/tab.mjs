// Tabs of one window, of which one is seen: the driver's own pages believe that they are always in front.

/** { send(method, params), evaluate(expression), show(), close() }: the DevTools protocol of a new tab at `url`, which is in front. */
export async function openTab(browser, url) {
  const session = await browser.newBrowserCDPSession();
  const { targetId } = await session.send('Target.createTarget', { url });
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result, error } = JSON.parse(message);
    const { done, failed } = waiting.get(id) ?? {};
    if (error) failed?.(new Error(error.message));
    else done?.(result);
  });
  const send = (method, params = {}) => new Promise((done, failed) => {
    const id = waiting.size + 1;
    waiting.set(id, { done, failed });
    session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) }).catch(failed);
  });
  return {
    send,
    evaluate: async (expression) => (await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true })).result.value,
    show: () => session.send('Target.activateTarget', { targetId }),
    close: () => session.send('Target.closeTarget', { targetId }),
  };
}
