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
import { NationGuarded1795300000012 } from './0013-nation-guarded.js';
import { OwnPosts1795300000013 } from './0014-own-posts.js';
import { OwnerCounty1795300000014 } from './0015-owner-county.js';
import { Retention1795300000015 } from './0016-retention.js';
import { ReportDates1795300000016 } from './0017-report-dates.js';
import { HouseIndex1795300000017 } from './0018-house-index.js';
import { RetryMinutes1795300000018 } from './0019-retry-minutes.js';
import { Over1795300000019 } from './0020-over.js';
import { Passed1795300000020 } from './0021-passed.js';
import { ForgetOver1795300000021 } from './0022-forget-over.js';
import { Subject1795300000022 } from './0023-subject.js';

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
  NationGuarded1795300000012,
  OwnPosts1795300000013,
  OwnerCounty1795300000014,
  Retention1795300000015,
  ReportDates1795300000016,
  HouseIndex1795300000017,
  RetryMinutes1795300000018,
  Over1795300000019,
  Passed1795300000020,
  ForgetOver1795300000021,
  Subject1795300000022,
];
