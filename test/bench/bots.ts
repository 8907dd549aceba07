/** How often the shipped network recognises what bots draw, and when. Alone: `node --import tsx test/bench/bots.ts`. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findModel } from '../../server/recognition/champion-file.ts';
import { NetworkRecogniser } from '../../server/recognition/network-recogniser.ts';
import { readModelVersion } from '../../server/recognition/registry.ts';
import { planDrawing } from '../../server/rooms/bots/plan.ts';
import { doodleFor, QUESTION_MARK } from '../../server/rooms/bots/repertoire.ts';
import { WORD_LORE } from '../../server/rooms/lore.ts';
import { createRandom } from '../../server/training/random.ts';
import {
  BOT_SKILLS,
  createGame,
  DEFAULT_SETTINGS,
  judge,
  judgedWords,
  reduce,
  ruleFor,
  type GameState,
  type JoinEvent,
  type Random,
} from '../../shared/game/index.ts';
import { applyOp, emptyDrawing, GUESS_INTERVAL_MS } from '../../shared/protocol/index.ts';
import type { Recogniser } from '../../shared/recognition/recogniser.ts';

const MODELS = fileURLToPath(new URL('../../models', import.meta.url));
const GAMES = 40;
const SECOND_MS = 1_000;
const { drawingMs: DRAWING_MS, rounds: ROUNDS } = DEFAULT_SETTINGS;

/** Plays races of the usual length, judges what bots draw in them as the server does, and prints how it went by skill. */
export async function run(): Promise<void> {
  const version = await readModelVersion(await findModel(undefined, MODELS));
  const recogniser = await NetworkRecogniser.start(version, { engine: 'auto', onBroken: console.error });
  console.log(
    `${recogniser.modelVersion}: ${GAMES} races of ${ROUNDS} rounds of ${DRAWING_MS / SECOND_MS} s`,
  );
  for (const [name, skill] of Object.entries(BOT_SKILLS)) {
    const times: (number | null)[] = [];
    // The drawings of one game at once: the network looks at several together, as on a busy server.
    for (let index = 0; index < GAMES; index += 1) {
      const game = begun(createRandom('bots', index), recogniser.words);
      const words = game.deck.prompts.slice(0, ROUNDS);
      const timesOf = words.map((word) =>
        recognisedAfter(game, { word, skill }, recogniser, createRandom(name, index, word)),
      );
      times.push(...(await Promise.all(timesOf)));
    }
    print(name, times);
  }
  await recogniser.close();
}

/** A race with a bot in it, the words dealt. */
function begun(random: Random, knownWords: readonly string[]): GameState {
  const joins: JoinEvent[] = [
    { type: 'join', playerId: 'ada', name: 'Ada', color: 0 },
    { type: 'join', playerId: 'bot', name: 'Bot', color: 1, bot: { skill: 1 } },
  ];
  const events = [...joins, { type: 'start', playerId: 'ada' } as const];
  const empty = createGame(DEFAULT_SETTINGS, knownWords, WORD_LORE);
  return events.reduce((game, event) => reduce(game, event, 0, random).state, empty);
}

/** How much of the drawing time it takes to recognise a bot's drawing, milliseconds; null where that is too little. */
async function recognisedAfter(
  game: GameState,
  { word, skill }: { word: string; skill: number },
  recogniser: Recogniser,
  random: Random,
): Promise<number | null> {
  const doodle = doodleFor(word, random) ?? QUESTION_MARK;
  const steps = planDrawing(doodle, { skill, leftMs: DRAWING_MS }, random);
  const [deck, rule] = [judgedWords(game, word), ruleFor(recogniser.judgeRule, word)];
  const drawing = emptyDrawing();
  let [streak, probability] = [0, 0];
  for (let at = GUESS_INTERVAL_MS; at <= DRAWING_MS; at += GUESS_INTERVAL_MS) {
    const { revision } = drawing;
    while (steps[0] && steps[0].atMs <= at) for (const op of steps.shift()!.what.ops) applyOp(drawing, op);
    if (drawing.points === 0) continue;
    if (drawing.revision !== revision) {
      const { deckProbabilities } = await recogniser.guess(drawing.strokes, deck);
      probability = deckProbabilities[deck.indexOf(word)] ?? 0;
    }
    const verdict = judge(rule, streak, probability);
    if (verdict.recognised) return at;
    streak = verdict.streak;
  }
  return null;
}

function print(name: string, times: readonly (number | null)[]): void {
  const found = times.filter((time) => time !== null).sort((a, b) => a - b);
  const percent = ((100 * found.length) / times.length).toFixed(0);
  const seconds = ((found[found.length >> 1] ?? 0) / SECOND_MS).toFixed(1);
  console.log(
    `  ${name.padEnd(8)}${percent.padStart(4)} % of ${times.length} drawings recognised, half of them within ${seconds} s`,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await run();
