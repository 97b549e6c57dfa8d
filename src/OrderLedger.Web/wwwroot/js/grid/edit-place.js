// Boxes that belong to a cell lie under it, or above where there is no room.

const GAP = 3;
const EDGE = 8;

/** @param {HTMLElement} box fixed, on top of everything @param {HTMLElement} anchor
 * @param {boolean} [above] rather over it: under it something else may lie */
export function beside(box, anchor, above = false) {
  const at = anchor.getBoundingClientRect();
  const below = innerHeight - at.bottom - GAP - EDGE;
  const isAbove = above ? at.top > box.offsetHeight + GAP + EDGE : box.offsetHeight > below && at.top > below;
  box.style.left = `${Math.max(EDGE, Math.min(at.left, innerWidth - box.offsetWidth - EDGE))}px`;
  box.style.top = `${isAbove ? Math.max(EDGE, at.top - GAP - box.offsetHeight) : at.bottom + GAP}px`;
}

/** One sentence at a cell: why it was refused. */
export class Bubble {
  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.box = document.createElement('div');
    this.box.className = 'cell-says';
    this.box.popover = 'manual';
    this.box.setAttribute('role', 'alert');
    document.body.append(this.box);
    signal.addEventListener('abort', () => this.box.remove());
  }

  get shown() { return this.box.matches(':popover-open'); }

  /** @param {string} text @param {HTMLElement} anchor */
  show(text, anchor) {
    this.box.textContent = text;
    if (!this.shown) this.box.showPopover();
    beside(this.box, anchor, true);
  }

  /** @param {HTMLElement} anchor */
  place(anchor) { if (this.shown) beside(this.box, anchor, true); }

  hide() { if (this.shown) this.box.hidePopover(); }
}
