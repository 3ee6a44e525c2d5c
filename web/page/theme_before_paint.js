// Runs before the first paint and puts the preferences that the browser remembers into an attribute of the page, so that it does not
// flash in another theme. page.css finds the theme there, preferences.js the rest. Where pages may not remember, it stays empty.
try {
  document.documentElement.dataset.preferences = localStorage.getItem('zscape.preferences') ?? '';
} catch (error) {
  console.warn(`zscape: ${error.message}`);
}
