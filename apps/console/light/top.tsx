import { useRef, useState } from 'react';
import { useNames } from './names';
import { useSpeech } from './speech';
import { leave, type Session } from './who';

interface Props {
  readonly session: Session;
  readonly unsent: number;
}

/** Who is signed in where, the language, and the way out, which warns before it throws unsent drafts away. */
export function Top({ session, unsent }: Props) {
  const { t, language, choose } = useSpeech();
  const names = useNames();
  const dialog = useRef<HTMLDialogElement>(null);
  const [stays, setStays] = useState(false);
  return (
    <header>
      <a className="skip" href="#screen">
        {t('skip')}
      </a>
      <p>
        {session.name} · {session.roles.map((role) => t(`code.role.${role}`)).join(t('and'))} ·{' '}
        {names.house(session.institution)}
      </p>
      <button
        type="button"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => choose(language === 'zh' ? 'en' : 'zh')}
      >
        {language === 'zh' ? 'English' : '中文'}
      </button>
      <button
        type="button"
        onClick={() => {
          setStays(false);
          dialog.current?.showModal();
        }}
      >
        {t('signOut')}
      </button>
      <dialog ref={dialog} aria-labelledby="leaving">
        <h2 id="leaving">{t('signOut')}</h2>
        <p>{unsent > 0 ? t('leaveUnsent', { count: unsent }) : t('leaveClean')}</p>
        {stays ? (
          <p className="alert" role="alert">
            {t('notSignedOut')}
          </p>
        ) : null}
        <button
          type="button"
          className={unsent > 0 ? 'danger' : 'primary'}
          onClick={() => void leave().then((left) => setStays(!left))}
        >
          {t(unsent > 0 ? 'leaveAnyway' : 'signOut')}
        </button>
        <button type="button" onClick={() => dialog.current?.close()}>
          {t('stay')}
        </button>
      </dialog>
    </header>
  );
}
