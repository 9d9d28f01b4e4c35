/// <reference lib="webworker" />

export {};

/** What notification sends (apps/notification/channel/push.ts): no name, no clinical text. */
interface Told {
  /** Of the delivery: a repetition takes the place of the first. */
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

const worker = self as unknown as ServiceWorkerGlobalScope;
const INBOX = '/inbox';

worker.addEventListener('push', (event) => {
  if (!event.data) return;
  const { id, title, text } = event.data.json() as Told;
  event.waitUntil(worker.registration.showNotification(title, { body: text, tag: id }));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(openInbox());
});

/** A page of the console that is open already is not taken away from what somebody is writing in it. */
async function openInbox(): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = pages.find(({ url }) => new URL(url).pathname === INBOX);
  await (open ? open.focus() : worker.clients.openWindow(INBOX));
}
