// Before the first paint: what the browser remembers of the person's preferences becomes an attribute of the page, where page.css finds
// the theme and preferences.js everything. Where pages may not remember, it stays empty.
try {
  document.documentElement.dataset.preferences = localStorage.getItem('zscape.preferences') ?? '';
} catch (error) {
  console.warn(`zscape: ${error.message}`);
}
