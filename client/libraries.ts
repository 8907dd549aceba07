/** The libraries of the first page: one file, which start.ts has run in a task of its own. Who uses them imports them as ever. */

/** @public */
export { createInstance } from 'i18next';
/** @public */
export { default as rough } from 'roughjs';
/** @public */
export { io } from 'socket.io-client';
