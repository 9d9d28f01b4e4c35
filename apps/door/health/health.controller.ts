import { Controller, Get, HttpStatus, Res } from '@nestjs/common';
import type { Response } from 'express';
import { type DoorReadiness, Services } from './services.js';

/** Probes of the orchestrator and of the launcher. */
@Controller('health')
export class HealthController {
  constructor(private readonly services: Services) {}

  /** The process runs; never asks the services. */
  @Get('live')
  live(): { live: true } {
    return { live: true };
  }

  /** 200 when every service behind the door is ready, else 503; names each. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<DoorReadiness> {
    const readiness = await this.services.readiness();
    response.status(readiness.ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    return readiness;
  }
}
