export * from './drawing-ops.ts';
export * from './errors.ts';
export type * from './explanation.ts';
export {
  MAX_CHAT_LENGTH,
  MAX_GUESS_LENGTH,
  MAX_NAME_LENGTH,
  ROOM_CODE_LENGTH,
  ROOM_CODE_LETTERS,
  token,
} from './fields.ts';
export * from './guess.ts';
export * from './kept.ts';
export * from './messages.ts';
export * from './players.ts';
export * from './reactions.ts';
export * from './requests.ts';
export { TokenBucket, type BucketSize } from './token-bucket.ts';
