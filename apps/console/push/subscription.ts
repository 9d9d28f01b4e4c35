import { api, newKey, read, writeHeaders } from '../api/client';

const WORKER = '/push/sw.js';
const SCOPE = '/push/';

/** Whether this browser can be told anything while the page is closed. */
export const canBeTold = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window;

/** What this browser has subscribed to, if anything. */
export async function ownSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(SCOPE);
  return (await registration?.pushManager.getSubscription()) ?? null;
}

/**
 * Has the browser ask its user, subscribes it, and tells Fenji where it is.
 * @throws DOMException `NotAllowedError` when the user says no, `AbortError` when the browser reaches no push service
 */
export async function subscribe(publicKey: string, key: string): Promise<void> {
  await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  const registration = await activeIn(SCOPE);
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  const subscription = await registration.pushManager.subscribe(options);
  await announce(subscription, key);
}

/** Nothing more is sent to this browser. */
export async function unsubscribe(subscription: PushSubscription, key: string): Promise<void> {
  // Announced once more, the subscription answers with the id under which Fenji knows it.
  const { id } = await announce(subscription, newKey());
  await read(
    api.DELETE('/v1/push-subscriptions/{id}', { params: { path: { id }, header: writeHeaders(key) }, body: {} }),
  );
  await subscription.unsubscribe();
}

function announce(subscription: PushSubscription, key: string): Promise<{ id: string }> {
  const { endpoint = '', keys = {} } = subscription.toJSON();
  const body = { endpoint, keys: { p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' } };
  return read(api.POST('/v1/push-subscriptions', { params: { header: writeHeaders(key) }, body }));
}

/** A browser subscribes only once the worker of the scope is active. */
async function activeIn(scope: string): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.getRegistration(scope);
  const worker = registration?.installing ?? registration?.waiting;
  if (!registration) throw new DOMException('The worker is gone', 'AbortError');
  if (registration.active || !worker) return registration;
  await new Promise<void>((resolve) => {
    worker.addEventListener('statechange', () => worker.state === 'activated' && resolve());
  });
  return registration;
}
