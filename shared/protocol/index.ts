export * from './drawing-ops.ts';
export * from './errors.ts';
export * from './messages.ts';
export * from './players.ts';
