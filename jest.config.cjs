/** Specs run from TypeScript by swc; what starts a whole process runs the built `dist/` (npm test builds first). */
const swc = (parser, transform) => [
  '@swc/jest',
  { jsc: { parser, transform, target: 'es2022' }, module: { type: 'commonjs' }, sourceMaps: 'inline' },
];

/** Packages without a CommonJS build: "Must use import to load ES Module: …/node_modules/X" means add X. */
const esmOnly = [
  '@nestjs/',
  'file-type',
  'load-esm',
  'uid',
  'strtok3',
  'token-types',
  '@tokenizer',
  'uint8array-extras',
  'jose',
  'uuid',
  'httpxy',
  'csv-parse',
  'intl-messageformat',
  '@formatjs/',
  '@scure/',
  '@noble/',
  '@otplib/',
];

module.exports = {
  testEnvironment: '<rootDir>/test/system/environment.cjs',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/scripts', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  // What does not fit the time of `npm test` says so in its name.
  testPathIgnorePatterns: ['/node_modules/', ...(process.env.FENJI_NIGHTLY ? [] : ['\\.nightly\\.spec\\.ts$'])],
  moduleNameMapper: {
    '^#(contracts|machine|messaging|service)/(.*)\\.js$': '<rootDir>/libs/$1/$2',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': swc({ syntax: 'typescript', decorators: true }, { legacyDecorator: true, decoratorMetadata: true }),
    '^.+\\.m?js$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(?!${esmOnly.join('|')})`],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/test/system/global-setup.cjs',
  globalTeardown: '<rootDir>/test/system/global-teardown.cjs',
  maxWorkers: 2,
  testTimeout: 120_000,
  collectCoverage: false,
};
