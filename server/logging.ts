import { pino, type Logger } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Config } from './config.ts';

export type { Logger } from 'pino';

/** The server's log, on standard output: structured, or laid out for people where one is looking on. */
export function createLogger({ logLevel, logFormat }: Pick<Config, 'logLevel' | 'logFormat'>): Logger {
  const pretty = logFormat === 'pretty' || (logFormat === 'auto' && process.stdout.isTTY);
  const options = { level: logLevel, base: null };
  return pretty
    ? pino(options, PinoPretty({ sync: true, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' }))
    : pino(options);
}
