import { defineConfig } from 'vite';

const DEV_SERVER = 'http://localhost:3000';

export default defineConfig({
  root: 'client',
  publicDir: 'public',
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // Phaser is most of the page and changes least: a chunk of its own, which is loaded after the words.
    chunkSizeWarningLimit: 1_400,
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'phaser', test: /node_modules\/phaser/ }] } },
    },
  },
  server: { proxy: { '/socket.io': { target: DEV_SERVER, ws: true }, '/api': DEV_SERVER } },
});
