// Small menus over the page: they close by Escape or a click elsewhere, and give the keyboard back.

/** @param {HTMLElement} anchor the menu opens under it @param {string} label @param {(Node)[]} content
 * @param {() => void} closed @returns {HTMLElement} */
export function openPopup(anchor, label, content, closed) {
  const box = document.createElement('div');
  box.className = 'grid-pop';
  box.popover = 'auto';
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-label', label);
  box.append(...content);
  document.body.append(box);
  box.addEventListener('toggle', event => {
    if (/** @type {ToggleEvent} */ (event).newState !== 'closed') return;
    box.remove();
    closed();
  });
  box.addEventListener('keydown', event => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const items = /** @type {HTMLElement[]} */ ([...box.querySelectorAll('button.item')]);
    const at = items.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (at < 0) return;
    event.preventDefault();
    items[(at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length].focus();
  });
  box.showPopover();
  const at = anchor.getBoundingClientRect();
  box.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.offsetWidth - 8))}px`;
  box.style.top = `${Math.min(at.bottom + 4, Math.max(8, innerHeight - box.offsetHeight - 8))}px`;
  /** @type {HTMLElement | null} */ (box.querySelector('button, input, select'))?.focus();
  return box;
}

/** @param {string} text @param {() => void} act @param {Node} [icon] */
export function item(text, act, icon) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'item';
  if (icon) button.append(icon);
  button.append(text);
  button.addEventListener('click', () => {
    /** @type {HTMLElement | null} */ (button.closest('[popover]'))?.hidePopover();
    act();
  });
  return button;
}
