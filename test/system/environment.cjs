const { TestEnvironment } = require('jest-environment-node');

/** Node's environment; at the first failure in a spec file it lets the file's system tell its symptoms (symptoms.ts). */
module.exports = class extends TestEnvironment {
  async handleTestEvent({ name }) {
    if (name !== 'test_fn_failure' && name !== 'hook_failure') return;
    const { tellSymptoms } = this.global;
    this.global.tellSymptoms = undefined;
    await tellSymptoms?.();
  }
};
