import { pathToFileURL } from 'node:url';
import { prepare, ROOT } from './prepare.mjs';

/** `npm run <name>` of commands that are built from TypeScript: their output stays clean, progress goes to stderr. */
const COMMANDS = {
  reset: 'launch/reset.js',
  token: 'demo/token.js',
  clock: 'demo/clock.js',
  demo: 'demo/demo.js',
  bench: 'bench/main.js',
  simulate: 'simulate/main.js',
  screens: 'screens/main.js',
  docs: 'docs/main.js',
  'dead-letters': 'operate/dead-letters.js',
  'verify:data': 'operate/verify-data.js',
  'tell:supply': 'operate/tell-supply.js',
  'webhook:check': 'operate/check-webhook.js',
};

const [name, ...args] = process.argv.slice(2);
const file = COMMANDS[name];
if (!file) {
  console.error(`Unknown command ${name}: it is one of ${Object.keys(COMMANDS).join(', ')}`);
  process.exit(1);
}
await prepare({ say: (line) => console.error(line) });
process.argv = [process.argv[0], `${ROOT}/dist/scripts/${file}`, ...args];
await import(new URL(`dist/scripts/${file}`, pathToFileURL(`${ROOT}/`)).href);
