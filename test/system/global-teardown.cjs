/** Closes the standard input of the servers' process, which then ends them, and waits for its end. */
module.exports = async function stopServers() {
  const child = globalThis.fenjiTestServers;
  if (!child || child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.stdin.end();
  await ended;
};
