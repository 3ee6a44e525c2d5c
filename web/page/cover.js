// The cover over the canvas: it shows how far the downloads are, and failures that leave nothing to draw.
import { element } from './document.js';

const cover = element('cover');

/** `received` of `total` bytes; null: how many there are is not known yet, and the bar only says that something is going on. */
export function showProgress(received, total) {
  if (cover.className === 'failed') return;  // the other download goes on, the message stays
  if (total === null) {
    element('bar').removeAttribute('aria-valuenow');
    element('bar').firstElementChild.style.width = '';
    element('message').textContent = `loading ${Math.ceil(received / 1000)} kB`;
    return;
  }
  const most = Math.max(total, received);
  const percent = Math.floor((100 * received) / most);
  element('bar').firstElementChild.style.width = `${percent}%`;
  element('bar').setAttribute('aria-valuenow', percent);
  element('message').textContent = `loading ${Math.ceil(received / 1000)} of ${Math.ceil(most / 1000)} kB`;
}

/** `again` is what the button does; null: there is none. */
export function showFailure(message, again) {
  cover.hidden = false;
  cover.className = 'failed';
  element('message').textContent = message;
  element('again').hidden = again === null;
  element('again').onclick = () => {
    cover.className = '';
    element('again').hidden = true;
    again();
  };
}

export function hideCover() {
  cover.hidden = true;
  cover.className = '';
}
