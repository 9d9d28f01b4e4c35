import type { Schema } from '../../api/client';
import { showTime } from '../../time/time';
import type { Patient } from '../lists';
import { useNames } from '../names';
import { useSpeech } from '../speech';
import { Qr } from './qr';
import { slipLines } from './slip-lines';

interface Props {
  readonly referral: Schema<'ReferralDetail'>;
  readonly patient?: Patient;
}

/** 转诊单: the A5 slip that the patient carries (domain §4); shown on paper only. */
export function Slip({ referral, patient }: Props) {
  const { t, language } = useSpeech();
  const names = useNames();
  return (
    <section className="slip" aria-hidden="true">
      <header>
        <h2>{t('slip.title')}</h2>
        <Qr text={referral.referralNo} />
      </header>
      <dl>
        {slipLines(referral, patient, {
          t,
          names,
          time: (at) => showTime(at, 'moment', language),
          day: (at) => showTime(at, 'day', language),
        }).map(([label, value]) => (
          <div key={label}>
            <dt>{t(`slip.${label}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <footer>
        <span>
          {t('slip.doctor')} ______________ {t('slip.phone')} ______________
        </span>
        <small>{t('slip.note')}</small>
      </footer>
    </section>
  );
}
