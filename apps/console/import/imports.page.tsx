import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useListState } from '../list/list-state';
import { useSession } from '../session/session';
import { FileForm } from './file-form';
import { kindsOf } from './import-kinds';

/** Files into the system: what would happen is shown first, then the same file is imported, all or nothing. */
export default function Page() {
  const { t } = useTranslation('import');
  const { roles } = useSession();
  const state = useListState();
  const kinds = kindsOf(roles);
  const kind = kinds.find(({ name }) => name === state.get('kind')) ?? kinds[0];
  return (
    <>
      <h1>{t('title')}</h1>
      {kind ? (
        <>
          <label htmlFor="kind">{t('kind')}</label>
          <Select
            id="kind"
            style={{ width: '100%', margin: '4px 0 16px' }}
            value={kind.name}
            options={kinds.map(({ name }) => ({ value: name, label: t(`kinds.${name}`) }))}
            onChange={(name) => state.set({ kind: name })}
          />
          <FileForm key={kind.name} kind={kind} />
        </>
      ) : (
        <p>{t('noKind')}</p>
      )}
    </>
  );
}
