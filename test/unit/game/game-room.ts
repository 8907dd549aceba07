import { EASY_WORDS } from '../../../shared/categories/deck.ts';
import { createGame, DEFAULT_SETTINGS, reduce } from '../../../shared/game/index.ts';
import type {
  GameEffect,
  GameEvent,
  GameState,
  ModeName,
  Player,
  PlayerEvent,
  RefusalCode,
  Settings,
  SettingsChange,
  Sheet,
} from '../../../shared/game/index.ts';
import { createRandom } from '../../../server/training/random.ts';

export const { countdownMs, drawingMs, revealMs, rounds } = DEFAULT_SETTINGS;
const START_MS = 1_000_000;

type Doing = PlayerEvent extends infer E ? (E extends PlayerEvent ? Omit<E, 'playerId'> : never) : never;

/** A game with a clock of its own, luck that is the same every time, and people who are called by their ids. */
export class GameRoom {
  state: GameState;
  now = START_MS;
  readonly log: { event: GameEvent; now: number }[] = [];
  readonly #random = createRandom(7);

  constructor(settings: SettingsChange = {}, knownWords: readonly string[] = EASY_WORDS) {
    this.state = createGame({ ...DEFAULT_SETTINGS, ...settings }, knownWords);
  }

  /** A room in which a game of this mode has come to its first drawing. */
  static drawing(mode: ModeName, people: readonly string[], settings: Partial<Settings> = {}): GameRoom {
    const room = new GameRoom({ mode, ...settings });
    room.join(...people);
    room.by(people[0]!, { type: 'start' });
    room.pass(countdownMs);
    return room;
  }

  do(event: GameEvent): readonly GameEffect[] {
    this.log.push({ event, now: this.now });
    const { state, effects } = reduce(this.state, event, this.now, this.#random);
    this.state = state;
    return effects;
  }

  by(playerId: string, doing: Doing): readonly GameEffect[] {
    return this.do({ ...doing, playerId });
  }

  /** Why the last effect is a refusal, or that it is none. */
  refusal(playerId: string, doing: Doing): RefusalCode | 'granted' {
    const last = this.by(playerId, doing).at(-1);
    return last?.type === 'refused' ? last.code : 'granted';
  }

  join(...ids: string[]): void {
    for (const id of ids) this.do({ type: 'join', playerId: id, name: id, color: 0 });
  }

  start(playerId = 'ada'): readonly GameEffect[] {
    return this.by(playerId, { type: 'start' });
  }

  pass(ms: number): readonly GameEffect[] {
    this.now += ms;
    return this.do({ type: 'tick' });
  }

  /** To the pens of the next round, from those of this one; whoever is named does something in it. */
  nextRound(...awake: string[]): void {
    for (const id of awake) this.by(id, { type: 'active' });
    this.pass(this.state.phaseEndsAt! - this.now);
    this.pass(revealMs);
    this.pass(countdownMs);
  }

  recognise(sheetId: string, round = this.state.round!.id): readonly GameEffect[] {
    return this.do({ type: 'recognised', sheetId, round });
  }

  guess(playerId: string, text: string): readonly GameEffect[] {
    return this.by(playerId, { type: 'guess', round: this.state.round!.id, text });
  }

  get sheets(): readonly Sheet[] {
    return this.state.round!.sheets;
  }

  get prompt(): string {
    return this.sheets[0]!.prompt;
  }

  get artists(): string[] {
    return this.sheets.flatMap(({ artistIds }) => artistIds);
  }

  player(id: string): Player {
    const found = this.state.players.find((player) => player.id === id);
    if (!found) throw new Error(`${id} is not here`);
    return found;
  }

  get ids(): string[] {
    return this.state.players.map(({ id }) => id);
  }

  score(playerId: string): number {
    return this.player(playerId).score;
  }
}
