import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { CARD_FILE, type ModelCard } from '../../shared/recognition/card.ts';
import { runRecordSchema } from './compare.ts';
import { count, percent } from './evaluation/report/markup.ts';

/** What a person reads about a version: `README.md` in its folder, made from the card, which stays what counts. */

const README_FILE = 'README.md';
const BYTES_PER_MB = 1e6;
const SECONDS_PER_MINUTE = 60;
/** Shares of the ink that the tables show. */
const SHOWN_INKS = [0.3, 0.5, 0.7, 0.9, 1];

const share = z.number();
/** What newer cards measure beside what every card has; older ones are described by what they hold. */
const metricsSchema = z.object({
  top1: share,
  top3: share,
  macroTop1: share.optional(),
  byInk: z.array(
    z.object({ ink: share, top1: share, top3: share, macroTop1: share.optional(), ece: share.optional() }),
  ),
  decks: z
    .array(
      z.object({
        words: z.int(),
        recognizedShare: share.optional(),
        wrongShare: share.optional(),
        byInk: z.array(z.object({ ink: share, top1: share, ece: share })),
      }),
    )
    .default([]),
  unknown: z.object({ all: share, byKind: z.record(z.string(), share) }).nullish(),
  firstStable: z
    .object({
      deck: z.int(),
      medianInk: share.nullable(),
      recognizedShare: share,
      wrongShare: share,
    })
    .optional(),
});
type Metrics = z.infer<typeof metricsSchema>;

/** Writes a version's README.md beside its card. */
export async function writeModelCard(folder: string, card: ModelCard): Promise<void> {
  await writeFile(join(folder, README_FILE), describeVersion(card));
}

/** A model card (Mitchell et al. 2019) in Markdown. */
export function describeVersion(card: ModelCard): string {
  const metrics = metricsSchema.parse(card.metrics);
  const sections = [
    `# ${card.version}`,
    card.description,
    facts(card),
    '## How well it does',
    `On the ${count(card.data.validation)} drawings that training kept back by a hash of their content: first guess right on` +
      ` **${percent(metrics.top1)}** of the finished ones, among the first three ${percent(metrics.top3)}.`,
    inkTable(metrics),
    deckTable(metrics),
    judgeText(metrics),
    unknownText(metrics),
    '## What it is for',
    'Guessing doodles in Inkling while they grow: 28x28 pictures by the rasteriser in `shared/drawing`, probabilities by the' +
      ` calibration in \`${CARD_FILE}\`, and a judge that chooses among the words of one game's deck.`,
    '## What it is not for, and where it fails',
    limits(card, metrics),
    '## What it learnt from',
    dataTable(card),
    teacherText(card),
    '## How it was trained',
    `${count(card.curves.length)} epochs in ${count(card.durationSeconds / SECONDS_PER_MINUTE)} minutes on ${card.engine}, seed ${card.seed}${beginning(card)}.`,
    runsTable(card),
    `<details><summary>recipe</summary>\n\n\`\`\`json\n${JSON.stringify(card.recipe, null, 2)}\n\`\`\`\n\n</details>`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function facts({ words, unknown, parameters, bytes, contentHash, createdAt }: ModelCard): string {
  const outputs = unknown ? `${words.length} and \`unknown\`` : String(words.length);
  return table(
    ['words', 'parameters', 'size', 'made', 'sha256 of its files'],
    [
      [
        outputs,
        count(parameters),
        `${(bytes / BYTES_PER_MB).toFixed(2)} MB`,
        createdAt.slice(0, 10),
        `\`${contentHash}\``,
      ],
    ],
  );
}

function inkTable({ byInk }: Metrics): string {
  if (byInk.length === 0) return '';
  return table(
    ['share of the ink', 'first guess', 'first three', 'first guess, mean over words', 'calibration error'],
    byInk.map(({ ink, top1, top3, macroTop1, ece }) => [
      percent(ink, 0),
      percent(top1),
      percent(top3),
      macroTop1 === undefined ? '' : percent(macroTop1),
      ece === undefined ? '' : percent(ece),
    ]),
  );
}

function deckTable({ decks }: Metrics): string {
  if (decks.length === 0) return '';
  const rows = decks.map(({ words, byInk, recognizedShare, wrongShare }) => [
    String(words),
    ...SHOWN_INKS.map((ink) => {
      const at = byInk.find((entry) => entry.ink === ink);
      return at ? `${percent(at.top1, 0)} (${percent(at.ece, 0)})` : '';
    }),
    ...[recognizedShare, wrongShare].map((part) => (part === undefined ? '' : percent(part))),
  ]);
  const head = [
    'words in the deck',
    ...SHOWN_INKS.map((ink) => `${percent(ink, 0)} of the ink`),
    'judge sure of the right word',
    'of a wrong one first',
  ];
  return `Right, where it has to choose among the words of a deck (in brackets, how far its sureness is off):\n\n${table(head, rows)}`;
}

function judgeText({ firstStable }: Metrics): string {
  if (!firstStable) return '';
  const { deck, medianInk, recognizedShare, wrongShare } = firstStable;
  const median = medianInk === null ? '' : ` (median at ${percent(medianInk)} of the ink)`;
  return `In decks of ${deck} words, its judge recognises ${percent(recognizedShare)} of the drawings before they are finished${median}, and is sure of a wrong word first on ${percent(wrongShare)}.`;
}

function unknownText({ unknown }: Metrics): string {
  if (!unknown) return '';
  const kinds = Object.entries(unknown.byKind).map(([kind, area]) => `${kind}s ${area.toFixed(3)}`);
  return `\`unknown\` tells made-up drawings of no word, of kinds it never learnt, from doodles with an area under the ROC curve of ${unknown.all.toFixed(3)} (${kinds.join(', ')}).`;
}

function limits(card: ModelCard, { byInk }: Metrics): string {
  const half = byInk.find(({ ink }) => ink === 0.5);
  const worst = Math.max(0, ...byInk.map(({ ece }) => ece ?? 0));
  return [
    '- It knows doodles as people drew them for Quick, Draw! in 20 seconds, and nothing else: no photographs, no handwriting, no art.',
    '- The drawers were whoever played, mostly in some countries; other ways of drawing a thing are seen less well.',
    half ? `- At half the ink it is right on ${percent(half.top1)} of the drawings only.` : '',
    worst > 0
      ? `- Its probabilities are off by up to ${percent(worst)} at some share of the ink: too sure early, too doubtful late, as nobody can see how much is still to come.`
      : '',
    card.unknown
      ? '- `unknown` has learnt scribbles, text and symbols that a program draws; other things may still be taken for words.'
      : '- Whatever it sees, it takes for one of its words.',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function dataTable({ data }: ModelCard): string {
  const rows = data.sources.map(({ name, licence, drawings }) => [name, count(drawings), licence]);
  const split = `${count(data.train)} of them to learn from, ${count(data.validation)} kept back.`;
  return rows.length === 0 ? split : `${table(['source', 'drawings', 'licence'], rows)}\n\n${split}`;
}

function teacherText({ teacher }: ModelCard): string {
  if (!teacher) return '';
  return `Beside the labels it learnt from what another network thinks of these drawings: ${teacher.name} (${teacher.licence}), which is not part of this project.`;
}

function beginning({ recipe }: ModelCard): string {
  const startedFrom = (recipe as { startedFrom?: unknown } | null)?.startedFrom;
  return typeof startedFrom === 'string' ? `, beginning with what ${startedFrom} knew` : '';
}

function runsTable({ runs = [] }: ModelCard): string {
  if (runs.length === 0) return '';
  const records = runs.map((run) => runRecordSchema.parse(run));
  const inks = records[0]!.byInk.map(({ ink }) => ink);
  const head = [
    'recipe',
    'first guess',
    'first three',
    ...inks.map((ink) => `at ${percent(ink, 0)} of the ink`),
    '`unknown`, AUROC',
  ];
  const rows = records.map(({ name, top1, top3, byInk, unknownAuroc }) => [
    name,
    percent(top1),
    percent(top3),
    ...byInk.map(({ macroTop1 }) => percent(macroTop1)),
    unknownAuroc === null ? '–' : unknownAuroc.toFixed(3),
  ]);
  return `What each part is worth, by short runs of ${count(records[0]!.pictures)} pictures, on a network of ${count(records[0]!.parameters)} parameters, with and without it, also where it did not pay (finished drawings, then means over words of growing ones; between two such runs a point is noise):\n\n${table(head, rows)}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}
