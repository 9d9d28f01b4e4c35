import { join } from 'node:path';
import { defineConfig } from 'vite';
import { lightShell } from './light/worker/shell.plugin.ts';
import { packed } from './packed.plugin.ts';

const ROOT = import.meta.dirname;

/** Two pages: the console, and the light mode for village clinics that must not pull a byte of the console with it. */
export default defineConfig({
  root: ROOT,
  base: '/',
  plugins: [lightShell(), packed()],
  build: {
    outDir: join(ROOT, '../../dist/console'),
    emptyOutDir: true,
    // The content security policy forbids scripts that stand in the page or in an address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Ant Design's base alone is half a megabyte; screens are loaded one by one.
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      input: {
        console: join(ROOT, 'index.html'),
        light: join(ROOT, 'light/index.html'),
        'light/sw': join(ROOT, 'light/worker/sw.ts'),
        'push/sw': join(ROOT, 'push/worker/sw.ts'),
      },
      // A service worker answers for the addresses below its own, and keeps its name for ever.
      output: { entryFileNames: ({ name }) => (name.endsWith('/sw') ? '[name].js' : 'assets/[name]-[hash].js') },
      // Ant Design marks its files for servers that render React; here it says a thousand times nothing.
      onLog: (level, log, report) => log.code === 'MODULE_LEVEL_DIRECTIVE' || report(level, log),
    },
  },
  server: { proxy: { '/v1': 'http://127.0.0.1:8080', '/session': 'http://127.0.0.1:8080' } },
});
