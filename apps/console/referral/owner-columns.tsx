import type { TableProps } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Schema } from '../api/client';
import { Deadline } from '../time/deadline';
import { Owner } from './owner';

interface Open {
  readonly owner?: Schema<'OwnerView'>;
  readonly rung?: string;
  readonly dueAt?: string;
  readonly dueKind?: string;
  /** What waits beside it, as a form to be completed. */
  readonly tasks?: readonly Schema<'TaskView'>[];
}

/**
 * Whose turn it is, and until when: columns of every list of what may be open.
 * @param words where the words of `dueKind` stand
 */
export function useOwnerColumns<Item extends Open>(words = 'code:due'): NonNullable<TableProps<Item>['columns']> {
  const { t } = useTranslation('referral');
  return [
    { title: t('owner'), render: (_, { owner, rung }) => <Owner owner={owner} rung={rung} /> },
    {
      title: t('due'),
      render: (_, { owner, dueAt, dueKind, tasks = [] }) => (
        <>
          {dueAt && (owner || dueKind) ? (
            <>
              {dueKind ? t(`${words}.${dueKind}`, { defaultValue: dueKind }) : null} <Deadline at={dueAt} />
            </>
          ) : null}
          {tasks.map((task) => (
            <div key={task.kind}>
              {t(`${words}.${task.kind}`, { defaultValue: task.kind })} <Deadline at={task.dueAt} />
            </div>
          ))}
          {!dueAt && tasks.length === 0 ? '–' : null}
        </>
      ),
    },
  ];
}
