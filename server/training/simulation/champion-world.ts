import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ALL_WORDS } from '../../../shared/categories/deck.ts';
import type { Drawing } from '../../../shared/drawing/index.ts';
import { findModel } from '../../recognition/champion-file.ts';
import { readModelVersion } from '../../recognition/registry.ts';
import { readCollection, type WordDrawings } from '../collection.ts';
import { describeMissingData, hashDrawing, openDataset, splitOf } from '../data/index.ts';
import { divideValidation, type GoldenSet } from '../gate/golden.ts';
import { parseRecipe } from '../recipe.ts';
import { retrainingRecipe } from '../retrain/recipe.ts';
import type { World, WorldWork } from './world.ts';

/** A word is asked for if there are at least so many drawings of it that the network has never seen. */
const FEWEST_TO_DRAW = 10;
/** A simulated night is short: pictures of each word in an epoch, different drawings of a word, and epochs. */
const PICTURES_PER_WORD = 20;
const DRAWINGS_PER_WORD = 40;
const EPOCHS = 3;
/** Of the validation split, by the hash: the first half has the golden set, up to here it chooses the network, players draw the rest. */
const KEPT_SHARE = 0.75;

export interface ChampionWorldOptions extends WorldWork {
  /** The drawings that the champion learnt from, and those that were kept from it. */
  readonly dataDir: string;
  readonly modelsDir: string;
}

/**
 * The world as it ships: the champion, all its words, and its own golden set. Players draw what the champion's training kept
 * back and the golden set leaves over; some of that, by the hash, stays for choosing the network.
 *
 * @throws Error where there are no drawings for players
 */
export async function championWorld({
  dataDir,
  modelsDir,
  onPart,
  onStep,
}: ChampionWorldOptions): Promise<World> {
  const champion = await readModelVersion(await findModel(undefined, modelsDir));
  const { words, version } = champion.card;
  const { startedFrom: _, ...made } = champion.card.recipe as Record<string, unknown>;
  const { validationShare } = parseRecipe(made, `of ${version}`).sampling;
  onPart?.('Reading', words.length);
  let read = 0;
  const collection = await readCollection(dataDir, words, validationShare, () => onStep?.(++read));
  const { golden } = divideValidation(collection.validation, validationShare);
  const shared = collection.validation.map((word) => shareOut(word, golden, validationShare));
  const pools = new Map(shared.map(({ word, toDraw }) => [word.word, toDraw]));
  const askedWords = words.filter((word) => pools.get(word)!.length >= FEWEST_TO_DRAW);
  const floodedWord = askedWords.toSorted((a, b) => pools.get(b)!.length - pools.get(a)!.length)[0];
  if (floodedWord === undefined || askedWords.length < 2) {
    throw new Error(describeMissingData(dataDir, ALL_WORDS));
  }
  return {
    description: `${version}, the network that ships, with all its ${words.length} words. Players draw ${askedWords.length} of them: those of which there are drawings that neither its training nor the golden set has. Each time it learns for ${EPOCHS} short epochs of ${PICTURES_PER_WORD} pictures a word.`,
    askedWords,
    floodedWord,
    focus: { name: 'words that players drew', words: askedWords },
    pools,
    dataset: await openDataset(dataDir),
    collection: { train: collection.train, validation: shared.map(({ word }) => word) },
    retraining: (card) =>
      retrainingRecipe(card, {
        epochs: EPOCHS,
        picturesPerWord: PICTURES_PER_WORD,
        drawingsPerWord: DRAWINGS_PER_WORD,
      }),
    begin: async (dir) => {
      await mkdir(dir, { recursive: true });
      await cp(champion.folder, path.join(dir, version), { recursive: true });
      await writeFile(path.join(dir, 'champion.json'), JSON.stringify({ version }));
    },
  };
}

/** Takes out of a word's validation split what players may draw: what the golden set leaves over, and half of the rest. */
function shareOut(
  { word, strokes, bitmaps, otherBitmaps }: WordDrawings,
  golden: GoldenSet,
  validationShare: number,
): { word: WordDrawings; toDraw: Drawing[] } {
  const kept: Drawing[] = [];
  const toDraw: Drawing[] = [];
  for (const drawing of strokes) {
    const hash = hashDrawing(drawing);
    const isLeftOver = splitOf(hash, validationShare / 2) === 'validation' && !golden.hashes.has(hash);
    const isForPlayers = splitOf(hash, KEPT_SHARE * validationShare) === 'train';
    (isLeftOver || isForPlayers ? toDraw : kept).push(drawing);
  }
  return { word: { word, strokes: kept, bitmaps, otherBitmaps }, toDraw };
}
