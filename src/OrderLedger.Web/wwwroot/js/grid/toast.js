// A message over the page that leaves by itself, with a way back.

const SHOWN_MS = 8000;

/** @param {import('./grid.js').Grid} grid @param {string} text @param {() => void} [undo] @param {string} [tone] */
export function toast(grid, text, undo, tone = '') {
  let box = document.querySelector('.toasts.of-grid');
  if (!box) {
    box = document.createElement('div');
    box.className = 'toasts of-grid';
    document.body.append(box);
  }
  const note = document.createElement('div');
  note.className = `toast ${tone}`;
  note.setAttribute('role', tone === 'bad' ? 'alert' : 'status');
  const said = document.createElement('span');
  said.textContent = text;
  note.append(said);
  if (undo && grid.data.undoes) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = grid.cells.say('grid.undo');
    button.addEventListener('click', () => { note.remove(); undo(); });
    note.append(button);
  }
  // One message of a kind at a time: the last one counts.
  box.replaceChildren(note);
  const leave = () => { if (note.matches(':hover, :focus-within')) setTimeout(leave, 2000); else note.remove(); };
  setTimeout(leave, SHOWN_MS);
}
