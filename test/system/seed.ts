const DAY = 725_540;

/** Of all that is random: by day the same on every machine, so that a red run is a change's fault; each night another. */
export const SEED = Number(
  process.env.SEED ?? (process.env.FENJI_NIGHTLY === undefined ? DAY : Date.now() % 1_000_000),
);
