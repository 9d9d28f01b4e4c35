import { Problem } from './problem';

/** Asks what the typed client does not know: the door's own addresses and files. @throws Problem where it is not reached */
export async function reach(address: string, request: RequestInit = {}): Promise<Response> {
  return fetch(address, request).catch((cause: unknown) => {
    throw Problem.unreachable(cause);
  });
}

/** The refusal that an answer holds. What stands before the door may refuse without JSON: then its status says it all. */
export async function refusalOf(answer: Response): Promise<Problem> {
  return Problem.of(await answer.json().catch(() => undefined), answer.status);
}
