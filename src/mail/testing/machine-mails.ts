import type { FixtureMail } from './fixture-mail.ts';
import { absenceSubjects } from './machines/absence-subjects.ts';
import { absences } from './machines/absences.ts';
import { acknowledgements } from './machines/acknowledgements.ts';
import { bounces } from './machines/bounces.ts';
import { fields } from './machines/fields.ts';
import { moreAbsences } from './machines/more-absences.ts';
import { odd } from './machines/odd.ts';
import { otherReports } from './machines/reports.ts';
import { senders } from './machines/senders.ts';
import { services } from './machines/services.ts';

/**
 * Machine mail that mostly lacks what standards ask for, as old, small and home-made systems send it. Invented; each must be suppressed, here without
 * Return-Path.
 */
export const MACHINE_MAILS: readonly FixtureMail[] = [
  ...bounces(),
  ...otherReports(),
  ...absences(),
  ...absenceSubjects(),
  ...acknowledgements(),
  ...fields(),
  ...senders(),
  ...odd(),
  ...moreAbsences(),
  ...services(),
];
