import { useQueryClient } from '@tanstack/react-query';
import { App, Button, Flex, Form, Input, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { useAct } from '../act/act';
import { api, read, writeHeaders } from '../api/client';
import { ProblemAlert } from '../problem/problem-alert';
import { AddressFields } from './address-fields';
import { ChannelFields } from './channel-fields';
import { type Entered, enteredOf, type Preferences, wishOf } from './preferences';

/** Language, channels, quiet hours and own addresses; they hold at once, also for what still waits to be sent. */
export function PreferenceForm({ known }: { readonly known: Preferences }) {
  const { t } = useTranslation('preference');
  const { message } = App.useApp();
  const queries = useQueryClient();
  const save = useAct((entered: Entered, key: string) =>
    read(
      api.PUT('/v1/preferences', {
        params: { header: writeHeaders(key, known.version) },
        body: wishOf(entered, known),
      }),
    ),
  );
  return (
    <Form<Entered>
      layout="vertical"
      style={{ maxWidth: 640 }}
      initialValues={enteredOf(known)}
      onFinish={(entered) =>
        save.mutate(entered, {
          onSuccess: (now) => {
            queries.setQueryData(['preferences'], now);
            message.success(t('saved'));
          },
          onError: () => void queries.invalidateQueries({ queryKey: ['preferences'] }),
        })
      }
    >
      <Form.Item name="language" label={t('language')}>
        <Radio.Group
          aria-label={t('language')}
          options={[
            { value: 'zh', label: '中文' },
            { value: 'en', label: 'English' },
          ]}
        />
      </Form.Item>
      <ChannelFields choice="tasks" channels="taskChannels" />
      <ChannelFields choice="infos" channels="infoChannels" />
      <Form.Item name="digest" label={t('digest.name')}>
        <Radio.Group
          aria-label={t('digest.name')}
          options={(['at-once', 'daily'] as const).map((value) => ({ value, label: t(`digest.${value}`) }))}
        />
      </Form.Item>
      <Flex gap="middle">
        <Form.Item name="from" label={t('quietFrom')} rules={[{ required: true, message: t('needed') }]}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="to" label={t('quietTo')} rules={[{ required: true, message: t('needed') }]}>
          <Input type="time" />
        </Form.Item>
      </Flex>
      <AddressFields known={known} />
      {save.isError ? <ProblemAlert error={save.error} /> : null}
      <Button type="primary" htmlType="submit" loading={save.isPending}>
        {t('save')}
      </Button>
    </Form>
  );
}
