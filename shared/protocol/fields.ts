import { z } from 'zod';
import { DIFFICULTIES } from '../categories/deck.ts';
import { PACK_IDS } from '../categories/packs.ts';
import {
  MAX_CUSTOM_WORD_LENGTH,
  MAX_CUSTOM_WORDS,
  MAX_DRAWING_MS,
  MAX_ROUNDS,
  MAX_SEATS,
  MIN_DRAWING_MS,
  MIN_ROUNDS,
  MIN_SEATS,
  OFFERED_MODES,
} from '../game/settings.ts';
import {
  MAX_CHAT_LENGTH,
  MAX_GUESS_LENGTH,
  MAX_NAME_LENGTH,
  MAX_PASSWORD_LENGTH,
  ROOM_CODE_LENGTH,
  ROOM_CODE_LETTERS,
} from './limits.ts';
import { LAB_ARCHITECTURES, LAB_LIMITS } from './lab.ts';
import { PLAYER_COLOR_COUNT } from './players.ts';
import { readableLine } from './text.ts';

/** The fields that requests are made of. */

/** 128 random bits in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{22}$/;
/** A BCP 47 tag such as `pt` or `zh-Hans`. */
const LANGUAGE_TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/;
/** More than anything that people type has before it is cleaned: cleaning costs time. */
const MAX_UNREAD_LENGTH = 2_000;
/** Ids of players and sheets are ours and short. */
const MAX_ID_LENGTH = 32;

export const token = z.string().regex(TOKEN, 'a token is 22 characters of base64url');
/** What is shared with everybody has an id that cannot be guessed, and no other secret. */
export const publicId = z.string().regex(TOKEN, 'an id is 22 characters of base64url');

export const roomCode = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .pipe(
    z
      .string()
      .regex(new RegExp(`^[${ROOM_CODE_LETTERS}]{${ROOM_CODE_LENGTH}}$`), 'a room code is four letters'),
  );

export const name = line('a name', MAX_NAME_LENGTH);
export const chatText = line('a line', MAX_CHAT_LENGTH);
export const guessText = line('a guess', MAX_GUESS_LENGTH);

export const color = z
  .int()
  .min(0)
  .max(PLAYER_COLOR_COUNT - 1);

export const id = z.string().min(1).max(MAX_ID_LENGTH);
/** A round's id. */
export const round = z.int().min(1);
export const password = z.string().min(1).max(MAX_PASSWORD_LENGTH);
export const offeredMode = z.enum(OFFERED_MODES);
export const language = z.string().regex(LANGUAGE_TAG, 'a language is a tag such as en or zh-Hans');

/** What a host may change; what is left out stays. */
export const settingsChange = z.strictObject({
  mode: offeredMode.optional(),
  rounds: z.int().min(MIN_ROUNDS).max(MAX_ROUNDS).optional(),
  drawingMs: z.int().min(MIN_DRAWING_MS).max(MAX_DRAWING_MS).optional(),
  maxPlayers: z.int().min(MIN_SEATS).max(MAX_SEATS).optional(),
  packs: z.array(z.enum(PACK_IDS)).max(PACK_IDS.length).optional(),
  difficulty: z.enum([...DIFFICULTIES, 'any']).optional(),
  customWords: z.array(line('a word', MAX_CUSTOM_WORD_LENGTH)).max(MAX_CUSTOM_WORDS).optional(),
  language: language.optional(),
  chat: z.boolean().optional(),
  trainingConsent: z.boolean().optional(),
  isPublic: z.boolean().optional(),
});

/** A model version's folder. */
export const modelVersion = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'a version is lower-case letters, digits and dashes');

/** What a network of the lab is to learn, and how. */
export const labChoices = z.strictObject({
  words: z
    .array(line('a word', MAX_CUSTOM_WORD_LENGTH))
    .min(LAB_LIMITS.words.least)
    .max(LAB_LIMITS.words.most)
    .refine((words) => new Set(words).size === words.length, 'each word once'),
  perWord: z.int().min(LAB_LIMITS.perWord.least).max(LAB_LIMITS.perWord.most),
  epochs: z.int().min(LAB_LIMITS.epochs.least).max(LAB_LIMITS.epochs.most),
  learningRate: z.number().min(LAB_LIMITS.learningRate.least).max(LAB_LIMITS.learningRate.most),
  architecture: z.enum(LAB_ARCHITECTURES),
});

/** One line of people's text, as `readableLine` leaves it. */
function line(what: string, maxLength: number) {
  return z
    .string()
    .max(MAX_UNREAD_LENGTH, `${what} has at most ${maxLength} characters`)
    .transform(readableLine)
    .pipe(
      z
        .string()
        .min(1, `${what} has at least one character`)
        .max(maxLength, `${what} has at most ${maxLength} characters`),
    );
}
