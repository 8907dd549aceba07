export * from './judge.ts';
export * from './reducer.ts';
export * from './scoring.ts';
export * from './state.ts';
