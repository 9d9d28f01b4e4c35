import { Gateway } from '../../apps/notification/channel/gateway.js';
import type { FreshDatabase } from '../system/database.js';
import { PostRoom } from './post-room.js';

/** A worker in a process of its own, to be killed: `courier-process.js <database url> <gateway url> <secret>`. */
const [url = '', gateway = '', secret = ''] = process.argv.slice(2);
const room = await PostRoom.open([new Gateway('sms', { url: gateway, secret })], 2_000, { url } as FreshDatabase);
while ((await room.courier.runOnce('sms')) > 0);
await room.leave();
