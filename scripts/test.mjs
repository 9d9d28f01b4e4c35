import { spawn } from 'node:child_process';
import { prepare, ROOT } from './prepare.mjs';

/** `npm test [-- jest arguments]`: builds first, as the specs of whole systems start the built services. */
await prepare();
const jest = spawn(process.execPath, [`${ROOT}/node_modules/jest/bin/jest.js`, ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
});
// Ctrl-C reaches jest by itself; this process stays until jest has stopped its servers.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);
jest.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
