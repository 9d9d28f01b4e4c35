const { spawn } = require('node:child_process');
const { join } = require('node:path');
const { createInterface } = require('node:readline');

/**
 * Starts the database server and the broker of this test run in a process of their own. It ends them when its standard
 * input closes: also when the test run is killed.
 */
module.exports = async function startServers() {
  const main = join(__dirname, '../../dist/test/system/servers.js');
  const child = spawn(process.execPath, [main], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  const ended = new Promise((_, reject) => {
    child.once('exit', (code) => reject(new Error(`the servers of the test run did not start (code ${code})`)));
  });
  const lines = createInterface({ input: child.stdout });
  const up = new Promise((resolve) => {
    lines.on('line', (line) => (line.startsWith('{') ? resolve(line) : console.log(line)));
  });
  process.env.FENJI_TEST_SERVERS = await Promise.race([up, ended]);
  ended.catch(() => undefined);
  globalThis.fenjiTestServers = child;
};
