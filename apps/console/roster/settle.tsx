import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, type Schema, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { OUTCOMES } from './outcomes';

/** Says that a displaced person was told, or found something: then the task is done with. */
export function Settle({ displacement: { id, version } }: { readonly displacement: Schema<'DisplacementView'> }) {
  const { t } = useTranslation('roster');
  const settle = useAct((outcome: (typeof OUTCOMES)[number], key) =>
    read(
      api.POST('/v1/displacements/{id}/settlements', {
        params: { path: { id }, header: writeHeaders(key, version) },
        body: { outcome },
      }),
    ),
  );
  return (
    <Flex gap={4} wrap>
      {OUTCOMES.map((outcome) => (
        <Button
          key={outcome}
          size="small"
          loading={settle.isPending && settle.variables === outcome}
          onClick={() => settle.mutate(outcome)}
        >
          {t(`outcome.${outcome}`)}
        </Button>
      ))}
      {settle.isError ? <ProblemAlert error={settle.error} /> : null}
    </Flex>
  );
}
