/** What the browser remembers of a player. A private window that forbids storage still plays, it only forgets. */

const TOKEN_KEY = 'inkling.token';
const PROFILE_KEY = 'inkling.profile';
const THEME_KEY = 'inkling.theme';
const LANGUAGE_KEY = 'inkling.language';
const HAND_KEY = 'inkling.hand';
const SEAT_KEY = 'inkling.seat';
const SOUND_KEY = 'inkling.sound';
const GIVING_KEY = 'inkling.giving';
const ADMIN_KEY = 'inkling.admin';
const ZEN_KEY = 'inkling.zen';
const CODE_HIDDEN_KEY = 'inkling.codeHidden';

export interface Profile {
  readonly name: string;
  readonly color: number;
}

/** What a player wants to hear and feel. */
export interface SoundChoices {
  /** 0..1 */
  readonly volume: number;
  readonly isMuted: boolean;
  readonly readsAloud: boolean;
  readonly vibrates: boolean;
}

function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: string | null): void {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch {
    // Forbidden or full: play on without memory.
  }
}

const lasting = () => window.localStorage;
/** Per tab, and kept through a reload: a second tab must not take the seat of the first by merely being opened. */
const ofThisTab = () => window.sessionStorage;

/** The secret that proves who a player is. */
export const tokenMemory = {
  get: () => read(lasting, TOKEN_KEY),
  set: (token: string | null) => write(lasting, TOKEN_KEY, token),
};

/** Name and colour of the last time. */
export const profileMemory = {
  get(): Profile | null {
    try {
      const stored: unknown = JSON.parse(read(lasting, PROFILE_KEY) ?? 'null');
      if (typeof stored !== 'object' || stored === null) return null;
      const { name, color } = stored as Record<string, unknown>;
      return typeof name === 'string' && typeof color === 'number' ? { name, color } : null;
    } catch {
      return null;
    }
  },
  set: (profile: Profile) => write(lasting, PROFILE_KEY, JSON.stringify(profile)),
};

/** The code of the room in which this tab holds a seat. */
export const seatMemory = {
  get: () => read(ofThisTab, SEAT_KEY),
  set: (code: string | null) => write(ofThisTab, SEAT_KEY, code),
};

/** Whether room codes are kept off the screen: for people who show theirs to an audience. */
export const codeHiddenMemory = {
  get: () => read(lasting, CODE_HIDDEN_KEY) !== null,
  set: (isHidden: boolean) => write(lasting, CODE_HIDDEN_KEY, isHidden ? 'yes' : null),
};

export const themeMemory = {
  get: () => read(lasting, THEME_KEY),
  set: (theme: string | null) => write(lasting, THEME_KEY, theme),
};

/** The latest choices; only those that can be believed. */
export const soundMemory = {
  get(): Partial<SoundChoices> {
    try {
      const stored: unknown = JSON.parse(read(lasting, SOUND_KEY) ?? 'null');
      if (typeof stored !== 'object' || stored === null) return {};
      const { volume, isMuted, readsAloud, vibrates } = stored as Record<string, unknown>;
      return {
        ...(typeof volume === 'number' && volume >= 0 && volume <= 1 ? { volume } : {}),
        ...(typeof isMuted === 'boolean' ? { isMuted } : {}),
        ...(typeof readsAloud === 'boolean' ? { readsAloud } : {}),
        ...(typeof vibrates === 'boolean' ? { vibrates } : {}),
      };
    } catch {
      return {};
    }
  },
  set: (choices: SoundChoices) => write(lasting, SOUND_KEY, JSON.stringify(choices)),
};

/** The language that the player chose; null where the browser's wish is followed. */
export const languageMemory = {
  get: () => read(lasting, LANGUAGE_KEY),
  set: (tag: string | null) => write(lasting, LANGUAGE_KEY, tag),
};

/** Whether the tools lie where a left hand draws past them. */
export const leftHandedMemory = {
  get: () => read(lasting, HAND_KEY) === 'left',
  set: (isLeftHanded: boolean) => write(lasting, HAND_KEY, isLeftHanded ? 'left' : null),
};

/** What Zen's words are about, as it was chosen last: difficulty and pack. */
export const zenMemory = {
  get: () => (read(lasting, ZEN_KEY) ?? '').split(' '),
  set: (difficulty: string, pack: string | null) => write(lasting, ZEN_KEY, `${difficulty} ${pack ?? ''}`),
};

/** Whether I give my drawings to training; null until I was asked. */
export const givingMemory = {
  get(): boolean | null {
    const said = read(lasting, GIVING_KEY);
    return said === 'yes' ? true : said === 'no' ? false : null;
  },
  set: (gives: boolean) => write(lasting, GIVING_KEY, gives ? 'yes' : 'no'),
};

/** The server's admin token, no longer than this tab lives. */
export const adminTokenMemory = {
  get: () => read(ofThisTab, ADMIN_KEY),
  set: (token: string | null) => write(ofThisTab, ADMIN_KEY, token),
};
