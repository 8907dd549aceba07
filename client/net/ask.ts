import type { RequestInput, RequestName } from '../../shared/protocol/index.ts';
import type { Failure, Portal } from './portal.ts';

/** Asks for something whose answer says nothing beyond yes: null, or why not. */
export async function ask<N extends RequestName>(
  portal: Pick<Portal, 'request'>,
  name: N,
  payload: RequestInput<N>,
): Promise<Failure | null> {
  const answer = await portal.request(name, payload);
  return answer.ok ? null : answer.error;
}
