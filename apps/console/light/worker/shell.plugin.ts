import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const PAGE = 'light/index.html';
const WORKER = 'light/sw.js';

/** Tells the service worker which files make up the light mode: its entry, and all that this imports at once. */
export function lightShell(): Plugin {
  return {
    name: 'light-shell',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const entry = Object.values(bundle).find((one) => one.type === 'chunk' && one.name === 'light');
      const worker = bundle[WORKER];
      if (entry?.type !== 'chunk' || worker?.type !== 'chunk') return;
      const files = new Set<string>();
      const queue = [entry.fileName];
      for (let name = queue.pop(); name; name = queue.pop()) {
        const chunk = bundle[name];
        if (chunk?.type !== 'chunk' || files.has(`/${name}`)) continue;
        files.add(`/${name}`);
        for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(`/${style}`);
        queue.push(...chunk.imports);
      }
      const page = bundle[PAGE];
      const seen = JSON.stringify([[...files].sort(), page?.type === 'asset' ? String(page.source) : '']);
      const version = createHash('sha256').update(seen).digest('hex').slice(0, 12);
      worker.code = `const LIGHT_SHELL=${JSON.stringify({ version, files: [...files].sort() })};\n${worker.code}`;
    },
  };
}
