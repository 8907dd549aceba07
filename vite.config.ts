import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const DEV_SERVER = 'http://localhost:3000';
const MEGABYTE = 2 ** 20;

/** The game is run after the first paint, but fetched from the beginning, behind what the first paint needs. */
const preloadGame: Plugin = {
  name: 'preload-game',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const files = new Set<string>();
      const add = (file: string) => {
        const part = bundle[file];
        if (part?.type !== 'chunk' || html.includes(file) || files.has(file)) return;
        // What it imports, which is far larger, comes first: over a slow line few files travel at once.
        part.imports.forEach(add);
        files.add(file);
      };
      Object.values(bundle)
        .filter((part) => part.type === 'chunk' && isMain(part.facadeModuleId ?? ''))
        .forEach(({ fileName }) => add(fileName));
      return [...files].map((file) => ({
        tag: 'link',
        attrs: { rel: 'modulepreload', crossorigin: true, fetchpriority: 'low', href: `/${file}` },
        injectTo: 'head',
      }));
    },
  },
};

function isMain(module: string): boolean {
  return module.endsWith('/client/main.ts');
}

export default defineConfig({
  root: 'client',
  publicDir: 'public',
  plugins: [
    preloadGame,
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'service-worker',
      filename: 'sw.ts',
      // The page registers it itself, when it has nothing better to do.
      injectRegister: false,
      manifest: {
        name: 'Inkling',
        short_name: 'Inkling',
        description: 'Draw it. The network guesses while the ink is still wet.',
        id: '/',
        start_url: '/',
        display: 'standalone',
        background_color: '#FBF7EF',
        theme_color: '#FBF7EF',
        categories: ['games'],
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
        shortcuts: [{ name: 'Zen', url: '/zen' }],
      },
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,woff2,svg,wasm}'],
        // For browsers without SIMD; the few that there are fetch it when they open Zen. And the administration, which nobody
        // who plays opens.
        globIgnores: ['**/tfjs-backend-wasm-[!s]*.wasm', '**/admin-view-*'],
        maximumFileSizeToCacheInBytes: 3 * MEGABYTE,
      },
    }),
  ],
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // A font in a style sheet would be fetched by everybody, whatever letters they read.
    assetsInlineLimit: (file) => (/\.woff2?$/.test(file) ? false : undefined),
    // Phaser is most of the page and changes least: a chunk of its own, which is loaded after the words.
    chunkSizeWarningLimit: 1_400,
    rolldownOptions: {
      // shared/ is pure: a file of which nothing is used is left out, and with the schemas of the wire, which only the server
      // parses, zod.
      treeshake: { moduleSideEffects: [{ test: /\/shared\//, sideEffects: false }] },
      // A phone waits longer for many small files than for a large one: all that main.ts imports is two, what the page says
      // and the rest, as one file alone would not fill the line while it begins.
      output: {
        codeSplitting: {
          groups: [
            { name: 'phaser', test: /node_modules\/phaser/ },
            { name: 'start', test: /\/client\/index\.html$/ },
            { name: 'words', test: /\/client\/i18n\/t\.ts$/ },
            {
              debugName: 'game',
              name: (id, graph) => (graph.getModuleInfo(id)?.importers.some(isMain) ? 'game' : null),
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/socket.io': { target: DEV_SERVER, ws: true }, '/api': DEV_SERVER, '/models': DEV_SERVER },
  },
});
