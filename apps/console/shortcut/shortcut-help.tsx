import { Modal, Switch } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly on: boolean;
  readonly onTurn: (on: boolean) => void;
  /** Keys and what they do here. */
  readonly keys: readonly (readonly [keys: string, meaning: string])[];
}

/** Which keys do what on this screen, and the switch that turns single keys off. */
export function ShortcutHelp({ open, onClose, on, onTurn, keys }: Props) {
  const { t } = useTranslation('shortcut');
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('title')}>
      <p>
        <Switch checked={on} onChange={onTurn} aria-label={t('switch')} /> {t('switch')}
      </p>
      <table>
        <caption className="unseen">{t('title')}</caption>
        <tbody>
          {keys.map(([key, meaning]) => (
            <tr key={key}>
              <th scope="row" style={{ textAlign: 'left', paddingRight: 24 }}>
                <kbd>{key}</kbd>
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Modal>
  );
}
