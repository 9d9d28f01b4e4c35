import type { DynamicModule } from '@nestjs/common';
import { DocsController } from './docs/docs.controller.js';
import { DocsService } from './docs/docs.service.js';
import { DoorEnv } from './env.js';
import { HealthController } from './health/health.controller.js';
import { Services } from './health/services.js';
import { SessionModule } from './session/session.module.js';
import { readVersion, VERSION } from './version.js';

class AppModule {}

/** The door's own pages; requests under /v1 pass it by (proxy/door.adapter.ts). */
export function appModule(env: DoorEnv): DynamicModule {
  return {
    module: AppModule,
    imports: [SessionModule.forDoor(env)],
    controllers: [DocsController, HealthController],
    providers: [
      { provide: DoorEnv, useValue: env },
      { provide: VERSION, useFactory: readVersion },
      Services,
      DocsService,
    ],
  };
}
