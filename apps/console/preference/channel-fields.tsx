import { Checkbox, Form, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { CHANNELS, type Entered } from './preferences';

interface Props {
  readonly choice: 'tasks' | 'infos';
  readonly channels: 'taskChannels' | 'infoChannels';
}

/** By which channels something comes beside the inbox: those of the plan, or own ones. */
export function ChannelFields({ choice, channels }: Props) {
  const { t } = useTranslation('preference');
  const chosen = Form.useWatch<Entered[typeof choice] | undefined>(choice);
  return (
    <>
      <Form.Item name={choice} label={t(`${choice}.name`)} style={{ marginBottom: 4 }}>
        <Radio.Group
          aria-label={t(`${choice}.name`)}
          options={(['plan', 'own'] as const).map((value) => ({ value, label: t(`choice.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name={channels} hidden={chosen !== 'own'} extra={t('none')}>
        <Checkbox.Group
          role="group"
          aria-label={t(`${choice}.name`)}
          options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
        />
      </Form.Item>
    </>
  );
}
