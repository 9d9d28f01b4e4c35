import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { FormInstance } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CHANGED_BY_ACTS, makeStale } from '../live/stale';
import { keysOf, Problem } from '../problem/problem';
import { submissionOf } from './body';
import type { DraftKeeper } from './draft-keeper';
import { faultsOf } from './faults';
import { goTo, inputAt } from './inputs';
import { Sending } from './send';
import type { Values } from './values';

/** Sends the form; a refusal is said at the inputs, and the first of them is gone to. */
export function useSending(form: FormInstance<Values>, keeper: DraftKeeper, onSent: (id: string) => void) {
  const { t } = useTranslation('refer');
  const queries = useQueryClient();
  const [sending] = useState(() => new Sending());
  return useMutation({
    mutationFn: async () => {
      const typed = form.getFieldsValue(true) as Values;
      // Nobody in danger waits for a draft to be kept.
      if (typed.urgencyClass !== 'U1') await keeper.save();
      const draft = keeper.look().view;
      return sending.send(typed, (at) => submissionOf(typed, at, draft?.id));
    },
    onSuccess: ({ id }) => {
      keeper.stop();
      makeStale(queries, CHANGED_BY_ACTS);
      onSent(id);
    },
    onError: (error) => {
      const faults = error instanceof Problem ? faultsOf(error.errors) : [];
      form.setFields(
        faults.map(({ path, error: fault }) => ({
          name: inputAt(path) as never,
          errors: [t(keysOf(fault), { defaultValue: fault.message })],
        })),
      );
      if (faults[0]) goTo(faults[0].path);
    },
  });
}
