import { Displacement } from './change/displacement.entity.js';
import { LedgerEntry } from './ledger/entry.entity.js';
import { Session } from './supply/session.entity.js';
import { Reservation } from './unit/reservation.entity.js';
import { WaitEntry } from './wait-list/wait-entry.entity.js';

export const supplyEntities = [Session, Reservation, WaitEntry, LedgerEntry, Displacement];
