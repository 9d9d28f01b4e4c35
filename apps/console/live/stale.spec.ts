import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { makeStale } from './stale';

describe('news', () => {
  it('are not lost on what is being asked for the first time', async () => {
    const queries = new QueryClient();
    const answers: ((value: string) => void)[] = [];
    const queryFn = () =>
      new Promise<string>((resolve) => {
        answers.push(resolve);
        if (answers.length === 2) resolve('new');
      });
    const seen = new Promise<void>((resolve) => {
      const watch = new QueryObserver(queries, { queryKey: ['referral', '1'], queryFn });
      watch.subscribe(({ data }) => data === 'new' && resolve());
    });
    expect(answers).toHaveLength(1);
    makeStale(queries, ['referral']);
    answers[0]?.('old');
    await seen;
    expect(answers).toHaveLength(2);
    queries.clear();
  });
});
