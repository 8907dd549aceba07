// `npm start`: installs what is missing, builds what has changed, and serves the game in this terminal.
import {
  become,
  buildClient,
  installPackages,
  mentionNativeEngine,
  requireNode,
  typescript,
} from './lib.mjs';

requireNode();
await installPackages();
await buildClient();
mentionNativeEngine();
become(typescript('server/main.ts'));
