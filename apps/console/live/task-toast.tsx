import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { placeOf } from '../inbox/place-of';
import { keptLanguage } from '../language/language';
import { useSession } from '../session/session';
import type { Notice } from './shared-stream';

/** Says in a corner that something is to be done; what is only news goes to the inbox without a word. */
export function useTaskToast(): (notice: Notice) => void {
  const { notification } = App.useApp();
  const { t } = useTranslation('live');
  const { roles } = useSession();
  return useCallback(
    (notice: Notice) => {
      const { id, urgency, title, text } = notice;
      if (urgency === 'info' || document.visibilityState !== 'visible') return;
      const language = keptLanguage();
      notification.open({
        key: id,
        role: urgency === 'urgent' ? 'alert' : 'status',
        type: urgency === 'urgent' ? 'warning' : 'info',
        placement: 'bottomRight',
        duration: urgency === 'urgent' ? false : 8,
        title: title[language],
        description: text[language],
        actions: (
          <Link to={placeOf(notice, roles) ?? '/inbox?view=tasks'} onClick={() => notification.destroy(id)}>
            {t('show')}
          </Link>
        ),
      });
    },
    [notification, t, roles],
  );
}
