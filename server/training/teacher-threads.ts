import type { EngineName } from '../recognition/engine/engine.ts';
import type { Ask } from './soft-labels.ts';
import { Thread } from './thread.ts';

/** What a thread with a teacher is started with. */
export interface TeacherSetup {
  readonly engine: EngineName;
  readonly dir: string;
  readonly words: readonly string[];
  readonly temperature: number;
}

/** What it answers, to some pictures. */
export type TeacherReply = { type: 'ready' } | { type: 'thought'; opinions: Uint16Array };

type TeacherThread = Thread<readonly Uint8Array[], TeacherReply>;
const MODULE = new URL('./teacher.worker.ts', import.meta.url);

/**
 * Does something with several copies of a teacher, each in a thread of its own: with pictures as small as ours that uses
 * the cores better than TensorFlow does by itself.
 *
 * @param use is given whom to ask
 * @throws whatever broke a thread
 */
export async function withTeachers<Result>(
  count: number,
  setup: TeacherSetup,
  use: (ask: Ask) => Promise<Result>,
): Promise<Result> {
  const threads: TeacherThread[] = [];
  // They start with the first question: after an interruption there may be none left.
  const start = async (): Promise<void> => {
    while (threads.length < count) threads.push(new Thread(MODULE, setup));
    await Promise.all(threads.map((thread) => thread.next('ready')));
  };
  try {
    return await use(async (pictures) => {
      if (threads.length === 0) await start();
      return askAll(threads, pictures);
    });
  } finally {
    await Promise.all(threads.map((thread) => thread.stop()));
  }
}

/** Each thread is asked about its part of the pictures. */
async function askAll(
  threads: readonly TeacherThread[],
  pictures: readonly Uint8Array[],
): Promise<Uint16Array> {
  const replies = await Promise.all(
    threads.map((thread, index) => {
      const [from, to] = [index, index + 1].map((part) =>
        Math.floor((part * pictures.length) / threads.length),
      );
      thread.ask(pictures.slice(from, to));
      return thread.next('thought');
    }),
  );
  const all = new Uint16Array(replies.reduce((sum, { opinions }) => sum + opinions.length, 0));
  let start = 0;
  for (const { opinions } of replies) {
    all.set(opinions, start);
    start += opinions.length;
  }
  return all;
}
