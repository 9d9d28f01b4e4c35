import { markdown, mermaid } from '#machine/diagram.js';
import { REFERRAL_MACHINE } from '../../apps/referral/referral/machine/referral.machine.js';

/** The states of a referral as a diagram and a table, from the machine that the service runs. */
export function referralStates(): string {
  return `<!-- Written by "npm run docs" from the referral machine; do not edit. -->
# States of a referral

Actors: **R** referring doctor · **C** clerk for R · **V** receiving doctor · **K** referral desk · **A** arrival desk or
HIS · **P** patient · **S** system · **M** medical affairs. A step that is not here is refused with 409.

\`\`\`mermaid
${mermaid(REFERRAL_MACHINE)}
\`\`\`

${markdown(REFERRAL_MACHINE)}
`;
}
