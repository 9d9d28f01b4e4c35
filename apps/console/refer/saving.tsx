import { Alert, Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '../problem/problem';
import { ProblemAlert } from '../problem/problem-alert';
import { Moment } from '../time/moment';
import type { DraftKeeper, Kept } from './draft-keeper';

interface Props {
  readonly keeper: DraftKeeper;
  readonly kept: Kept;
  /** Takes what the other window has written. */
  readonly onTheirs: () => void;
}

/** Whether what was typed is kept, and what to do where it is not. */
export function Saving({ keeper, kept, onTheirs }: Props) {
  const { t } = useTranslation('refer');
  const { saving, view, problem, conflict, unsaved } = kept;
  if (conflict) {
    const failed = problem instanceof Problem && problem.code !== 'STALE_VERSION';
    return (
      <Alert
        role="alert"
        type="warning"
        showIcon
        title={t('conflict')}
        description={failed ? <ProblemAlert error={problem} /> : null}
        action={
          <Flex gap="small">
            <Button size="small" onClick={() => void keeper.keepMine()}>
              {t('mine')}
            </Button>
            <Button size="small" onClick={onTheirs}>
              {t('theirs')}
            </Button>
          </Flex>
        }
      />
    );
  }
  if (saving === 'failed') return <ProblemAlert error={problem} onRetry={() => void keeper.save()} />;
  return (
    <p className="quiet" role="status">
      {saving === 'saving' ? t('saving') : null}
      {saving !== 'saving' && view ? (
        <>
          {t('saved')} <Moment at={view.updatedAt} form="clock" />
        </>
      ) : null}
      {unsaved.length > 0 ? ` ${t('unsaved', { count: unsaved.length })}` : null}
    </p>
  );
}
