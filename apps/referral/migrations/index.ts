import { NetworkAndPatients1767225600001 } from './0001-network-and-patients.js';

/** In the order in which they run. */
export const migrations = [NetworkAndPatients1767225600001];
