/** A thread with a teacher, which says what it thinks of pictures (see `teacher-threads.ts`). */
import { parentPort, workerData } from 'node:worker_threads';
import { openEngine } from '../recognition/engine/engine.ts';
import { loadTeacher, opinionsOf } from './teacher.ts';
import type { TeacherReply, TeacherSetup } from './teacher-threads.ts';

const { dir, words, temperature, ...setup } = (workerData as { setup: TeacherSetup }).setup;
const port = parentPort!;
const engine = await openEngine({ prefer: setup.engine, purpose: 'train' });
const teacher = await loadTeacher(engine, dir, words);
say({ type: 'ready' });

port.on('message', (pictures: readonly Uint8Array[]) =>
  say({ type: 'thought', opinions: opinionsOf(engine, teacher, pictures, temperature) }),
);

function say(reply: TeacherReply): void {
  port.postMessage(reply);
}
