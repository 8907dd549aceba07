import type {
  DoodleStatistics,
  ModelsOverview,
  ModerationState,
  QueueCounts,
  QueuedDrawing,
  QueuePage,
  ShadowOverview,
} from '../../../shared/protocol/index.ts';
import type { ServerStatus } from '../../../shared/protocol/status.ts';

/** Why the server does not answer: the token is wrong, it has none, too many were wrong; or it cannot be reached. */
export type Refusal = 'wrong' | 'closed' | 'locked' | 'failed';

export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

const REFUSALS: Readonly<Record<number, Refusal>> = { 401: 'wrong', 429: 'locked' };

/** What the server tells whoever has its token. Everything throws an AdminError where it does not. */
export class AdminApi {
  readonly #token: string;

  constructor(token: string) {
    this.#token = token;
  }

  queue(after: string | null): Promise<QueuePage> {
    return this.#ask(`/queue${after === null ? '' : `?after=${encodeURIComponent(after)}`}`);
  }

  /** @returns how many are left; null where the drawing is gone */
  async decide({ kind, id }: QueuedDrawing, moderation: ModerationState): Promise<QueueCounts | null> {
    const request = { method: 'PUT', body: JSON.stringify({ moderation }) };
    try {
      return (await this.#ask<{ left: QueueCounts }>(`/queue/${kind}/${id}`, request)).left;
    } catch (error) {
      // Its artist was quicker and took it back.
      if (error instanceof AdminError && error.refusal === 'closed') return null;
      throw error;
    }
  }

  status(): Promise<ServerStatus> {
    return this.#ask('/status');
  }

  statistics(): Promise<DoodleStatistics> {
    return this.#ask('/statistics');
  }

  models(): Promise<ModelsOverview> {
    return this.#ask('/models');
  }

  shadow(): Promise<ShadowOverview> {
    return this.#ask('/shadow');
  }

  async #ask<T>(path: string, request: RequestInit = {}): Promise<T> {
    const headers = { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' };
    const response = await fetch(`/api/admin${path}`, { ...request, headers }).catch(() => null);
    if (response?.ok === true) return (await response.json()) as T;
    const refusal = response?.status === 404 ? 'closed' : REFUSALS[response?.status ?? 0];
    throw new AdminError(refusal ?? 'failed');
  }
}
