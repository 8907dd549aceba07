import { z } from 'zod';
import { ALL_WORDS } from '../shared/categories/deck.ts';

/** How the server is set up, read once from the environment; everything else gets what it needs from here. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** A PostgreSQL address; undefined is SQLite in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** The Redis by which several nodes are one site; undefined is a single node. */
  readonly redisUrl: string | undefined;
  /** What the proxy calls this node; undefined where it cannot send people to a certain one. */
  readonly nodeName: string | undefined;
  /** The address by which players reach this server from outside. */
  readonly publicUrl: string | undefined;
  readonly adminToken: string | undefined;
  /** Players of one address at once. */
  readonly playersPerAddress: number;
  /** Rooms that one address may open in ten minutes. */
  readonly roomsPerAddress: number;
  /** Addresses and ranges without limits by address. */
  readonly unlimitedAddresses: readonly string[];
  /** In lower case, as Node has the names of headers. */
  readonly countryHeader: string | undefined;
  /** A version's name in models/, or a folder's path; undefined is the champion. */
  readonly model: string | undefined;
  /** A version that guesses along unheard; undefined is none. */
  readonly shadowModel: string | undefined;
  /** In what share of rooms, 0..1. */
  readonly shadowShare: number;
  /** How often the champion is trained further; undefined is never. */
  readonly retrainHours: number | undefined;
  readonly engine: (typeof ENGINES)[number];
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly logFormat: (typeof LOG_FORMATS)[number];
  readonly rounds: number | undefined;
  readonly drawingSeconds: number | undefined;
  /** The words that games are about; undefined is the easy ones. */
  readonly words: readonly string[] | undefined;
}

/** A setting that cannot be used; `message` names the variable, the value and what is allowed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

interface Variable<T> {
  readonly schema: z.ZodType<T, string>;
  /** What it is for, as README says it. */
  readonly purpose: string;
  /** What may stand there, as the end of "allowed: …". */
  readonly allowed: string;
  /** What happens without it, for people. */
  readonly unset: string;
  /** Whether its value must never be shown. */
  readonly secret?: boolean;
}

const ENGINES = ['auto', 'wasm', 'native'] as const;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
const LOG_FORMATS = ['auto', 'json', 'pretty'] as const;
const MAX_PORT = 65_535;
const MIN_ADMIN_TOKEN_LENGTH = 16;
const DEFAULT_SHADOW_SHARE = 0.2;
/** Twenty days: what a timer can wait for. */
const MAX_RETRAIN_HOURS = 480;
const MAX_LIMIT = 1_000_000;
const MAX_ROUNDS = 20;
const MIN_DRAWING_SECONDS = 2;
const MAX_DRAWING_SECONDS = 300;

const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max));
const urlOf = (protocol: RegExp) => z.url({ protocol });

/** Every variable the server reads. README lists the same ones, and a test holds it to that. */
export const VARIABLES = {
  PORT: {
    schema: wholeNumber(0, MAX_PORT),
    purpose: 'The port to listen on.',
    allowed: `a whole number from 0 (any free port) to ${MAX_PORT}`,
    unset: '3000',
  },
  HOST: {
    schema: z.string(),
    purpose: 'The network address to listen on; 127.0.0.1 keeps the game to this machine.',
    allowed: 'an IP address or host name of this machine',
    unset: '0.0.0.0, all of them',
  },
  DATA_DIR: {
    schema: z.string(),
    purpose: 'The folder for everything that is kept.',
    allowed: 'a folder that can be written to',
    unset: './data',
  },
  DATABASE_URL: {
    schema: urlOf(/^postgres(ql)?$/),
    purpose: 'The PostgreSQL database to keep things in.',
    allowed: 'postgres://user:password@host:port/database',
    unset: 'SQLite in DATA_DIR',
    secret: true,
  },
  REDIS_URL: {
    schema: urlOf(/^rediss?$/),
    purpose:
      'The Redis by which several nodes are one site (docs/scaling.md); they need one `DATABASE_URL`, too, or one `DATA_DIR`.',
    allowed: 'redis://user:password@host:port, or rediss://…',
    unset: 'one node',
    secret: true,
  },
  NODE_NAME: {
    schema: z.string().regex(/^[A-Za-z0-9-]{1,32}$/),
    purpose:
      'The name of this node to a proxy that sends connections with `?node=` of that name to it, as `deploy/haproxy.cfg` does: players of one room come together at one node.',
    allowed: '1 to 32 letters, digits and hyphens',
    unset: 'rooms have players at any node',
  },
  PUBLIC_URL: {
    schema: urlOf(/^https?$/),
    purpose: 'The address by which players reach the server, where a proxy stands before it.',
    allowed: 'http://… or https://…',
    unset: 'the addresses of this machine',
  },
  ADMIN_TOKEN: {
    schema: z.string().min(MIN_ADMIN_TOKEN_LENGTH),
    purpose: 'The secret that opens what only the host may do: the page /admin.',
    allowed: `at least ${MIN_ADMIN_TOKEN_LENGTH} characters`,
    unset: 'nobody may',
    secret: true,
  },
  MAX_PLAYERS_PER_ADDRESS: {
    schema: wholeNumber(1, MAX_LIMIT),
    purpose: 'Players of one address at once; a school has one for all its pupils.',
    allowed: `a whole number from 1 to ${MAX_LIMIT}`,
    unset: '400',
  },
  MAX_ROOMS_PER_ADDRESS: {
    schema: wholeNumber(1, MAX_LIMIT),
    purpose: 'Rooms that one address may open in ten minutes.',
    allowed: `a whole number from 1 to ${MAX_LIMIT}`,
    unset: '400',
  },
  UNLIMITED_ADDRESSES: {
    schema: z
      .string()
      .transform((list) => list.split(',').map((one) => one.trim()))
      .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]))),
    purpose: 'Addresses for which no limit by address holds, such as those of a load test.',
    allowed: 'addresses or ranges between commas, such as "127.0.0.1, 10.0.0.0/8"',
    unset: 'none',
  },
  COUNTRY_HEADER: {
    schema: z.string().regex(/^[A-Za-z][A-Za-z0-9-]*$/),
    purpose:
      'The header in which a proxy says a player’s country, to be kept with given doodles; trust only a proxy that sets it itself.',
    allowed: 'the name of a header with two letters in it, such as CF-IPCountry',
    unset: 'no country is kept',
  },
  MODEL: {
    schema: z.string(),
    purpose: 'The model version that guesses.',
    allowed: "a version's folder name in models/, or the path of one",
    unset: 'the champion named in models/champion.json',
  },
  SHADOW_MODEL: {
    schema: z.string(),
    purpose: 'A version that guesses along without being heard, to be compared with the champion at /admin.',
    allowed: "a version's folder name in models/, or the path of one",
    unset: 'none',
  },
  SHADOW_SHARE: {
    schema: z
      .string()
      .regex(/^\d*\.?\d+$/)
      .transform(Number)
      .pipe(z.number().min(0).max(1)),
    purpose: 'The share of rooms in which it does.',
    allowed: 'a number from 0 to 1',
    unset: String(DEFAULT_SHADOW_SHARE),
  },
  RETRAIN_HOURS: {
    schema: wholeNumber(1, MAX_RETRAIN_HOURS),
    purpose:
      'How often the champion is trained further with what players gave, in a process of its own; it needs the drawings in DATA_DIR/quickdraw.',
    allowed: `a whole number of hours from 1 to ${MAX_RETRAIN_HOURS}`,
    unset: 'only by hand',
  },
  ENGINE: {
    schema: z.enum(ENGINES),
    purpose: 'What computes the guesses: WebAssembly, or TensorFlow’s own library (`npm run native`).',
    allowed: ENGINES.join(', '),
    unset: 'auto, the faster one here',
  },
  LOG_LEVEL: {
    schema: z.enum(LOG_LEVELS),
    purpose: 'How much is logged.',
    allowed: LOG_LEVELS.join(', '),
    unset: 'info',
  },
  LOG_FORMAT: {
    schema: z.enum(LOG_FORMATS),
    purpose: 'JSON lines for machines, or pretty ones for people.',
    allowed: LOG_FORMATS.join(', '),
    unset: 'auto: pretty in a terminal, else json',
  },
  ROUNDS: {
    schema: wholeNumber(1, MAX_ROUNDS),
    purpose: 'Rounds in a game.',
    allowed: `a whole number from 1 to ${MAX_ROUNDS}`,
    unset: '6',
  },
  DRAWING_SECONDS: {
    schema: wholeNumber(MIN_DRAWING_SECONDS, MAX_DRAWING_SECONDS),
    purpose: 'Seconds to draw in each round.',
    allowed: `a whole number from ${MIN_DRAWING_SECONDS} to ${MAX_DRAWING_SECONDS}`,
    unset: '20',
  },
  WORDS: {
    schema: z
      .string()
      .transform((list) => [
        ...new Set(
          list
            .split(',')
            .map((word) => word.trim().toLowerCase())
            .filter(Boolean),
        ),
      ])
      .pipe(z.array(z.string().refine((word) => ALL_WORDS_LOWER.has(word))).min(1))
      .transform((list) => list.map((word) => ALL_WORDS_LOWER.get(word)!)),
    purpose: 'The words that games are about.',
    allowed: 'words of Quick, Draw! between commas, such as "sun, ladder, cloud"',
    unset: 'the easy ones among those the model knows',
  },
} as const satisfies Record<string, Variable<unknown>>;

const ALL_WORDS_LOWER = new Map(ALL_WORDS.map((word) => [word.toLowerCase(), word]));

type VariableName = keyof typeof VARIABLES;
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads and checks the environment. An empty value counts as none.
 * @throws ConfigError with one sentence for each wrong value
 */
export function readConfig(environment: Environment): Config {
  const wrong: string[] = [];
  const read = <N extends VariableName>(name: N): z.output<(typeof VARIABLES)[N]['schema']> | undefined => {
    const value = environment[name]?.trim();
    if (value === undefined || value === '') return undefined;
    const variable: Variable<unknown> = VARIABLES[name];
    const parsed = variable.schema.safeParse(value);
    if (parsed.success) return parsed.data as z.output<(typeof VARIABLES)[N]['schema']>;
    const shown = variable.secret ? 'set to something that is not shown here' : JSON.stringify(value);
    wrong.push(`${name} is ${shown}; allowed: ${variable.allowed}.`);
    return undefined;
  };
  const config: Config = {
    port: read('PORT') ?? 3000,
    host: read('HOST') ?? '0.0.0.0',
    dataDir: read('DATA_DIR') ?? './data',
    databaseUrl: read('DATABASE_URL'),
    redisUrl: read('REDIS_URL'),
    nodeName: read('NODE_NAME'),
    publicUrl: read('PUBLIC_URL'),
    adminToken: read('ADMIN_TOKEN'),
    playersPerAddress: read('MAX_PLAYERS_PER_ADDRESS') ?? 400,
    roomsPerAddress: read('MAX_ROOMS_PER_ADDRESS') ?? 400,
    unlimitedAddresses: read('UNLIMITED_ADDRESSES') ?? [],
    countryHeader: read('COUNTRY_HEADER')?.toLowerCase(),
    model: read('MODEL'),
    shadowModel: read('SHADOW_MODEL'),
    shadowShare: read('SHADOW_SHARE') ?? DEFAULT_SHADOW_SHARE,
    retrainHours: read('RETRAIN_HOURS'),
    engine: read('ENGINE') ?? 'auto',
    logLevel: read('LOG_LEVEL') ?? 'info',
    logFormat: read('LOG_FORMAT') ?? 'auto',
    rounds: read('ROUNDS'),
    drawingSeconds: read('DRAWING_SECONDS'),
    words: read('WORDS'),
  };
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
  return Object.freeze(config);
}
