import { App } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { placeOf } from '../inbox/place-of';
import { keptLanguage } from '../language/language';
import { useSession } from '../session/session';
import type { Notice } from './shared-stream';

/** All that is not urgent shares one card: a burst of them would cover the buttons of the page. The inbox has them all. */
const TASK = 'task';

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
      const isUrgent = urgency === 'urgent';
      const key = isUrgent ? id : TASK;
      notification.open({
        key,
        role: isUrgent ? 'alert' : 'status',
        type: isUrgent ? 'warning' : 'info',
        placement: 'bottomRight',
        duration: isUrgent ? false : 8,
        // A mouse that rests where the card comes up has not asked for it: it would stay over the page for good.
        pauseOnHover: false,
        title: title[language],
        description: text[language],
        actions: (
          <Link to={placeOf(notice, roles) ?? '/inbox?view=tasks'} onClick={() => notification.destroy(key)}>
            {t('show')}
          </Link>
        ),
      });
    },
    [notification, t, roles],
  );
}
