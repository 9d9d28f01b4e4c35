import { useQuery } from '@tanstack/react-query';
import { api, read, type Schema } from '../api/client';

export type Preferences = Schema<'PreferencesView'>;
export type NewPreferences = Schema<'NewPreferences'>;

/** Channels beside the inbox that a person may choose. */
export const CHANNELS = ['sms', 'messenger', 'push', 'email'] as const;
export type Channel = (typeof CHANNELS)[number];

/** The reader's own choices. */
export function usePreferences() {
  return useQuery({
    queryKey: ['preferences'],
    queryFn: ({ signal }) => read(api.GET('/v1/preferences', { signal })),
  });
}

/** What the form holds. An address that is left empty keeps the known one, `forget` takes it away. */
export interface Entered {
  language: 'zh' | 'en';
  digest: 'at-once' | 'daily';
  /** `plan`: whatever the plan of the county says; `own`: the channels chosen here. */
  tasks: 'plan' | 'own';
  taskChannels: Channel[];
  infos: 'plan' | 'own';
  infoChannels: Channel[];
  from: string;
  to: string;
  phone?: string;
  email?: string;
  messenger?: string;
  forget: ('phone' | 'email' | 'messenger')[];
}

/** The form for what is known. Quiet hours are always shown: own ones, or those of the county. */
export function enteredOf({ language, digest, taskChannels, infoChannels, quietHours }: Preferences): Entered {
  return {
    language,
    digest,
    tasks: taskChannels ? 'own' : 'plan',
    taskChannels: taskChannels ?? [],
    infos: infoChannels ? 'own' : 'plan',
    infoChannels: infoChannels ?? [],
    from: quietHours.from,
    to: quietHours.to,
    forget: [],
  };
}

/** What the API is told. Quiet hours go along only where they were changed, so that the county's stay the county's. */
export function wishOf(entered: Entered, known: Preferences): NewPreferences {
  const { language, digest, tasks, taskChannels, infos, infoChannels, from, to, forget } = entered;
  const { quietHours } = known;
  const own = quietHours.from !== from || quietHours.to !== to;
  const addresses: Pick<NewPreferences, 'phone' | 'email' | 'messenger'> = {};
  for (const kind of ['phone', 'email', 'messenger'] as const) {
    const text = entered[kind]?.trim();
    if (text) addresses[kind] = text;
    else if (forget.includes(kind)) addresses[kind] = null;
  }
  return {
    language,
    digest,
    ...(tasks === 'own' ? { taskChannels } : {}),
    ...(infos === 'own' ? { infoChannels } : {}),
    ...(own || known.version > 0 ? { quietHours: { from, to } } : {}),
    ...addresses,
  };
}
