import type { PolicyKey } from './policy-key.js';

const REGISTRY = `
CREATE TABLE policy_key (
  pattern text PRIMARY KEY, type text NOT NULL CHECK (type IN ('amount', 'flag', 'list', 'text', 'table')), unit text NOT NULL,
  least numeric, most numeric, forbidden text[] NOT NULL DEFAULT '{}', zh text NOT NULL, en text NOT NULL,
  CHECK (least <= most));
COMMENT ON TABLE policy_key IS 'what each parameter means and which values it may have; the longest pattern that fits speaks';

CREATE TABLE policy_proposal (
  county char(6) NOT NULL, id uuid NOT NULL, version integer NOT NULL CHECK (version >= 1),
  scope_kind text NOT NULL CHECK (scope_kind IN ('county', 'consortium', 'institution')), scope_code text NOT NULL, key text NOT NULL,
  value jsonb, bound text CHECK (bound IN ('at-least', 'at-most', 'fixed')), valid_from date NOT NULL, valid_to date, ends boolean NOT NULL,
  source text NOT NULL, author text NOT NULL, author_practitioner text NOT NULL, proposed_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('proposed', 'approved', 'rejected')), decided_by text, decided_at timestamptz, policy_version integer,
  PRIMARY KEY (county, id),
  CONSTRAINT a_value_or_an_end CHECK (ends = (value IS NULL)),
  CONSTRAINT decided_is_whole CHECK ((state = 'proposed') = (decided_by IS NULL) AND (decided_by IS NULL) = (decided_at IS NULL)),
  CONSTRAINT two_persons CHECK (state <> 'approved' OR decided_by <> author));
CREATE INDEX policy_proposal_list ON policy_proposal (county, state, id);`;

const AMOUNT = `
CREATE FUNCTION policy_amount(v jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(v)
    WHEN 'number' THEN (v #>> '{}')::numeric
    WHEN 'string' THEN CASE WHEN v #>> '{}' ~ '^\\d{1,6}(m|h|d|wh)$' THEN substring(v #>> '{}' from '^\\d+')::numeric
      * CASE substring(v #>> '{}' from '[a-z]+$') WHEN 'm' THEN 1 WHEN 'd' THEN 1440 ELSE 60 END END
    WHEN 'object' THEN CASE WHEN v ->> 'at' ~ '^\\d\\d:\\d\\d$' AND v ->> 'days' ~ '^-?\\d{1,4}$'
      THEN left(v ->> 'at', 2)::int * 60 + right(v ->> 'at', 2)::int - (v ->> 'days')::numeric * 1440 END
  END $$;`;

/**
 * Why a row may not be stored; null if it may. Rows of the nation come by migrations and set the frame; every narrower
 * one keeps to type and range of its key, and to the bounds of all wider rows that hold at some time while it holds.
 */
const refusal = (schema: string): string => `
CREATE FUNCTION policy_refusal(of_county char(6), kind text, of_key text, new_value jsonb, from_day date, to_day date) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = ${schema} AS $$
DECLARE
  known policy_key; wider policy; amount numeric := policy_amount(new_value);
  kinds text[] := ARRAY['nation', 'province', 'county', 'consortium', 'institution'];
BEGIN
  IF kind = 'nation' THEN RETURN NULL; END IF;
  SELECT * INTO known FROM policy_key
   WHERE of_key = pattern OR (pattern LIKE '%*' AND starts_with(of_key, left(pattern, -1))) ORDER BY length(pattern) DESC LIMIT 1;
  IF NOT FOUND AND NOT EXISTS (SELECT 1 FROM policy WHERE key = of_key AND scope_kind = 'nation') THEN RETURN 'unknown-key'; END IF;
  IF known.type = 'amount' AND amount IS NULL OR known.type = 'flag' AND jsonb_typeof(new_value) <> 'boolean'
     OR known.type = 'list' AND jsonb_typeof(new_value) <> 'array' OR known.type = 'text' AND jsonb_typeof(new_value) <> 'string'
     OR EXISTS (SELECT 1 FROM policy WHERE key = of_key AND scope_kind = 'nation' AND jsonb_typeof(value) <> jsonb_typeof(new_value))
     OR known.unit = 'duration' AND jsonb_typeof(new_value) <> 'string' THEN
    RETURN 'wrong-type';
  END IF;
  IF known.type = 'amount' AND (amount < known.least OR amount > known.most) THEN RETURN 'out-of-range'; END IF;
  IF known.type = 'list' AND new_value ?| known.forbidden THEN RETURN 'forbidden-member'; END IF;
  FOR wider IN
    SELECT DISTINCT ON (scope_kind, scope_code) * FROM policy
     WHERE key = of_key AND array_position(kinds, scope_kind) < array_position(kinds, kind)
       AND (scope_kind = 'nation' OR scope_kind = 'province' AND scope_code = left(of_county, 2) OR scope_kind = 'county' AND scope_code = of_county)
       AND daterange(valid_from, valid_to) && daterange(from_day, to_day)
     ORDER BY scope_kind, scope_code, version DESC
  LOOP
    IF wider.bound = 'at-least' AND NOT coalesce(amount >= policy_amount(wider.value), false)
       OR wider.bound = 'at-most' AND NOT coalesce(amount <= policy_amount(wider.value), false)
       OR wider.bound = 'fixed' AND new_value <> wider.value THEN
      RETURN 'looser-than-' || wider.scope_kind;
    END IF;
  END LOOP;
  RETURN NULL;
END $$;
CREATE FUNCTION policy_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = ${schema} AS $$
DECLARE refused text;
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.value, OLD.bound, OLD.valid_from) IS NOT DISTINCT FROM (NEW.value, NEW.bound, NEW.valid_from) THEN
    RETURN NEW;
  END IF;
  refused := policy_refusal(NEW.county, NEW.scope_kind, NEW.key, NEW.value, NEW.valid_from, NEW.valid_to);
  IF refused IS NOT NULL THEN
    RAISE EXCEPTION 'policy %: %', NEW.key, refused USING ERRCODE = 'check_violation', CONSTRAINT = 'policy_guard';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guarded AFTER INSERT OR UPDATE ON policy FOR EACH ROW EXECUTE FUNCTION policy_guard();`;

/** The statement of a migration that makes parameters known. */
export function registerKeys(keys: readonly PolicyKey[]): string {
  const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const rows = keys.map(({ pattern, type, unit, least, most, forbidden = [], zh, en }) => {
    const texts = [pattern, type, unit].map(quote).join(', ');
    return `(${texts}, ${least ?? 'NULL'}, ${most ?? 'NULL'}, ${quote(`{${forbidden.join(',')}}`)}, ${quote(zh)}, ${quote(en)})`;
  });
  return `INSERT INTO policy_key (pattern, type, unit, least, most, forbidden, zh, en) VALUES ${rows.join(', ')}`;
}

/** What keeps the policy rows of a service within their frame when they are stored; for a migration of the service. */
export function policyGuards(schema: string, keys: readonly PolicyKey[]): string[] {
  return [REGISTRY, AMOUNT, registerKeys(keys), refusal(schema)];
}

/**
 * From now on the rows of the nation keep to type and range of their key, too: they are judged as a county's would be, among
 * which they set the frame. Only a migration or whoever runs the database writes them, and a slip there holds everywhere.
 */
export const guardNation = (schema: string): string => `
CREATE OR REPLACE FUNCTION policy_guard() RETURNS trigger LANGUAGE plpgsql SET search_path = ${schema} AS $$
DECLARE refused text;
BEGIN
  IF TG_OP = 'UPDATE' AND (OLD.value, OLD.bound, OLD.valid_from) IS NOT DISTINCT FROM (NEW.value, NEW.bound, NEW.valid_from) THEN
    RETURN NEW;
  END IF;
  refused := policy_refusal(NEW.county, CASE NEW.scope_kind WHEN 'nation' THEN 'county' ELSE NEW.scope_kind END, NEW.key, NEW.value,
    NEW.valid_from, NEW.valid_to);
  IF refused IS NOT NULL THEN
    RAISE EXCEPTION 'policy %: %', NEW.key, refused USING ERRCODE = 'check_violation', CONSTRAINT = 'policy_guard';
  END IF;
  RETURN NEW;
END $$;`;
