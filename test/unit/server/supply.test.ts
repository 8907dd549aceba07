import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      { readonly hasInstallScript?: boolean; readonly resolved?: string; readonly integrity?: string }
    >
  >;
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const { allowScripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  allowScripts: Readonly<Record<string, boolean>>;
};
const nameOf = (folder: string) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('the packages', () => {
  it('run no script when they are installed, and each that has one is named', () => {
    expect(readFileSync('.npmrc', 'utf8')).toMatch(/^ignore-scripts=true$/m);
    const withScripts = Object.entries(lock.packages).filter(([, { hasInstallScript }]) => hasInstallScript);
    expect(new Set(withScripts.map(([folder]) => nameOf(folder)))).toEqual(
      new Set(Object.keys(allowScripts)),
    );
  });

  it('are locked to a hash, and come from one registry', () => {
    for (const [folder, { resolved, integrity }] of Object.entries(lock.packages)) {
      if (folder === '' || resolved === undefined) continue;
      expect(new URL(resolved).protocol, folder).toBe('https:');
      expect(integrity, folder).toMatch(/^sha(512|1)-/);
    }
  });

  it('that ship are listed with their licences', () => {
    const page = readFileSync('docs/licences.md', 'utf8');
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Readonly<Record<string, string>>;
    };
    for (const name of Object.keys(dependencies))
      expect(page, `run npm run licences: ${name}`).toContain(`${name} `);
    expect(page).not.toMatch(/^## (none|GPL|AGPL|SSPL|UNLICENSED)/m);
  });
});

describe('docs/threats.md', () => {
  it('names tests that there are', () => {
    const page = readFileSync('docs/threats.md', 'utf8');
    const files = [...page.matchAll(/`(test\/[\w./-]+\.test\.ts)`/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(8);
    for (const file of files) expect(existsSync(file), file).toBe(true);
  });

  it('quotes their names as they are', () => {
    const lines = readFileSync('docs/threats.md', 'utf8').split('\n');
    const quotes = lines.flatMap((line) => {
      const [, file] = /`(test\/[\w./-]+\.test\.ts)`/.exec(line) ?? [];
      return file === undefined
        ? []
        : [...line.matchAll(/“([^”]+)”/g)].map(([, name]) => [file, name!] as const);
    });
    expect(quotes.length).toBeGreaterThan(8);
    for (const [file, name] of quotes) expect(readFileSync(file, 'utf8'), `${file}: ${name}`).toContain(name);
  });
});
