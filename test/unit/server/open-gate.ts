import { Addresses } from '../../../server/addresses.ts';
import { Gate, type GateOptions } from '../../../server/realtime/gate.ts';

/** A gate as the server has it by default. */
export function openGate(now: () => number, changes: Partial<GateOptions> = {}): Gate {
  return new Gate({
    addresses: new Addresses({ publicUrl: undefined, unlimited: [] }),
    publicUrl: undefined,
    playersPerAddress: 400,
    roomsPerAddress: 400,
    now,
    ...changes,
  });
}
