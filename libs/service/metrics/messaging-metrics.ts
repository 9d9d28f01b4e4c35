import { Counter, Gauge, Histogram } from 'prom-client';
import type { MessagingMetrics } from '#messaging/metrics.js';

const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30];

const handled = new Histogram({
  name: 'fenji_message_handled_seconds',
  help: 'Time from the arrival of a message to its ack, retry or dead letter',
  labelNames: ['name', 'outcome'],
  buckets: SECONDS,
});
const deadLettered = new Counter({
  name: 'fenji_messages_dead_lettered_total',
  help: 'Dead letters',
  labelNames: ['name', 'reason'],
});
const inFlight = new Gauge({ name: 'fenji_messages_in_flight', help: 'Messages being handled' });
const confirmed = new Histogram({
  name: 'fenji_publish_confirm_seconds',
  help: 'Time from publish to the broker’s confirm',
  buckets: SECONDS,
});
const notConfirmed = new Counter({
  name: 'fenji_publish_failures_total',
  help: 'Publishes that were not confirmed',
  labelNames: ['code'],
});
const redialled = new Counter({
  name: 'fenji_broker_redials_total',
  help: 'Connections to the broker lost or not made',
  labelNames: ['role'],
});

/** What messaging counts, as Prometheus series. */
export const messagingMetrics: MessagingMetrics = {
  handled: (name, outcome, seconds) => handled.observe({ name, outcome }, seconds),
  deadLettered: (name, reason) => deadLettered.inc({ name, reason }),
  inFlight: (count) => inFlight.set(count),
  confirmed: (seconds) => confirmed.observe(seconds),
  notConfirmed: (code) => notConfirmed.inc({ code }),
  redialled: (role) => redialled.inc({ role }),
};
