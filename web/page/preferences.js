// What the person prefers: what they chose on an earlier visit, and what their system is set to.

const page = document.documentElement.dataset;

/** Tells the shell now, and again when the system's settings change. */
export function followPreferences(shell) {
  const follow = (query, tell) => {
    const media = matchMedia(query);
    tell(media.matches);
    media.addEventListener('change', () => tell(media.matches));
  };
  follow('(prefers-color-scheme: light)', (light) => shell.setSystemTheme(light));
  follow('(prefers-reduced-motion: reduce)', (reduced) => shell.setReducedMotion(reduced));
  shell.recall(page.preferences);
}

/** Keeps the shell's text for the next visit, where the browser allows that. */
export function remember(text) {
  page.preferences = text;
  try {
    localStorage.setItem('zscape.preferences', text);
  } catch (error) {
    console.warn(`zscape: ${error.message}`);
  }
}
