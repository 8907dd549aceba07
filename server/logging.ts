import { pino, type Logger, type LoggerOptions } from 'pino';
import { PinoPretty } from 'pino-pretty';
import type { Config } from './config.ts';

export type { Logger } from 'pino';

const ERROR_LEVEL = 50;

/** The server's log, on standard output: structured, or laid out for people where one is looking on. @param onError hears of every error */
export function createLogger(
  { logLevel, logFormat }: Pick<Config, 'logLevel' | 'logFormat'>,
  onError: (message: string) => void = () => undefined,
): Logger {
  const pretty = logFormat === 'pretty' || (logFormat === 'auto' && process.stdout.isTTY);
  const options: LoggerOptions = {
    level: logLevel,
    base: null,
    hooks: {
      logMethod(args, method, level) {
        if (level >= ERROR_LEVEL) onError(sentenceOf(args));
        method.apply(this, args);
      },
    },
  };
  return pretty
    ? pino(options, PinoPretty({ sync: true, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' }))
    : pino(options);
}

/** What a line says, with the message of the error that it is about. */
function sentenceOf(args: readonly unknown[]): string {
  const message = args.find((arg) => typeof arg === 'string') ?? 'error';
  const { err } = args.find((arg): arg is { err?: unknown } => typeof arg === 'object' && arg !== null) ?? {};
  return err instanceof Error ? `${message}: ${err.message}` : message;
}
