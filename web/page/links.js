// The URL's fragment says what is shown: links that are opened or pasted are followed, and what changes is written back.

const writeMilliseconds = 400;  // Safari allows 100 changes of the URL in 30 s

/** `loadModel(id)` resolves when the model is open, or is not going to be. */
export function followLinks(shell, loadModel) {
  let shown;
  let hash;  // the URL's, as far as it has been followed or written
  let newest = 0;
  const follow = async (url) => {
    hash = new URL(url).hash;
    const link = hash.slice(1);
    const number = ++newest;
    const model = link === '' ? '' : shell.modelToOpen(link);
    if (model !== '') await loadModel(model);
    if (number !== newest) return;  // another link came while the model was loading
    shell.applyFragment(link);
    shown = shell.fragment();
  };
  const write = () => {
    const fragment = shell.fragment();
    const pasted = location.hash !== hash;  // its event is still to come
    if (pasted || fragment === shown) return;
    shown = fragment;
    history.replaceState(null, '', `#${fragment}`);
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
