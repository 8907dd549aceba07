import { nextTask } from '../next-task.ts';

/**
 * Lays a screen out in parts (its elements with `data-part`), each in a task of its own, and shows it when it is whole: in one
 * go it would keep a slow phone from everything else for a tenth of a second.
 */
export async function unfold(screen: HTMLElement): Promise<void> {
  const parts = [...screen.querySelectorAll<HTMLElement>('[data-part]')];
  screen.classList.add('is-unfolding');
  for (const part of parts) part.classList.add('is-folded');
  for (const part of parts) {
    layOut(screen);
    await nextTask();
    part.classList.remove('is-folded');
  }
  layOut(screen);
  await nextTask();
  screen.classList.remove('is-unfolding');
}

function layOut(element: HTMLElement): void {
  element.getBoundingClientRect();
}
