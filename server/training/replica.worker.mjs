// The door to replica.worker.ts: a new thread does not know TypeScript until it is told.
import { register } from 'tsx/esm/api';

register();
await import('./replica.worker.ts');
