import type { BrowserError } from '../../shared/protocol/browser-error.ts';
import {
  MAX_ERROR_MESSAGE_LENGTH,
  MAX_ERROR_STACK_LENGTH,
  PAGE_KINDS,
} from '../../shared/protocol/limits.ts';

/** One page reports no more than this: what breaks all the time is told once. */
const MOST_REPORTS = 5;

/** What kind of page a path is; the code of a room is not told. */
export function pageOf(pathname: string): BrowserError['page'] {
  const [, first = ''] = pathname.split('/');
  if (first === '') return 'menu';
  if (first === 'r') return 'room';
  return PAGE_KINDS.find((page) => page === first) ?? 'other';
}

/** Tells the server what breaks on this page, so that whoever runs it can mend it: the error, never who plays or where. */
export class ErrorReports {
  readonly #send: (report: BrowserError) => void;
  readonly #told = new Set<string>();

  constructor(send: (report: BrowserError) => void) {
    this.#send = send;
  }

  note(error: unknown, pathname: string): void {
    const { message, stack } = error instanceof Error ? error : { message: String(error), stack: '' };
    const told = message.slice(0, MAX_ERROR_MESSAGE_LENGTH);
    if (told === '' || this.#told.has(told) || this.#told.size >= MOST_REPORTS) return;
    this.#told.add(told);
    this.#send({
      message: told,
      stack: (stack ?? '').slice(0, MAX_ERROR_STACK_LENGTH),
      page: pageOf(pathname),
    });
  }
}

/** Listens for whatever nobody has caught. */
export function reportErrors(): void {
  const reports = new ErrorReports((report) => {
    const body = JSON.stringify(report);
    const headers = { 'content-type': 'application/json' };
    // Without a connection there is nobody to tell, and a report that fails is not worth another one.
    void fetch('/api/browser-errors', { method: 'POST', body, headers, keepalive: true }).catch(
      () => undefined,
    );
  });
  window.addEventListener('error', ({ error, message }) =>
    reports.note(error ?? message, window.location.pathname),
  );
  window.addEventListener('unhandledrejection', ({ reason }) =>
    reports.note(reason, window.location.pathname),
  );
}
