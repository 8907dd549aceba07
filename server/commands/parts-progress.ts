import { createProgress, type Progress } from './progress.ts';

const UNITS: Readonly<Record<string, string>> = {
  'Asking the champion': 'pictures',
  Training: 'images',
  Reading: 'words',
  Deciding: 'words',
};

/** Shows a work of several parts as one bar after the other. */
export function partsProgress() {
  let progress: Progress | null = null;
  const stop = () => progress?.stop();
  return {
    stop,
    listeners: {
      onPart: (label: string, total: number) => {
        stop();
        progress = createProgress({ label, total, unit: UNITS[label] ?? 'steps' });
      },
      onStep: (done: number, fields: Readonly<Record<string, string>> = {}) => progress?.update(done, fields),
    },
  };
}
