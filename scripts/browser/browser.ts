import { type Browser, chromium } from 'playwright-core';
import { type Kind, provideChromium } from '../launch/chromium.js';
import { markOf, type ProcessMark } from '../launch/processes.js';
import type { Progress } from '../launch/progress.js';

/** A browser without a window, and the way to end it. */
export interface OwnBrowser {
  readonly browser: Browser;
  close(): Promise<void>;
}

/**
 * Starts Chromium.
 * @param note is told its process, so that none outlives a run that was cut off
 * @param kind `chromium` where notifications are to be seen
 * @throws Error that says what to type when Chromium cannot be had
 */
export async function openBrowser(
  progress: Progress,
  note: (marks: Record<string, ProcessMark>) => void = () => undefined,
  kind: Kind = 'chromium-headless-shell',
): Promise<OwnBrowser> {
  const { executable, env, args } = await provideChromium(progress, kind);
  const server = await chromium.launchServer({
    executablePath: executable,
    env: { ...process.env, ...env },
    args: [...args],
    chromiumSandbox: !args.includes('--no-sandbox'),
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const mark = markOf(server.process().pid ?? 0);
  note(mark ? { chromium: mark } : {});
  const browser = await chromium.connect(server.wsEndpoint());
  return {
    browser,
    close: async () => {
      await browser.close();
      await server.close();
      note({});
    },
  };
}
