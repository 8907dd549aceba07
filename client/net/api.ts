import type {
  GalleryPage,
  GalleryWord,
  LeaderboardPeriod,
  LeaderboardRow,
  MyDoodlesPage,
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
  /** What the player with this secret gave. */
  myDoodles: (token: string, after: string | null) =>
    get<MyDoodlesPage>(`/api/my-doodles${after === null ? '' : `?after=${after}`}`, asBearer(token)),
  deleteMyDoodle: (token: string, id: string) =>
    get<object>(`/api/my-doodles/${id}`, { method: 'DELETE', ...asBearer(token) }),
  forgetMe: (token: string) => get<object>('/api/my-doodles', { method: 'DELETE', ...asBearer(token) }),
};

/** A secret goes with a request, never into its address. */
function asBearer(token: string): RequestInit {
  return { headers: { authorization: `Bearer ${token}` } };
}

async function get<T>(address: string, request: RequestInit = {}): Promise<Fetched<T>> {
  try {
    const response = await fetch(address, request);
    if (response.status === 404) return { state: 'missing' };
    if (!response.ok) return { state: 'failed' };
    return { state: 'here', value: (await response.json()) as T };
  } catch {
    return { state: 'failed' };
  }
}
