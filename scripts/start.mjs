import { pathToFileURL } from 'node:url';
import { prepare, ROOT } from './prepare.mjs';

/** `npm start`: installs and builds what is missing, then starts Fenji in this very process. */
await prepare();
await import(new URL('dist/scripts/launch/main.js', pathToFileURL(`${ROOT}/`)).href);
