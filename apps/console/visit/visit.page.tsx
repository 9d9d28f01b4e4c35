import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import type { Schema } from '../api/client';
import { PatientLine } from '../patient/patient-line';
import { Drafts } from '../refer/drafts';
import { OpenReferrals } from '../refer/open-referrals';
import '../refer/refer.css';
import { After } from './after';
import type { Visit } from './values';
import { VisitForm } from './visit-form';

/** `/patients/:id/visit`: the first visit at the primary level, and what follows from it. */
export default function VisitPage() {
  const { t } = useTranslation('visit');
  const { id: patientId = '' } = useParams();
  const [recorded, setRecorded] = useState<{ visit: Schema<'JudgedVisit'>; typed: Visit }>();
  return (
    <>
      <h1>{t('title')}</h1>
      <PatientLine id={patientId} />
      {recorded ? (
        <After visit={recorded.visit} typed={recorded.typed} />
      ) : (
        <>
          <OpenReferrals patientId={patientId} />
          <Drafts patientId={patientId} />
          <VisitForm patientId={patientId} onRecorded={(visit, typed) => setRecorded({ visit, typed })} />
        </>
      )}
    </>
  );
}
