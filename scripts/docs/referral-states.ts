import { markdown, mermaid } from '#machine/diagram.js';
import { REFERRAL_MACHINE } from '../../apps/referral/referral/machine/referral.machine.js';

/** The states of a referral as a diagram and a table, from the machine that the service runs. */
export function referralStates(): string {
  return `<!-- Written by "npm run docs" from the referral machine; do not edit. -->
# States of a referral

Actors: **R** referring doctor or named deputy · **C** clerk or team member for R · **T** team member · **V** receiving doctor ·
**K** referral desk · **A** arrival desk, ward nurse or HIS · **P** patient, written down by K, R or C · **S** system ·
**M** medical affairs · **O** consortium office · **H** the centre that is asked to take an emergency over. T01–T37 are the rows
of the domain; F01–F05 are facts between them. A step that is not here is refused with 409 and the list of what is allowed.

\`\`\`mermaid
${mermaid(REFERRAL_MACHINE)}
\`\`\`

${markdown(REFERRAL_MACHINE)}
`;
}
