import type {
  GalleryPage,
  GalleryWord,
  LeaderboardPeriod,
  LeaderboardRow,
  SharedGame,
} from '../../shared/protocol/index.ts';

/** What pages ask without a room. `missing` is nothing under this address; `failed` is no answer, and worth another try. */
export type Fetched<T> =
  | { readonly state: 'here'; readonly value: T }
  | { readonly state: 'missing' }
  | { readonly state: 'failed' };

export const api = {
  replay: (id: string) => get<SharedGame>(`/api/replays/${encodeURIComponent(id)}`),
  galleryWords: () => get<{ words: readonly GalleryWord[] }>('/api/gallery'),
  galleryPage: (word: string, after: string | null) =>
    get<GalleryPage>(`/api/gallery/${encodeURIComponent(word)}${after === null ? '' : `?after=${after}`}`),
  leaderboard: (period: LeaderboardPeriod) =>
    get<{ rows: readonly LeaderboardRow[] }>(`/api/leaderboard?period=${period}`),
};

async function get<T>(address: string): Promise<Fetched<T>> {
  try {
    const response = await fetch(address);
    if (response.status === 404) return { state: 'missing' };
    if (!response.ok) return { state: 'failed' };
    return { state: 'here', value: (await response.json()) as T };
  } catch {
    return { state: 'failed' };
  }
}
