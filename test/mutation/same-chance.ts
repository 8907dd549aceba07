/**
 * Property tests try the same cases every time here, as whether a mutant survives must not be luck; fewer of them, and without
 * looking for the smallest one that fails, as there are thousands of mutants.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: 20_260_101, numRuns: 10, endOnFailure: true });
