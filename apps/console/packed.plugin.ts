import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Below that a packed file saves nothing over the line. */
const LEAST_BYTES = 1_000;

/** Packs scripts and styles once, at the build, as `name.js.gz` beside each: the door sends these to whoever takes gzip. */
export function packed(): Plugin {
  return {
    name: 'packed',
    enforce: 'post',
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => /^assets\/.+\.(js|css)$/.test(file))) {
        const plain = readFileSync(join(dir, name));
        if (plain.length >= LEAST_BYTES) writeFileSync(join(dir, `${name}.gz`), gzipSync(plain, { level: 9 }));
      }
    },
  };
}
