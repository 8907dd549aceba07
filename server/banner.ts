import { networkInterfaces } from 'node:os';

export interface BannerFacts {
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly engine: string;
  readonly model: string;
}

const ANY_HOST = new Set(['0.0.0.0', '::']);

/** What the person who started the server wants to know: where the game is, and who guesses in it. */
export function banner({ port, host, publicUrl, engine, model }: BannerFacts): string {
  const here = `http://${ANY_HOST.has(host) ? 'localhost' : host}:${port}`;
  const lines = [
    ['Play here', here],
    ...(ANY_HOST.has(host) ? lanAddresses(port).map((address) => ['Same network', address]) : []),
    ...(publicUrl === undefined ? [] : [['Everywhere', publicUrl]]),
    ['Engine', engine],
    ['Model', model],
  ];
  const width = Math.max(...lines.map(([label]) => label!.length));
  return ['', '  Inkling', ...lines.map(([label, text]) => `  ${label!.padEnd(width)}  ${text!}`), ''].join(
    '\n',
  );
}

/** Where other machines of the same network find this one. */
function lanAddresses(port: number): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${port}`);
}
