// The door to crowd.ts: a new process does not know TypeScript until it is told.
import { register } from 'tsx/esm/api';

register();
await import('./crowd.ts');
