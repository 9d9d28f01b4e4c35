/**
 * What the gates must know of a patient's care wherever it took place: inpatient stays with what was paid, and discharges
 * from hospitals with their disease (EX04). It runs as the owner, because the doctor who asks may not see the visits
 * themselves; the verdict shows of it only what it was decided by.
 */
export const CARE_HISTORY = (schema: string): string => `
CREATE FUNCTION care_history(of_county char(6), of_patient uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER COST 1000 SET search_path = ${schema} AS $$
  WITH visits AS (
    SELECT id, institution, tier, episode_id, visited_at, discharged_at, operated_on, deductible_paid_fen, care_type,
           (SELECT line ->> 'code' FROM jsonb_array_elements(diagnoses) AS line
             WHERE line ->> 'rank' = '1' AND line ->> 'system' = 'icd-10' LIMIT 1) AS icd10
      FROM encounter WHERE county = of_county AND patient_id = of_patient AND visited_at > business_now() - interval '1 year'),
  discharges AS (
    SELECT institution, icd10, greatest(operated_on, (discharged_at AT TIME ZONE 'Asia/Shanghai')::date) AS day
      FROM visits WHERE tier >= 3 AND (discharged_at IS NOT NULL OR operated_on IS NOT NULL)
    UNION ALL
    SELECT to_institution, verdict #>> '{inputs,facts,icd10}', (returned_at AT TIME ZONE 'Asia/Shanghai')::date
      FROM referral WHERE county = of_county AND patient_id = of_patient AND direction <> 'down' AND returned_at IS NOT NULL
       AND progress ->> 'outcome' IN ('treated-inpatient', 'down-referred')
    UNION ALL
    SELECT from_institution, verdict #>> '{inputs,facts,icd10}', ((progress ->> 'dischargeAt')::timestamptz AT TIME ZONE 'Asia/Shanghai')::date
      FROM referral WHERE county = of_county AND patient_id = of_patient AND direction = 'down' AND progress ? 'dischargeAt'
       AND state NOT IN ('draft', 'rejected', 'cancelled', 'expired'))
  SELECT jsonb_build_object(
    'stays', coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'episodeId', episode_id, 'institution', institution,
        'admittedAt', visited_at, 'dischargedAt', discharged_at, 'deductiblePaidFen', deductible_paid_fen) ORDER BY visited_at)
      FROM visits WHERE care_type = 'inpatient'), '[]'),
    'discharges', coalesce((SELECT jsonb_agg(jsonb_build_object('institution', institution, 'icd10', icd10, 'on', day))
      FROM discharges WHERE icd10 IS NOT NULL AND day BETWEEN (business_now() AT TIME ZONE 'Asia/Shanghai')::date - 366
       AND (business_now() AT TIME ZONE 'Asia/Shanghai')::date), '[]'))
$$;

-- Whom a hospital has before it, document in hand, although it may not see the patient yet: the id and no more.
CREATE FUNCTION patient_by_document(of_county char(6), of_type text, of_blind text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ${schema} AS $$
  SELECT id FROM patient WHERE county = of_county AND id_type = of_type AND id_blind = of_blind
$$;`;
