import { startService } from '#service/start.js';
import { NotificationModule } from './notification.module.js';

await startService(NotificationModule, { name: 'notification', messages: true });
