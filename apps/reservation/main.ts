import { startService } from '#service/start.js';
import { AppModule } from './app.module.js';

await startService(AppModule, { name: 'reservation', messages: true, csv: ['/v1/session-imports'] });
