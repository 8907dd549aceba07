import path from 'node:path';
import type { Engine } from '../../recognition/engine/engine.ts';
import { decide, type Decision } from './decide.ts';
import { examine, hitsOn, type Candidate, type Examination, type LabelledDrawing } from './examine.ts';
import type { GoldenSet } from './golden.ts';
import { renderGatePage } from './page.ts';
import { readGate, recordOf, writeGate, type GateRecord } from './record.ts';

export interface GateOptions {
  readonly engine: Engine;
  readonly champion: Candidate;
  readonly challenger: Candidate;
  readonly golden: GoldenSet;
  /** Doodles by players whose drawings neither has learnt from. */
  readonly players: readonly LabelledDrawing[];
  readonly modelsDir: string;
  /** What it learnt from, for the page: names and amounts. */
  readonly learntFrom: readonly (readonly [what: string, amount: string])[];
  readonly now: Date;
  /** Called with how many words are done, of twice as many as there are. */
  readonly onWord?: (words: number) => void;
}

export interface GateResult {
  readonly record: GateRecord;
  readonly decision: Decision;
  readonly champion: Examination;
  readonly challenger: Examination;
}

/** Holds a challenger against the champion, and writes the decision into the challenger's folder, as JSON and as a page. */
export async function holdGate(options: GateOptions): Promise<GateResult> {
  const { engine, golden, players, modelsDir, onWord, now } = options;
  const words = options.champion.card.words;
  if (words.join() !== options.challenger.card.words.join())
    throw new Error('Champion and challenger know different words: they cannot be held against each other.');
  const champion = await examine(engine, options.champion, golden, onWord);
  const challenger = await examine(engine, options.challenger, golden, (done) =>
    onWord?.(words.length + done),
  );
  const names = { champion: options.champion.card.version, challenger: options.challenger.card.version };
  const bestBefore = await bestOf(path.join(modelsDir, names.champion), golden.fingerprint);
  const decision = decide({
    champion,
    challenger,
    players: {
      champion: hitsOn(engine, options.champion.model, words, players),
      challenger: hitsOn(engine, options.challenger.model, words, players),
    },
    bestBefore,
  });
  const [before, after] = [champion.figures.top1, challenger.figures.top1];
  const record = recordOf(decision, {
    ...names,
    decidedAt: now.toISOString(),
    golden: {
      fingerprint: golden.fingerprint,
      before,
      now: after,
      best: Math.max(before, after, bestBefore ?? 0),
    },
  });
  const { learntFrom } = options;
  const page = await renderGatePage({ record, decision, champion, challenger, learntFrom, words });
  await writeGate(path.join(modelsDir, names.challenger), record, page);
  return { record, decision, champion, challenger };
}

/** The highest top-1 on this golden set of a champion and those before it, as its own gate noted it. */
async function bestOf(folder: string, fingerprint: string): Promise<number | null> {
  const golden = (await readGate(folder))?.golden;
  return golden?.fingerprint === fingerprint ? golden.best : null;
}
