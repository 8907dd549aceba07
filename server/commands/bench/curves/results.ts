import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { pointsSchema, type CurveName, type Points } from './points.ts';

const machineSchema = z.strictObject({ processor: z.string(), cores: z.int(), node: z.string() });
export type Machine = z.infer<typeof machineSchema>;

const fileSchema = z.strictObject({ machine: machineSchema, points: pointsSchema });

/** What figures depend on most. */
export function thisMachine(): Machine {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    node: process.version,
  };
}

export function describeMachine({ processor, cores, node }: Machine): string {
  return `${cores} cores of ${processor}, Node ${node.replace('v', '')}`;
}

/** Measured points in a file, which has each as soon as it is there: whoever is interrupted goes on with what is missing. */
export class Results {
  readonly #file: string;
  readonly #machine: Machine;
  readonly points: Points;

  private constructor(file: string, machine: Machine, points: Points) {
    this.#file = file;
    this.#machine = machine;
    this.points = points;
  }

  /**
   * @param fresh curves whose points do not count any more
   * @throws Error where the file is none of these, or its points are of another machine: such points make no curve together
   */
  static async open(file: string, machine: Machine, fresh: readonly CurveName[]): Promise<Results> {
    const nothing: Points = { players: [], rooms: [], words: [], drawings: [] };
    const kept = await read(file);
    if (kept === null) return new Results(file, machine, nothing);
    const points = { ...kept.points };
    for (const curve of fresh) points[curve] = [];
    const isEmpty = Object.values(points).every(({ length }) => length === 0);
    const [here, there] = [describeMachine(machine), describeMachine(kept.machine)];
    if (!isEmpty && here !== there)
      throw new Error(`${file} was measured on ${there}, this is ${here}: begin anew with --fresh.`);
    return new Results(file, machine, points);
  }

  async add<Name extends CurveName>(curve: Name, point: Points[Name][number]): Promise<void> {
    (this.points[curve] as Points[Name][number][]).push(point);
    const text = JSON.stringify({ machine: this.#machine, points: this.points }, null, 2);
    await mkdir(path.dirname(this.#file), { recursive: true });
    await writeFile(`${this.#file}.new`, `${text}\n`);
    await rename(`${this.#file}.new`, this.#file);
  }
}

async function read(file: string): Promise<z.infer<typeof fileSchema> | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    return null;
  }
  try {
    return fileSchema.parse(JSON.parse(text));
  } catch {
    throw new Error(`${file} has no results of this bench: name another file with --results, or delete it.`);
  }
}
