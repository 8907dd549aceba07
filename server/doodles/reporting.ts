import { rasterize, simplify, type Drawing } from '../../shared/drawing/index.ts';
import type { PlayerId } from '../../shared/game/index.ts';
import type { Doodles } from './doodles.ts';
import type { Replays } from './replays.ts';

/**
 * Pictures whose pixels differ by less on average, of 255 levels, are of the same drawing: what is shared is thinned. Two
 * drawings of one word by one hand differ by ten times as much.
 */
const SAME_PICTURE_LEVELS = 2;

/**
 * A player finds that a shared drawing should not be shown. Where its artist gave the same drawing to training, that doodle
 * waits for a person's look, too. @returns whether there is such a drawing
 */
export async function reportShared(
  { replays, doodles }: { readonly replays: Replays; readonly doodles: Doodles },
  id: string,
  reporter: PlayerId,
): Promise<boolean> {
  if (!(await replays.report(id, reporter))) return false;
  const shared = await replays.drawing(id);
  const picture = shared && pictureOf(shared.strokes);
  for (const owner of shared?.artistIds ?? []) {
    for await (const doodle of doodles.all({ owner, word: shared!.word })) {
      if (difference(pictureOf(doodle.drawing), picture!) < SAME_PICTURE_LEVELS) {
        await doodles.report(doodle.id, reporter);
      }
    }
  }
  return true;
}

function pictureOf(drawing: Drawing): Uint8Array {
  return rasterize(simplify(drawing));
}

function difference(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, level, at) => sum + Math.abs(level - other[at]!), 0) / one.length;
}
