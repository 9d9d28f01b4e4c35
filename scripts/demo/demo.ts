import type { PatientView } from '../../apps/referral/patient/patient.dto.js';
import { publishAhead } from './load/renewal.js';
import { asCommand, findRunning } from './running/running.js';
import { type Cast, dismiss, gather } from './story/cast.js';
import { referDown } from './story/down-leg.js';
import { showEpisode, showEvents } from './story/referral.js';
import { BusinessTime, NotAsTold, type Stage } from './story/stage.js';
import { bookUntilRefused, publishSession } from './story/supply.js';
import { referUp, treat, visitTwice } from './story/up-leg.js';
import { Voice } from './story/voice.js';

/**
 * `npm run demo` plays one case over the public API as five users, and prints what each of them does and hears;
 * `npm run demo -- b` plays it in County B. It ends with an error when anything is not as told.
 */
await asCommand(async () => {
  const running = await findRunning();
  const time = await BusinessTime.of(running);
  const voice = new Voice(() => time.now());
  const cast = await gather(running, process.argv[2] === 'b' ? '-b' : '', voice);
  try {
    await play({ cast, voice, time });
  } finally {
    dismiss(cast);
  }
  await publishAhead(running);
  voice.chapter('完成：上转与下转均已闭环', 'Done: both loops are closed');
});

async function play(stage: Stage): Promise<void> {
  const { cast, voice } = stage;
  voice.chapter('人物', 'The cast');
  for (const user of Object.values(cast)) if ('account' in user) voice.introduce(user.account);

  voice.chapter('号源与预留', 'Supply and the reserve');
  const session = await publishSession(stage);
  const patient = await choosePatient(cast);
  await bookUntilRefused(stage, session);

  voice.chapter('上转', 'Up');
  const visit = await visitTwice(stage, patient.id);
  const up = await treat(stage, await referUp(stage, visit, session));

  voice.chapter('下转', 'Down');
  const down = await referDown(stage, up);

  voice.chapter('上转与下转的全部事件', 'The whole story of both legs');
  await showEvents(cast.familyDoctor, up);
  await showEvents(cast.familyDoctor, down);
  await showEpisode(cast.familyDoctor, up.episodeId);
}

/** An adult of the village whom the family doctor has under contract and nobody has referred. */
async function choosePatient({ villageDoctor, familyDoctor }: Cast): Promise<PatientView> {
  const path = '/v1/patients?contract=mine&openReferral=false&limit=100';
  const { body } = await familyDoctor.api.read<{ items: PatientView[] }>(path);
  const patient = body.items.find(
    ({ homeClinic, birthDate }) => homeClinic === villageDoctor.account.institution && birthDate < '2000',
  );
  if (!patient) throw new NotAsTold('No resident of the village is without an open referral.');
  return patient;
}
