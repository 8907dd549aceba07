/** What bots are called; none is a person's name, and none means anything rude in any language of the game. */
export const BOT_NAMES: readonly string[] = [
  'Scribble',
  'Squiggle',
  'Inky',
  'Doodlebug',
  'Smudge',
  'Pencil',
  'Crayon',
  'Zigzag',
  'Blot',
  'Chalky',
  'Swirl',
  'Dotty',
  'Noodle',
  'Pixel',
  'Wobble',
  'Curly',
];

/** A name that nobody in the room has, as names are compared there. */
export function freeBotName(taken: readonly string[]): string {
  const names = new Set(taken.map((name) => name.toLowerCase()));
  for (let round = 1; ; round += 1) {
    for (const name of BOT_NAMES) {
      const tried = round === 1 ? name : `${name} ${round}`;
      if (!names.has(tried.toLowerCase())) return tried;
    }
  }
}
