// Loads the code of the page, and says so when a part of it does not arrive. It imports nothing, so that it runs even then.
import(`./page.js${new URL(import.meta.url).search}`).catch((error) => {
  console.error(error);
  document.getElementById('cover').className = 'failed';
  document.getElementById('message').textContent = 'The code of the page did not arrive.';
  Object.assign(document.getElementById('again'), { hidden: false, onclick: () => location.reload() });
});
