import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { InstitutionName } from '../institution/institution-name';
import { useSession } from '../session/session';
import { Moment } from '../time/moment';
import { mayTrace } from '../trace/tracers';
import type { Evidence } from './anomaly';

const INSTANT = /^\d{4}-\d\d-\d\dT/;
const ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;
const HOUSES = ['from', 'to', 'receiver', 'elsewhere'];

/** One thing that was found, as its reader says it; who may read traces can follow a referral. */
export function Found({ line: { name, value, referralId } }: { readonly line: Evidence }) {
  const { t } = useTranslation(['anomaly', 'code']);
  const { roles } = useSession();
  const what = name.split('.').at(-1) ?? name;
  const said = ID.test(value) ? value.slice(-8).toUpperCase() : value;
  if (referralId) return mayTrace(roles) ? <Link to={`/traces/${referralId}`}>{said}</Link> : said;
  if (INSTANT.test(value)) return <Moment at={value} />;
  if (HOUSES.includes(what)) return <InstitutionName code={value} />;
  if (what === 'pool' || what === 'direction') return t(`code:${what}.${value}`, { defaultValue: value });
  if (what.endsWith('Bps')) return `${Number(value) / 100} %`;
  return t(`values.${value}`, { defaultValue: said });
}
