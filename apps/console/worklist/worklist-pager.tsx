import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListState } from '../list/list-state';

/** The way to what lies beyond one worklist. */
export function WorklistPager({ state, next }: { readonly state: ListState; readonly next: string | undefined }) {
  const { t } = useTranslation('list');
  if (state.page === 1 && !next) return null;
  return (
    <Flex justify="end" gap="small" align="center" style={{ marginTop: 8 }}>
      <Button disabled={state.page === 1} onClick={state.goBack}>
        {t('back')}
      </Button>
      <span>{t('page', { page: state.page })}</span>
      <Button disabled={!next} onClick={() => next && state.goOn(next)}>
        {t('on')}
      </Button>
    </Flex>
  );
}
