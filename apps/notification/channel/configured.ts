import type { NotificationEnv } from '../env.js';
import type { Adapter } from './adapter.js';
import { Adapters } from './adapters.js';
import { Gateway } from './gateway.js';

/** The ways out that the environment names. */
export function adaptersFrom(env: NotificationEnv): Adapters {
  const adapters: Adapter[] = [];
  if (env.SMS_URL && env.SMS_SECRET) adapters.push(new Gateway('sms', { url: env.SMS_URL, secret: env.SMS_SECRET }));
  return new Adapters(adapters);
}
