import { Supply1767225600001 } from './0001-supply.js';
import { PolicyDefaults1767225600002 } from './0002-policy-defaults.js';
import { Seats1767225600003 } from './0003-seats.js';
import { Wards1767225600004 } from './0004-wards.js';
import { Changes1767225600005 } from './0005-changes.js';
import { PublicChannel1767225600006 } from './0006-public-channel.js';
import { Bundles1767225600007 } from './0007-bundles.js';
import { Monitor1767225600008 } from './0008-monitor.js';
import { Calendar1767225600009 } from './0009-calendar.js';
import { PolicyGuards1767225600010 } from './0010-policy-guards.js';
import { Levels1767225600011 } from './0011-levels.js';
import { Gaming1767225600012 } from './0012-gaming.js';
import { LowReserve1767225600013 } from './0013-low-reserve.js';
import { PolicyRanges1767225600016 } from './0016-policy-ranges.js';
import { TaskLadder1767225600017 } from './0017-task-ladder.js';
import { NationGuarded1767225600018 } from './0018-nation-guarded.js';
import { Names1767225600019 } from './0019-names.js';

/** In the order in which they run. */
export const migrations = [
  Supply1767225600001,
  PolicyDefaults1767225600002,
  Seats1767225600003,
  Wards1767225600004,
  Changes1767225600005,
  PublicChannel1767225600006,
  Bundles1767225600007,
  Monitor1767225600008,
  Calendar1767225600009,
  PolicyGuards1767225600010,
  Levels1767225600011,
  Gaming1767225600012,
  LowReserve1767225600013,
  PolicyRanges1767225600016,
  TaskLadder1767225600017,
  NationGuarded1767225600018,
  Names1767225600019,
];
