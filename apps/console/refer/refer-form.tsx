import { Button, Form } from 'antd';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { AdvicePanel } from '../advice/advice-panel';
import { needsReason } from '../advice/overrule';
import { OverruleFields } from '../advice/overrule-fields';
import { useAdvice } from '../advice/use-advice';
import { useSession } from '../session/session';
import { countyNow } from '../time/clock';
import { Aside } from './aside';
import type { Beginning } from './beginning';
import { ConsentPart } from './consent-part';
import { DoctorPart } from './doctor-part';
import { DraftKeeper } from './draft-keeper';
import { draftRemote } from './draft-remote';
import { Part } from './field';
import { FindingsPart } from './findings-part';
import { IllnessPart } from './illness-part';
import { inputsOf } from './inputs';
import { OpenReferrals } from './open-referrals';
import { adviceQuestion, choiceOf } from './questions';
import { Refusal } from './refusal';
import { Saving } from './saving';
import { UrgencyPart } from './urgency-part';
import { filledNow, useFilled } from './use-filled';
import { useSending } from './use-sending';
import { onClass, signs, type Values } from './values';
import { WishPart } from './wish-part';

interface Props {
  readonly beginning: Beginning;
  /** The session that the doctor came for. */
  readonly sessionId: string | undefined;
  readonly onSent: (id: string) => void;
  /** Begins again with what another window has written into the draft. */
  readonly onBeginAgain: (draft: string | undefined) => void;
}

/** The whole up-referral in one page: the form, and beside it where it leads. */
export function ReferForm({ beginning, sessionId, onSent, onBeginAgain }: Props) {
  const { t } = useTranslation('refer');
  const maySign = signs(useSession());
  const [form] = Form.useForm<Values>();
  const [keeper] = useState(() => new DraftKeeper(draftRemote(), beginning.stored));
  const kept = useSyncExternalStore(keeper.subscribe, keeper.look);
  const values = useFilled(form, beginning.values);
  const advice = useAdvice(adviceQuestion(values));
  const sending = useSending(form, keeper, onSent);

  const isEmergency = values.urgencyClass === 'U1';
  const department = isEmergency ? undefined : values.requested?.deptCode;
  const isAgainstAdvice = advice.data !== undefined && needsReason(advice.data, choiceOf(values));

  const remember = () => keeper.remember(filledNow(form));
  const changed = (change: Partial<Values>) => {
    const refused = inputsOf(change).filter((input) => form.getFieldError(input as never).length > 0);
    form.setFields(refused.map((input) => ({ name: input as never, errors: [] })));
    if (change.urgencyClass) {
      form.setFieldsValue(onClass(change.urgencyClass, form.getFieldsValue(true) as Values, countyNow()));
    }
    remember();
  };
  const choose = (institution: string | undefined) => {
    form.setFieldValue('to', institution ? { institution } : undefined);
    remember();
  };

  return (
    <Form<Values>
      form={form}
      name="refer"
      layout="vertical"
      initialValues={beginning.values}
      onValuesChange={changed}
      onFinish={() => sending.mutate()}
      className="refer"
    >
      <div>
        {sending.error ? <Refusal error={sending.error} /> : null}
        {maySign ? null : <DoctorPart />}
        <UrgencyPart />
        <IllnessPart />
        <FindingsPart advice={advice.data} />
        <WishPart />
        {department ? <OpenReferrals patientId={values.patientId} deptCode={department} /> : null}
        <ConsentPart />
        {isAgainstAdvice || values.overrule ? (
          <Part title={t('part.overrule')}>
            <OverruleFields />
          </Part>
        ) : null}
        <Saving keeper={keeper} kept={kept} onTheirs={() => onBeginAgain(kept.view?.id)} />
        {maySign ? (
          <Button type="primary" size="large" htmlType="submit" loading={sending.isPending} danger={isEmergency}>
            {t(isEmergency ? 'sendNow' : 'send')}
          </Button>
        ) : (
          <p>{t('cannotSend')}</p>
        )}
      </div>
      <aside aria-label={t('beside')}>
        <AdvicePanel query={advice} />
        <Aside values={values} keeper={keeper} kept={kept} sessionId={sessionId} onChoose={choose} />
      </aside>
    </Form>
  );
}
