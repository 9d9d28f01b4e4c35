import { Controller, Get, Header, Inject } from '@nestjs/common';
import { VERSION } from '../version.js';
import { homePage } from './home.page.js';

@Controller()
export class HomeController {
  constructor(@Inject(VERSION) private readonly version: string) {}

  @Get()
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return homePage(this.version);
  }
}
