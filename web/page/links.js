// Keeps the address in step with what is shown: follows links that are opened or pasted, and writes changes into the URL's fragment.

const writeMilliseconds = 400;  // Safari allows 100 changes of the URL in 30 s

/** `loadModel(id, opened)` calls opened() once the model is open, unless another one was asked for. */
export function followLinks(shell, loadModel) {
  let shown;
  let hash;  // the URL's, as far as it has been followed or written
  let newest = 0;
  const follow = (url) => {
    hash = new URL(url).hash;
    const link = hash.slice(1);
    const show = () => {
      shell.applyFragment(link);
      shown = shell.shownKey();
    };
    const model = link === '' ? '' : shell.modelToOpen(link);
    const number = ++newest;
    if (model === '') show();
    else loadModel(model, () => number === newest && show());  // another link may come while the model is loading
  };
  const write = () => {
    const key = shell.shownKey();
    const pasted = location.hash !== hash;  // its event is still to come
    if (pasted || key === shown) return;
    shown = key;
    history.replaceState(null, '', `#${shell.fragment()}`);
    hash = location.hash;
  };
  follow(location.href);
  window.addEventListener('hashchange', (event) => follow(event.newURL));
  whileVisible(write, writeMilliseconds);
}

// Once more when the tab is hidden, where nothing runs then.
function whileVisible(work, milliseconds) {
  let timer;
  const watch = () => {
    clearInterval(timer);
    if (document.hidden) work();
    else timer = setInterval(work, milliseconds);
  };
  document.addEventListener('visibilitychange', watch);
  watch();
}
