import { z } from 'zod';
import { drawingOp } from './drawing-op.ts';
import {
  chatText,
  color,
  guessText,
  id,
  labChoices,
  language,
  modelVersion,
  name,
  offeredMode,
  password,
  publicId,
  roomCode,
  round,
  settingsChange,
  token,
} from './fields.ts';
import { decodeOps, InkCodeError } from './ink-code.ts';
import { MAX_OPS_PER_BATCH } from './limits.ts';
import { DRAW_FLAGS } from './live.ts';
import { PEN_KINDS } from './players.ts';
import { REACTIONS } from './reactions.ts';

const nothing = z.strictObject({});
const ALL_DRAW_FLAGS = DRAW_FLAGS.isLifted | DRAW_FLAGS.onlyRefusals;
const target = z.strictObject({ playerId: id });

/** What `encodeDraw` makes of operations, taken apart. */
const wireDraw = z
  .tuple([z.number(), z.string(), z.number(), z.string(), z.int().min(1).max(ALL_DRAW_FLAGS).optional()])
  .transform(([round, sheet, revision, code, flags = 0], context) => {
    try {
      const drawn = { round, sheet, revision, ops: decodeOps(code) };
      const said: { isLifted?: true | undefined; onlyRefusals?: true | undefined } = {};
      if (flags & DRAW_FLAGS.isLifted) said.isLifted = true;
      if (flags & DRAW_FLAGS.onlyRefusals) said.onlyRefusals = true;
      return { ...drawn, ...said };
    } catch (error) {
      if (!(error instanceof InkCodeError)) throw error;
      context.addIssue({ code: 'custom', path: ['ops'], message: error.message });
      return z.NEVER;
    }
  });

/** What a client may ask, each parsed once at the server's edge. Unknown fields are refused: nobody can claim anything. */
export const requests = {
  /** The first thing on every connection. Without a token the server makes one; the browser keeps it. */
  'session:start': z.strictObject({ protocol: z.int(), token: token.nullable() }),

  'room:create': z.strictObject({
    name,
    color,
    settings: settingsChange.optional(),
    password: password.optional(),
    /** A network from the lab that guesses in this room instead of the server's own. */
    model: modelVersion.optional(),
  }),
  /** Takes a seat, or comes back to the one this token has: then neither password nor role matter. */
  'room:join': z.strictObject({
    code: roomCode,
    name,
    color,
    password: password.optional(),
    asSpectator: z.boolean().optional(),
  }),
  /** Takes a free seat in a public room that fits, else opens one. */
  'room:quick': z.strictObject({
    name,
    color,
    mode: offeredMode.optional(),
    language: language.optional(),
  }),
  'room:list': nothing,
  'room:leave': nothing,
  /** Everything anew, after a gap in what was received. */
  'room:sync': nothing,

  'player:update': z.strictObject({ name: name.optional(), color: color.optional() }),
  /** My own role: to watch, or to play from the next round on. */
  'player:role': z.strictObject({ role: z.enum(['player', 'spectator']) }),
  /** Whether my finished drawings may be kept to train the network, and with what I draw. Until I say so they are not. */
  'player:giving': z.strictObject({ gives: z.boolean(), pen: z.enum(PEN_KINDS) }),
  'player:vote-kick': target,
  /** From here to `game:lobby` for the host, but for `game:next`. */
  'player:kick': target,
  'player:make-host': target,
  /** One more player whom the server plays, from a hopeless one to one who draws well. */
  'bot:add': z.strictObject({ skill: z.number().min(0).max(1) }),
  'bot:remove': target,
  /** `password: null` opens the room to everybody who has its code. */
  'settings:change': z.strictObject({ settings: settingsChange, password: password.nullable().optional() }),
  'game:start': nothing,
  /** After a game, back to the lobby. */
  'game:lobby': nothing,
  /** Where no clock runs: the next word. */
  'game:next': nothing,
  /** One artist's wish for another word. */
  'round:skip': nothing,

  'game:drawings': nothing,
  /** After a game: a page for everybody who has its address. Again for the same game is the same page. */
  'game:share': z.strictObject({ inGallery: z.boolean() }),
  /** Of whoever shared it. */
  'replay:take-back': z.strictObject({ id: publicId }),
  /** This drawing should not be shown to everybody. */
  'drawing:report': z.strictObject({ id: publicId }),
  'preferences:get': nothing,
  'preferences:set': z.strictObject({ sharing: z.boolean().optional(), leaderboard: z.boolean().optional() }),

  /** Operations on a drawing of the round with id `round`, of which the first has number `revision`; see `encodeDraw`. */
  'draw:ops': wireDraw.pipe(
    z.strictObject({
      round,
      sheet: id,
      revision: z.int().min(0),
      ops: z.array(drawingOp).min(1).max(MAX_OPS_PER_BATCH),
      /** The pen was lifted after them. */
      isLifted: z.literal(true).optional(),
      onlyRefusals: z.literal(true).optional(),
    }),
  ),
  /** In a relay: my stroke is done, the next artist has the pen. */
  'draw:stroke-done': z.strictObject({ round, sheet: id }),
  /** After a round: why the network saw in a drawing what it saw. */
  'reveal:explain': z.strictObject({ round, sheet: id }),
  'guess:say': z.strictObject({ round, text: guessText }),
  'chat:say': z.strictObject({ text: chatText }),
  /** From now on what goes on in the lab is told to this connection. */
  'lab:watch': nothing,
  'lab:leave': nothing,
  'lab:train': labChoices,
  'lab:stop': z.strictObject({ id: z.int().min(1) }),
  'reaction:send': z.strictObject({ reaction: z.enum(REACTIONS), sheet: id.optional() }),
} as const;

export type RequestName = keyof typeof requests;
/** A request as a client sends it, before parsing. */
export type RequestInput<N extends RequestName> = z.input<(typeof requests)[N]>;
export type RequestPayload<N extends RequestName> = z.output<(typeof requests)[N]>;
