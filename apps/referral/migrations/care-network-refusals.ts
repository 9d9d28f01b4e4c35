/** No two rows of one thing hold on the same day; `what` names the thing. */
const oneAtATime = (table: string, name: string, what: readonly string[], where = ''): string => `
ALTER TABLE ${table} ADD CONSTRAINT ${name}
  EXCLUDE USING gist (${what.map((column) => `${column} WITH =`).join(', ')}, daterange(valid_from, valid_to) WITH &&)${where};`;

const PERIODS = [
  oneAtATime('institution_parent', 'one_parent', ['county', 'institution']),
  'DROP INDEX consortium_member_one_lead;',
  oneAtATime('consortium_member', 'one_lead', ['county', 'consortium_id'], ' WHERE (lead)'),
  oneAtATime(
    'consortium_member',
    'one_county_consortium',
    ['institution_county', 'institution'],
    ` WHERE (kind = 'county')`,
  ),
  oneAtATime('consortium_member', 'one_membership', ['county', 'consortium_id', 'institution_county', 'institution']),
  oneAtATime('department_capability', 'one_capability', ['county', 'institution', 'dept_code']),
  oneAtATime('team_member', 'one_post_in_team', ['county', 'team_id', 'practitioner_id']),
  oneAtATime('catchment', 'one_consortium_for_division', ['county', 'division_prefix']),
  oneAtATime('referral_centre', 'one_referral_centre', ['county', 'institution']),
  oneAtATime('critical_centre', 'one_critical_centre', ['county', 'institution', 'kind']),
  oneAtATime('shared_centre', 'one_shared_centre', ['county', 'consortium_id', 'institution', 'kind']),
  oneAtATime('elder_care_link', 'one_linked_institution', ['county', 'organisation']),
  oneAtATime('contract', 'one_contract', ['county', 'patient_id']),
].join('');

/**
 * Two writers could each close one half of a circle: the second waits for the row of the network's version, which every
 * writer raises, and then sees the first one's half.
 */
const PARENTS = `
CREATE FUNCTION refuse_circle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM network_version WHERE county = '000000' FOR UPDATE;
  IF EXISTS (
    WITH RECURSIVE above AS (
      SELECT NEW.parent AS code, daterange(NEW.valid_from, NEW.valid_to) AS during
      UNION
      SELECT p.parent, above.during * daterange(p.valid_from, p.valid_to)
        FROM above JOIN institution_parent p ON p.county = NEW.county AND p.institution = above.code
         AND daterange(p.valid_from, p.valid_to) && above.during)
    SELECT 1 FROM above WHERE code = NEW.institution) THEN
    RAISE EXCEPTION '% would stand above itself', NEW.institution
      USING ERRCODE = 'check_violation', CONSTRAINT = 'no_circle_of_parents';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER no_circle AFTER INSERT OR UPDATE ON institution_parent FOR EACH ROW EXECUTE FUNCTION refuse_circle();`;

/** Whoever is to receive patients holds a licence on the first day; arguments: column of the county, of the institution. */
const RECEIVERS = `
CREATE FUNCTION refuse_unlicensed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  place_county text := to_jsonb(NEW) ->> TG_ARGV[0];
  place text := to_jsonb(NEW) ->> TG_ARGV[1];
BEGIN
  -- A row of long ago may still be ended when the licence is gone.
  IF TG_OP = 'UPDATE' AND NEW.valid_from = OLD.valid_from AND to_jsonb(OLD) ->> TG_ARGV[1] = place THEN RETURN NULL; END IF;
  IF EXISTS (SELECT 1 FROM institution WHERE county = place_county AND code = place
              AND NOT daterange(valid_from, valid_to) @> NEW.valid_from) THEN
    RAISE EXCEPTION '% holds no licence on %', place, NEW.valid_from
      USING ERRCODE = 'check_violation', CONSTRAINT = 'receiver_is_licensed';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER licensed AFTER INSERT OR UPDATE ON agreement
  FOR EACH ROW EXECUTE FUNCTION refuse_unlicensed('to_county', 'to_institution');
CREATE TRIGGER licensed AFTER INSERT OR UPDATE ON consortium_member
  FOR EACH ROW EXECUTE FUNCTION refuse_unlicensed('institution_county', 'institution');
CREATE TRIGGER licensed AFTER INSERT OR UPDATE ON referral_centre
  FOR EACH ROW EXECUTE FUNCTION refuse_unlicensed('county', 'institution');
CREATE TRIGGER licensed AFTER INSERT OR UPDATE ON critical_centre
  FOR EACH ROW EXECUTE FUNCTION refuse_unlicensed('county', 'institution');
CREATE TRIGGER licensed AFTER INSERT OR UPDATE ON shared_centre
  FOR EACH ROW EXECUTE FUNCTION refuse_unlicensed('county', 'institution');
CREATE TRIGGER licensed AFTER INSERT OR UPDATE ON elder_care_link
  FOR EACH ROW EXECUTE FUNCTION refuse_unlicensed('county', 'institution');`;

/** Critical centres and referral centres stand in hospitals of tier 3 and 4, and a hospital that has one stays of such a tier. */
const UPPER_HOSPITALS = `
CREATE FUNCTION refuse_primary_host() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM institution WHERE county = NEW.county AND code = NEW.institution AND tier < 3 FOR SHARE) THEN
    RAISE EXCEPTION '% is no hospital of tier 3 or 4', NEW.institution
      USING ERRCODE = 'check_violation', CONSTRAINT = 'host_is_upper_hospital';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER upper_hospital AFTER INSERT OR UPDATE ON critical_centre FOR EACH ROW EXECUTE FUNCTION refuse_primary_host();
CREATE TRIGGER upper_hospital AFTER INSERT OR UPDATE ON referral_centre FOR EACH ROW EXECUTE FUNCTION refuse_primary_host();
CREATE FUNCTION refuse_lower_tier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM critical_centre WHERE county = NEW.county AND institution = NEW.code
              UNION ALL SELECT 1 FROM referral_centre WHERE county = NEW.county AND institution = NEW.code) THEN
    RAISE EXCEPTION '% has a critical centre or a referral centre', NEW.code
      USING ERRCODE = 'check_violation', CONSTRAINT = 'host_is_upper_hospital';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER stays_upper_hospital AFTER UPDATE OF tier ON institution FOR EACH ROW
  WHEN (NEW.tier < 3 AND OLD.tier >= 3) EXECUTE FUNCTION refuse_lower_tier();`;

/** What the network refuses, whoever writes: each constraint has a name that the API knows the sentence for. */
export const NETWORK_REFUSALS = [PERIODS, PARENTS, RECEIVERS, UPPER_HOSPITALS].join('\n');
