export { run, type Statement } from '#messaging/prepared.js';
