import { Module } from '@nestjs/common';
import { DocsController } from './docs/docs.controller.js';
import { DocsService } from './docs/docs.service.js';
import { DoorEnv, readDoorEnv } from './env.js';
import { HealthController } from './health/health.controller.js';
import { Services } from './health/services.js';
import { readVersion, VERSION } from './version.js';

/** The door's own pages; requests under /v1 pass it by (proxy/door.adapter.ts). */
@Module({
  controllers: [DocsController, HealthController],
  providers: [
    { provide: DoorEnv, useFactory: () => readDoorEnv() },
    { provide: VERSION, useFactory: readVersion },
    Services,
    DocsService,
  ],
})
export class AppModule {}
