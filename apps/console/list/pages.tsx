import { Button, Flex } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ListState } from './list-state';

/** The way from page to page of a list. @param next cursor of the following page */
export function Pages({ state, next }: { readonly state: ListState; readonly next: string | undefined }) {
  const { t } = useTranslation('list');
  return (
    <Flex justify="end" align="center" gap="small" style={{ marginTop: 8 }}>
      <Button disabled={state.page === 1} onClick={state.goBack}>
        {t('back')}
      </Button>
      <span aria-live="polite">{t('page', { page: state.page })}</span>
      <Button disabled={!next} onClick={() => next && state.goOn(next)}>
        {t('on')}
      </Button>
    </Flex>
  );
}
