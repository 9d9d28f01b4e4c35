import { Controller, Get, Module } from '@nestjs/common';
import { Public } from '#service/auth/decorators.js';
import { Database, SYSTEM } from '#service/database/database.js';
import { ServiceModule } from '#service/service.module.js';
import { startService } from '#service/start.js';
import { RoomTables1767225600000, SERVICE } from './room.js';

@Controller('v1/slow')
class SlowController {
  constructor(private readonly database: Database) {}

  /** Half a second inside a transaction. */
  @Public()
  @Get()
  slow(): Promise<{ done: true }> {
    return this.database.transaction(SYSTEM, async (tx) => {
      await tx.query('SELECT pg_sleep(0.5)');
      return { done: true };
    });
  }
}

@Module({
  imports: [ServiceModule.forService(SERVICE, { entities: [], migrations: [RoomTables1767225600000] })],
  controllers: [SlowController],
})
class SmallModule {}

await startService(SmallModule, { name: SERVICE, messages: false });
