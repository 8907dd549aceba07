import type { Command } from 'commander';
import { vi } from 'vitest';

/** Runs a command as users do; gives what it wrote. Rejects as it would, instead of ending the process. */
export async function runCommand(command: Command, ...args: string[]): Promise<{ out: string; err: string }> {
  let [out, err] = ['', ''];
  const spies = [
    vi.spyOn(console, 'log').mockImplementation((text: string) => void (out += `${text}\n`)),
    vi.spyOn(console, 'error').mockImplementation((text: string) => void (err += `${text}\n`)),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      err += String(text);
      return true;
    }),
  ];
  for (const part of [command, ...command.commands]) part.exitOverride();
  try {
    await command.parseAsync(args, { from: 'user' });
    return { out, err };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
