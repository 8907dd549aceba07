import type { LabChoices, LabPoint, LabRun } from '../../../shared/protocol/index.ts';

/** What the server and the process that trains say to each other. */

export type TrainerRequest =
  | {
      readonly type: 'start';
      readonly choices: LabChoices;
      /** Folder with drawings in the official layout; it may be missing. */
      readonly dataDir: string;
      /** Where the model version goes. */
      readonly modelsDir: string;
    }
  /** Enough: what was learnt so far is what comes out. */
  | { readonly type: 'stop' };

export type TrainerReport =
  | ({ readonly type: 'ready' } & Pick<LabRun, 'samples'> & {
        readonly source: NonNullable<LabRun['source']>;
        readonly drawings: NonNullable<LabRun['drawings']>;
        readonly parameters: number;
      })
  | { readonly type: 'step'; readonly step: NonNullable<LabRun['step']> }
  | {
      readonly type: 'epoch';
      readonly point: LabPoint;
      readonly confusion: LabRun['confusion'];
      /** One a sample. */
      readonly guesses: readonly LabRun['samples'][number]['guess'][];
    }
  | { readonly type: 'measuring' }
  /** `version` is the folder's name; null for a network that no game can play with. */
  | { readonly type: 'done'; readonly version: string | null };
