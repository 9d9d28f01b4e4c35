import type { BrowserContext } from 'playwright-core';

/** What a page said that it should not have: errors on its console, scripts that broke, rules of the CSP that it met. */
export class Watch {
  private readonly lines: string[] = [];
  private readonly expected: RegExp[] = [];

  constructor(context: BrowserContext) {
    context.on('console', (message) => {
      if (message.type() !== 'error') return;
      this.lines.push(`console: ${message.text()} (${message.location().url})`);
    });
    context.on('weberror', (error) => this.lines.push(`script: ${error.error().stack ?? error.error().message}`));
  }

  /** A refusal that belongs to the story, e.g. `/409/`: Chromium writes each one to the console. */
  expect(pattern: RegExp): void {
    this.expected.push(pattern);
  }

  /** Everything that nobody expected. */
  complaints(): string[] {
    return this.lines.filter((line) => !this.expected.some((pattern) => pattern.test(line)));
  }

  /** All that was said, for the evidence of a failure. */
  all(): readonly string[] {
    return this.lines;
  }
}
