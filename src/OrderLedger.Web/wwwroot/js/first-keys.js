// Hotkeys that are pressed before the modules have come wait here and come again when somebody hears them. No module: it is there
// before anything of the page is.
(() => {
  /** @type {KeyboardEvent[]} */ const held = [];
  /** @param {KeyboardEvent} event */
  const hold = event => {
    const isCommand = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k';
    const isKey = 'nN/?'.includes(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey;
    const at = /** @type {HTMLElement} */ (event.target);
    if (event.isComposing || !(isCommand || isKey) || at.matches?.('input, textarea, select')) return;
    event.preventDefault();
    held.push(event);
  };
  document.addEventListener('keydown', hold, true);
  // Modules run before it.
  document.addEventListener('DOMContentLoaded', () => {
    document.removeEventListener('keydown', hold, true);
    for (const { key, ctrlKey, metaKey, shiftKey } of held) {
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true }));
    }
  });
})();
