// What HTML cannot do by itself. Every page works without this file.

const page = document;

/** @param {string} name @param {string | null} value null forgets the choice */
function remember(name, value) {
  const age = value === null ? 0 : 31536000;
  page.cookie = `${name}=${value ?? ''};path=/;max-age=${age};samesite=lax`;
}

/** Theme and density change at once; the language needs new sentences, so its form goes to the server. */
page.addEventListener('submit', event => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  const pressed = /** @type {HTMLButtonElement | null} */ (event.submitter);
  if (!form.matches('[data-preferences]') || !pressed || pressed.name === 'language') return;
  event.preventDefault();
  const value = pressed.value === 'auto' ? null : pressed.value;
  const attribute = `data-${pressed.name}`;
  if (value) page.documentElement.setAttribute(attribute, value);
  else page.documentElement.removeAttribute(attribute);
  remember(`ledger-${pressed.name}`, value);
  for (const other of form.querySelectorAll(`button[name="${pressed.name}"]`)) {
    other.setAttribute('aria-pressed', String(other === pressed));
  }
  page.dispatchEvent(new CustomEvent('themechange'));
});

/** A filter select or checkbox sends its form when it changes. */
page.addEventListener('change', event => {
  const field = /** @type {HTMLElement} */ (event.target);
  const form = /** @type {HTMLFormElement | null} */ (field.closest('form[data-autosubmit]'));
  if (form && field.matches('select, input[type="checkbox"], input[type="radio"], input[type="date"]')) form.requestSubmit();
});

/** @param {Element | null} except stays open, with what it lies in */
function closeMenus(except = null) {
  for (const menu of page.querySelectorAll('details.menu[open]')) {
    if (!except || !menu.contains(except)) menu.removeAttribute('open');
  }
}

page.addEventListener('click', event => {
  const at = /** @type {HTMLElement} */ (event.target);
  closeMenus(at);
  if (at.matches('details.modal > .pane') || at.closest('[data-close]')) {
    const modal = at.closest('details.modal, dialog');
    if (modal) {
      event.preventDefault();
      if (modal instanceof HTMLDialogElement) modal.close(); else modal.removeAttribute('open');
      return;
    }
  }
  const opener = at.closest('[data-dialog]');
  if (opener) {
    const dialog = page.getElementById(opener.getAttribute('data-dialog') ?? '');
    if (dialog instanceof HTMLDialogElement) { event.preventDefault(); dialog.showModal(); }
    return;
  }
  if (at.closest('[data-print]')) { window.print(); return; }
  followRow(event, at);
});

/** A click on a row opens what its first link opens, unless text is being marked or another control was meant.
 * @param {MouseEvent} event @param {HTMLElement} at */
function followRow(event, at) {
  if (event.button !== 0 || at.closest('a, button, input, select, label, summary, details')) return;
  const row = /** @type {HTMLElement | null} */ (at.closest('tr[data-row]'));
  const link = /** @type {HTMLAnchorElement | null | undefined} */ (row?.querySelector('a[href]'));
  if (!link || String(getSelection())) return;
  if (event.ctrlKey || event.metaKey) window.open(link.href, '_blank', 'noopener'); else link.click();
}

/** The first field of a form that just opened gets the keyboard. */
page.addEventListener('toggle', event => {
  const box = /** @type {HTMLElement} */ (event.target);
  if (!(box instanceof HTMLDetailsElement) || !box.open) return;
  const first = /** @type {HTMLElement | null} */ (
    box.querySelector('[autofocus], .pane :is(input:not([type="hidden"]), select, textarea)'));
  if (box.matches('.modal')) first?.focus();
}, true);

page.addEventListener('keydown', event => {
  const at = /** @type {HTMLElement} */ (event.target);
  if (event.key === 'Escape') {
    closeMenus();
    const open = [...page.querySelectorAll('details.modal[open]')].pop();
    if (open) { open.removeAttribute('open'); /** @type {HTMLElement} */ (open.querySelector('summary'))?.focus(); }
    return;
  }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') { event.preventDefault(); focusSearch(); return; }
  const typing = at.matches('input, textarea, select, [contenteditable="true"]') || at.closest('dialog[open], details.modal[open]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === '/') { event.preventDefault(); focusSearch(); }
  else if (event.key === 'n' || event.key === 'N') /** @type {HTMLElement | null} */ (page.querySelector('[data-key="n"]'))?.click();
  else if (event.key === '?') {
    const help = page.getElementById('keys');
    if (help instanceof HTMLDialogElement) help.showModal();
  }
});

function focusSearch() {
  const field = /** @type {HTMLInputElement | null} */ (page.querySelector('.search input'));
  field?.focus();
  field?.select();
}

/** A chosen or dropped file is named at once. */
page.addEventListener('change', event => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const name = field.type === 'file' ? field.closest('.dropzone')?.querySelector('[data-file-name]') : null;
  if (name && field.files?.length) name.textContent = [...field.files].map(file => file.name).join(', ');
});
for (const kind of ['dragover', 'dragleave', 'drop']) {
  page.addEventListener(kind, event => {
    const zone = /** @type {HTMLElement} */ (event.target).closest?.('.dropzone');
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle('over', kind === 'dragover');
    const field = /** @type {HTMLInputElement | null} */ (zone.querySelector('input[type="file"]'));
    const files = /** @type {DragEvent} */ (event).dataTransfer?.files;
    if (kind === 'drop' && field && files?.length) {
      field.files = files;
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
  });
}

/** Messages leave by themselves, slowly enough to be read and never while the pointer or keyboard is on them. */
function dismissToasts() {
  for (const toast of page.querySelectorAll('[data-toast]:not([data-timed])')) {
    toast.setAttribute('data-timed', '');
    const leave = () => toast.matches(':hover, :focus-within') ? setTimeout(leave, 2000) : toast.remove();
    setTimeout(leave, 8000);
  }
}

let shownPath = location.pathname;
function settle() {
  dismissToasts();
  if (location.pathname === shownPath) return;
  shownPath = location.pathname;
  closeMenus();
  page.querySelector('.grid')?.scrollTo(0, 0);
}
/** A page that comes without a load of the document does not honour autofocus by itself. */
function focusFirst() {
  const wanted = /** @type {HTMLElement | null} */ (document.querySelector('[autofocus]'));
  if (wanted && !document.querySelector('dialog[open]')) wanted.focus();
}

/** @type {any} */ (window).Blazor?.addEventListener('enhancedload', () => {
  settle();
  focusFirst();
});
settle();
