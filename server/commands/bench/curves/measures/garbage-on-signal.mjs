// Loaded into a server of which memory is measured: what is garbage by chance is none of its rooms.
process.on('SIGUSR2', () => globalThis.gc());
