// What colleagues do: the stream of events, listened to only while this page is looked at (a browser has few connections).

const GATHER_MS = 120;

/** Calls `changed` soon after something was committed, and when the page is looked at again.
 * @param {() => void} changed @param {AbortSignal} signal ends it */
export function listen(changed, signal) {
  /** @type {EventSource | null} */ let source = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ let soon;

  const gather = () => { soon ??= setTimeout(() => { soon = undefined; changed(); }, GATHER_MS); };
  const open = () => {
    source = new EventSource('/api/v1/events');
    source.addEventListener('message', gather);
  };
  const close = () => { source?.close(); source = null; };
  const look = () => {
    if (document.visibilityState === 'hidden') close();
    else if (!source) { open(); gather(); }
  };
  if (document.visibilityState !== 'hidden') open();
  document.addEventListener('visibilitychange', look, { signal });
  window.addEventListener('pagehide', close, { signal });
  signal.addEventListener('abort', () => { close(); clearTimeout(soon); });
}
