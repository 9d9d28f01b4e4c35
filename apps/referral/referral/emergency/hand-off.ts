import { conflict } from '#service/problem/problem.js';
import { after } from '#service/rules/working-hours.js';
import type { Institution } from '../../network/institution.entity.js';
import { classed } from '../deadline/deadline.js';
import { redirectedTo } from '../decision/redirect.js';
import { ask } from '../road/advance.js';
import { alerting, redirected, telling } from '../road/leaving.js';
import { permit } from '../road/permit.js';
import { enter, move, type Passage } from '../road/road.js';
import type { Situation } from '../road/situation.js';
import { acceptedAtOnce } from '../submission/submit.js';

/**
 * An emergency is to be handed on: the other centre is called, and the present one stays responsible until somebody
 * there has taken note (domain §5.3).
 */
export function askToTakeOver(at: Situation, to: Institution, why: { reason?: string; text?: string }): Passage {
  const { row, terms } = at;
  const { reason, text } = why;
  const who = at.who(permit(at, 'redirect').actor);
  // As long as for the alert of an emergency: who does not answer is told again, and whoever stands above.
  const dueAt = after(terms.now, terms.limit(classed('decide.within', row)), terms.calendar).toISOString();
  return ask(at, 'redirect', {
    event: 'hand-off-asked',
    ...(reason ? { reason } : {}),
    detail: { from: row.toInstitution, to: to.code },
    ...(text ? { noteSealed: at.seal(text) } : {}),
    change: {
      handoffCounty: to.county,
      handoffInstitution: to.code,
      progress: { ...row.progress, handOff: { who, dueAt, ...(reason ? { reason } : {}) } },
    },
    message: alerting,
  });
}

/** F05, T15, T06: a named person of the other centre takes note, and with it the patient. */
export function takeOver(at: Situation): Passage {
  const { row, network, terms } = at;
  const step = permit(at, 'take-over');
  const to = network.institution(row.handoffInstitution ?? '');
  const { handOff } = row.progress;
  if (!to || !handOff) {
    throw conflict('NO_HAND_OFF', 'Nobody asks this centre to take over any more.');
  }
  const noted = move(
    enter(row),
    {
      event: 'alert-acknowledged',
      transition: step.transition.id,
      to: row.state,
      who: at.who(step.actor),
      change: { progress: { ...row.progress, alertAcknowledgedAt: terms.now.toISOString(), handOff: undefined } },
      message: telling('referral.alert-acknowledged.v1'),
    },
    terms,
  );
  const change = redirectedTo({ ...at, row: noted.row }, to, [{ county: to.county, institution: to.code }]);
  const redirection = move(
    noted,
    {
      event: 'redirected',
      transition: 'T15',
      to: 'submitted',
      who: handOff.who,
      ...(handOff.reason ? { reason: handOff.reason } : {}),
      detail: { cause: 'desk', from: row.toInstitution, to: to.code },
      change: { ...change, handoffCounty: null, handoffInstitution: null },
      message: redirected(handOff.who.code === 'P' ? 'patient' : 'desk'),
    },
    terms,
  );
  return acceptedAtOnce(redirection, terms);
}
