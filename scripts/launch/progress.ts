/** What a person sees while Fenji starts: a line when a step begins, and its time when it took more than a second. */
export class Progress {
  constructor(private readonly write: (line: string) => void = (line) => console.log(line)) {}

  say(line: string): void {
    this.write(line);
  }

  async step<T>(title: string, work: () => Promise<T>): Promise<T> {
    const began = Date.now();
    this.write(`• ${title} …`);
    const result = await work();
    const seconds = (Date.now() - began) / 1000;
    if (seconds > 1) this.write(`  ${title}: ${seconds.toFixed(1)} s`);
    return result;
  }

  /** A step that may fail because there is another way; its error is said and returned. */
  async attempt<T>(title: string, work: () => Promise<T>): Promise<T | Error> {
    try {
      return await this.step(title, work);
    } catch (error) {
      const reason = error instanceof Error ? error : new Error(String(error));
      this.write(`  not possible: ${reason.message.split('\n')[0]}`);
      return reason;
    }
  }
}
