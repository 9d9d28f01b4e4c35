import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, read, type Schema } from '../api/client';
import { useSettled } from '../time/settled';

export type Advice = Schema<'AdviceAnswer'>;

/** What the criteria say of what has been typed so far; asked again whenever the hand rests. */
export function useAdvice(question: Schema<'AdviceQuestion'>) {
  const asked = useSettled(JSON.stringify(question), 300);
  return useQuery({
    queryKey: ['advice', asked],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      read(api.POST('/v1/advice', { body: JSON.parse(asked) as Schema<'AdviceQuestion'>, signal })),
  });
}
