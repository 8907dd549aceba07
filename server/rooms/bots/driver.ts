import { performDoodle, type PerformedStroke } from '../../../shared/doodles/index.ts';
import {
  isPerson,
  type GameState,
  type Player,
  type PlayerId,
  type Random,
} from '../../../shared/game/index.ts';
import type { LiveDrawing, LiveGuess, Reaction } from '../../../shared/protocol/index.ts';
import type { Cancel, Clock } from '../clock.ts';
import { RequestError } from '../errors.ts';
import type { DrawRequest } from '../table.ts';
import { activityOf, type Activity } from './activity.ts';
import { fitStroke } from './fit.ts';
import { chooseGuess } from './guess.ts';
import { inkSteps, type Ink } from './ink.ts';
import { planDrawing, SPARE_MS } from './plan.ts';
import { doodleFor, QUESTION_MARK, type Sketchbook } from './repertoire.ts';
import { playSteps, type Step } from './steps.ts';
import { between } from './temper.ts';

/** What a bot sees of its room and may do there: what any player sees and may do. */
export interface BotsRoom {
  draw(playerId: PlayerId, request: DrawRequest): void;
  handPenOn(playerId: PlayerId, round: number, sheetId: string): void;
  guess(playerId: PlayerId, guess: { round: number; text: string }): unknown;
  react(playerId: PlayerId, reaction: Reaction): void;
  drawingOf(sheetId: string): LiveDrawing;
  /** What the network sees in a drawing, as anybody with a network would: it follows from the ink alone. */
  seenIn(sheetId: string): LiveGuess | undefined;
}

export interface BotDriverOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly room: BotsRoom;
  readonly sketchbook?: Sketchbook | undefined;
}

/** Between getting the pen in a relay and the stroke: the least and the most, at skill 0 and at skill 1, milliseconds. */
const TURN_MS = { unskilled: [700, 1_500], skilled: [400, 900] } as const;
/** Between two guesses. */
const GUESS_MS = { unskilled: [5_000, 9_000], skilled: [2_000, 4_500] } as const;
/** For how long guesses are planned: longer than any round. */
const MOST_GUESSES = 60;

type InkActivity = Exclude<Activity, { type: 'pass' }>;

interface Task {
  readonly key: string;
  readonly cancel: Cancel;
}

/** Plays the bots of one room: looks what there is to do for each, and does it in real time, through what people use, too. */
export class BotDriver {
  readonly #options: BotDriverOptions;
  readonly #tasks = new Map<PlayerId, Task>();
  /** What a team is drawing, by round and sheet: its bots are of one mind. null is that none of them can draw the word. */
  readonly #teamPlans = new Map<string, PerformedStroke[] | null>();
  #round = 0;

  constructor(options: BotDriverOptions) {
    this.#options = options;
  }

  /** The game is at this point now. */
  follow(game: GameState): void {
    if (game.round && game.round.id !== this.#round) this.#teamPlans.clear();
    this.#round = game.round?.id ?? this.#round;
    const bots = game.players.filter((player) => !isPerson(player));
    for (const id of this.#tasks.keys()) {
      if (!bots.some((bot) => bot.id === id)) this.#put(id, null);
    }
    for (const bot of bots) {
      const activity = activityOf(game, bot);
      if (activity?.key === this.#tasks.get(bot.id)?.key) continue;
      this.#put(bot.id, activity && { key: activity.key, cancel: this.#begin(game, bot, activity) });
    }
  }

  stop(): void {
    for (const id of [...this.#tasks.keys()]) this.#put(id, null);
  }

  #put(botId: PlayerId, task: Task | null): void {
    this.#tasks.get(botId)?.cancel();
    if (task) this.#tasks.set(botId, task);
    else this.#tasks.delete(botId);
  }

  #begin(game: GameState, bot: Player, activity: Activity): Cancel {
    if (activity.type === 'draw') return this.#play(this.#drawing(game, bot, activity));
    if (activity.type === 'turn') return this.#play(this.#turn(bot, activity));
    if (activity.type === 'pass') return this.#play(this.#pass(bot));
    return this.#play(this.#guesses(game, bot, activity));
  }

  /** A whole drawing, within the round. */
  #drawing({ phaseEndsAt }: GameState, bot: Player, { round, sheet }: InkActivity): Step<() => void>[] {
    const { clock, random, sketchbook } = this.#options;
    const leftMs = (phaseEndsAt ?? Infinity) - clock.now();
    const doodle = doodleFor(sheet.prompt, random, sketchbook) ?? QUESTION_MARK;
    return planDrawing(doodle, { skill: skillOf(bot), leftMs }, random).map(({ atMs, what }) => ({
      atMs,
      what: () => this.#draw(bot, { round, sheet }, what),
    }));
  }

  /** The team's next stroke, and the pen is handed on; only that where nothing is left to draw. */
  #turn(bot: Player, { round, sheet }: InkActivity): Step<() => void>[] {
    const { clock, random, room } = this.#options;
    const startMs = between(TURN_MS, skillOf(bot), random);
    const plan = this.#teamPlan(bot, { round, sheet });
    const there = room.drawingOf(sheet.id).strokes;
    const meant = plan?.slice(0, there.length) ?? [];
    const next = plan?.[there.length];
    const stroke = next && fitStroke(next, meant, there);
    const leftMs = (sheet.turnEndsAt ?? Infinity) - clock.now();
    const ink = stroke ? inkSteps([stroke], { startMs, withinMs: leftMs - startMs - SPARE_MS }) : [];
    return [
      ...ink.map(({ atMs, what }) => ({ atMs, what: () => this.#draw(bot, { round, sheet }, what) })),
      { atMs: ink.at(-1)?.atMs ?? startMs, what: () => room.handPenOn(bot.id, round.id, sheet.id) },
    ];
  }

  /** Everybody sees that this word is not for it. */
  #pass(bot: Player): Step<() => void>[] {
    const { random, room } = this.#options;
    const atMs = between(GUESS_MS, skillOf(bot), random);
    return [{ atMs, what: () => room.react(bot.id, 'think') }];
  }

  #guesses(game: GameState, bot: Player, { round, sheet }: InkActivity): Step<() => void>[] {
    const { random, room } = this.#options;
    const said = new Set<string>();
    let atMs = 0;
    return Array.from({ length: MOST_GUESSES }, () => {
      atMs += between(GUESS_MS, skillOf(bot), random);
      const what = () => {
        const seen = room.seenIn(sheet.id)?.guesses ?? [];
        const text = chooseGuess(game, { seen, prompt: sheet.prompt, said, skill: skillOf(bot) }, random);
        if (text === null) return;
        said.add(text);
        room.guess(bot.id, { round: round.id, text });
      };
      return { atMs, what };
    });
  }

  #teamPlan(bot: Player, { round, sheet }: Pick<InkActivity, 'round' | 'sheet'>): PerformedStroke[] | null {
    const key = `${round.id} ${sheet.id}`;
    let plan = this.#teamPlans.get(key);
    if (plan === undefined) {
      const { random, sketchbook } = this.#options;
      const doodle = doodleFor(sheet.prompt, random, sketchbook);
      plan = doodle && performDoodle(doodle, random, { skill: skillOf(bot) });
      this.#teamPlans.set(key, plan);
    }
    return plan;
  }

  #draw(bot: Player, { round, sheet }: Pick<InkActivity, 'round' | 'sheet'>, ink: Ink): void {
    const { room } = this.#options;
    const { revision } = room.drawingOf(sheet.id);
    const { ops, isLifted } = ink;
    room.draw(bot.id, { round: round.id, sheet: sheet.id, revision, ops, isLifted: isLifted || undefined });
  }

  #play(steps: readonly Step<() => void>[]): Cancel {
    const cancel = playSteps(this.#options.clock, steps, (act) => {
      try {
        act();
      } catch (error) {
        // The round may end in this very moment, as it may for a person.
        if (!(error instanceof RequestError)) throw error;
        cancel();
      }
    });
    return cancel;
  }
}

function skillOf({ bot }: Player): number {
  return bot?.skill ?? 0;
}
