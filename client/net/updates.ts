import { SKIP_WAITING } from '../service-worker/messages.ts';
import { Signal } from './signal.ts';

const WORKER_URL = '/sw.js';
/** A page that stays open asks this often whether there is a new version. */
const CHECK_INTERVAL_MS = 60 * 60_000;
/** Reloads anyway when a new version has not taken over by then. */
const TAKE_OVER_LIMIT_MS = 8_000;

/**
 * The version of the page: kept by a service worker for when there is no network. A new one waits until the player asks for
 * it, in this tab only.
 */
export class Updates {
  /** A new version is ready. */
  readonly found = new Signal<undefined>();
  #isReady = false;

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Starts to keep the page. Browsers refuse without HTTPS, except on this machine: then nothing is kept. */
  async keep(): Promise<void> {
    const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
    if (serviceWorker === undefined) return;
    const registration = await serviceWorker.register(WORKER_URL).catch(() => null);
    if (registration === null) return;
    const note = () => {
      // The very first version has nobody to wait for.
      if (registration.waiting === null || serviceWorker.controller === null) return;
      this.#isReady = true;
      this.found.emit(undefined);
    };
    note();
    registration.addEventListener('updatefound', () => {
      registration.installing?.addEventListener('statechange', note);
    });
    setInterval(() => void registration.update().catch(() => undefined), CHECK_INTERVAL_MS);
  }

  /** Reloads the page in the newest version that there is. */
  async reload(): Promise<void> {
    await Promise.race([this.#takeNewest(), after(TAKE_OVER_LIMIT_MS)]);
    window.location.reload();
  }

  async #takeNewest(): Promise<void> {
    const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
    const registration = await serviceWorker?.getRegistration();
    if (serviceWorker === undefined || registration === undefined) return;
    await registration.update().catch(() => undefined);
    const { installing } = registration;
    if (installing !== null) {
      await new Promise<void>((resolve) => {
        installing.addEventListener('statechange', () => {
          if (installing.state !== 'installing') resolve();
        });
      });
    }
    if (registration.waiting === null) return;
    const hasTaken = new Promise((resolve) => {
      serviceWorker.addEventListener('controllerchange', resolve, { once: true });
    });
    registration.waiting.postMessage(SKIP_WAITING);
    await hasTaken;
  }
}

function after(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
