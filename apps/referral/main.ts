import { startService } from '#service/start.js';
import { AppModule } from './app.module.js';

await startService(AppModule, { name: 'referral', messages: true, csv: ['/v1/calendar-imports'] });
