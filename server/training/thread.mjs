// The door to a thread's module: a new thread does not know TypeScript until it is told.
import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
await import(workerData.module);
