import type { Migration } from '#service/database/migrate.js';
import { Notices1795300000000 } from './0001-notices.js';
import { Digests1795300000001 } from './0002-digests.js';
import { Authority1795300000002 } from './0003-authority.js';
import { Policies1795300000003 } from './0004-policies.js';
import { Reach1795300000004 } from './0005-reach.js';
import { Deliveries1795300000005 } from './0006-deliveries.js';
import { DeliveryCourse1795300000006 } from './0007-delivery-course.js';
import { Slots1795300000007 } from './0008-slots.js';
import { Reminders1795300000008 } from './0009-reminders.js';
import { Inbox1795300000009 } from './0010-inbox.js';
import { Endpoints1795300000010 } from './0011-endpoints.js';
import { Settlements1795300000011 } from './0012-settlements.js';

/** All migrations of the notification service, oldest first. */
export const migrations: Migration[] = [
  Notices1795300000000,
  Digests1795300000001,
  Authority1795300000002,
  Policies1795300000003,
  Reach1795300000004,
  Deliveries1795300000005,
  DeliveryCourse1795300000006,
  Slots1795300000007,
  Reminders1795300000008,
  Inbox1795300000009,
  Endpoints1795300000010,
  Settlements1795300000011,
];
