import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig, VARIABLES } from '../../../server/config.ts';

function complaint(environment: Record<string, string>): string {
  try {
    readConfig(environment);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
}

describe('the configuration', () => {
  it('needs nothing', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '0.0.0.0',
      dataDir: './data',
      databaseUrl: undefined,
      publicUrl: undefined,
      adminToken: undefined,
      playersPerAddress: 400,
      roomsPerAddress: 400,
      unlimitedAddresses: [],
      model: undefined,
      shadowModel: undefined,
      shadowShare: 0.2,
      retrainHours: undefined,
      engine: 'auto',
      logLevel: 'info',
      logFormat: 'auto',
      rounds: undefined,
      drawingSeconds: undefined,
      words: undefined,
    });
    expect(readConfig({ PORT: '', HOST: ' ' })).toEqual(readConfig({}));
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it('reads every variable', () => {
    const config = readConfig({
      PORT: '8080',
      HOST: '127.0.0.1',
      DATA_DIR: '/srv/inkling',
      DATABASE_URL: 'postgres://inkling:secret@db:5432/inkling',
      PUBLIC_URL: 'https://inkling.example',
      ADMIN_TOKEN: '0123456789abcdef',
      MAX_PLAYERS_PER_ADDRESS: '20',
      MAX_ROOMS_PER_ADDRESS: '5',
      UNLIMITED_ADDRESSES: '127.0.0.1, 10.0.0.0/8, ::1',
      MODEL: 'seed',
      SHADOW_MODEL: 'seed-2',
      SHADOW_SHARE: '0.5',
      RETRAIN_HOURS: '24',
      ENGINE: 'wasm',
      LOG_LEVEL: 'debug',
      LOG_FORMAT: 'json',
      ROUNDS: '2',
      DRAWING_SECONDS: '10',
      WORDS: 'sun, Ladder,the eiffel tower, sun',
    });
    expect(config).toEqual({
      port: 8080,
      host: '127.0.0.1',
      dataDir: '/srv/inkling',
      databaseUrl: 'postgres://inkling:secret@db:5432/inkling',
      publicUrl: 'https://inkling.example',
      adminToken: '0123456789abcdef',
      playersPerAddress: 20,
      roomsPerAddress: 5,
      unlimitedAddresses: ['127.0.0.1', '10.0.0.0/8', '::1'],
      model: 'seed',
      shadowModel: 'seed-2',
      shadowShare: 0.5,
      retrainHours: 24,
      engine: 'wasm',
      logLevel: 'debug',
      logFormat: 'json',
      rounds: 2,
      drawingSeconds: 10,
      words: ['sun', 'ladder', 'The Eiffel Tower'],
    });
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PUBLIC_URL', 'inkling.example'],
    ['PUBLIC_URL', 'ftp://inkling.example'],
    ['MAX_PLAYERS_PER_ADDRESS', '0'],
    ['UNLIMITED_ADDRESSES', 'localhost'],
    ['ENGINE', 'cuda'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_FORMAT', 'xml'],
    ['ROUNDS', '0'],
    ['DRAWING_SECONDS', '1000'],
    ['WORDS', 'sun, unobtainium'],
    ['WORDS', ', ,'],
  ] as const)('refuses %s=%s with the variable, the value and what is allowed', (name, value) => {
    const message = complaint({ [name]: value });
    expect(message).toContain(`${name} is "${value}"`);
    expect(message).toContain(`allowed: ${VARIABLES[name].allowed}`);
  });

  it('never repeats a secret', () => {
    const message = complaint({
      DATABASE_URL: 'mysql://inkling:hunter2@db/inkling',
      ADMIN_TOKEN: 'hunter2',
      REDIS_URL: 'http://:hunter2@cache',
    });
    expect(message).not.toContain('hunter2');
    expect(message.split('\n')).toHaveLength(3);
    for (const name of ['DATABASE_URL', 'ADMIN_TOKEN', 'REDIS_URL']) expect(message).toContain(name);
  });

  it('takes Redis only by its own addresses', () => {
    expect(readConfig({ REDIS_URL: 'redis://cache:6379' }).redisUrl).toBe('redis://cache:6379');
    expect(complaint({ REDIS_URL: 'http://cache' })).toContain('redis://');
  });

  it.runIf(existsSync('README.md'))('is listed in README, variable by variable', () => {
    const readme = readFileSync('README.md', 'utf8');
    const missing = Object.keys(VARIABLES).filter((name) => !readme.includes(`| \`${name}\` |`));
    expect(missing).toEqual([]);
  });
});
