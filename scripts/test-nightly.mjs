/** `npm run test:nightly`: the same suite with the long runs switched on. */
process.env.FENJI_NIGHTLY = '1';
await import('./test.mjs');
