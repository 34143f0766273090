const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Whom to wake when somebody asks for it now. */
const waiting = new Set<() => void>();

/** Tries everything again that waits for its next try. */
export function tryNow(): void {
  for (const wake of waiting) wake();
}

/** Waits until it is worth trying again: longer after each failure, or until the network is back. */
export function nextTry(failures: number, ended?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      waiting.delete(done);
      window.removeEventListener('online', done);
      ended?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.min(FIRST_MS * 2 ** failures, LONGEST_MS));
    waiting.add(done);
    window.addEventListener('online', done);
    ended?.addEventListener('abort', done);
  });
}

/** Why a part of the application is not there: no network, another version by now, or neither. */
export type Missing = 'offline' | 'outdated' | 'failed';

/** Asks the server for its first page: another version names another script there. */
export async function whyMissing(): Promise<Missing> {
  const own = document.querySelector('script[type="module"][src]')?.getAttribute('src');
  try {
    const page = await fetch('/', { cache: 'no-store' });
    if (!page.ok) return 'offline';
    return own && !(await page.text()).includes(own) ? 'outdated' : 'failed';
  } catch {
    return 'offline';
  }
}
