import type { FixtureMail } from './fixture-mail.ts';
import { aboutAbsence } from './people/about-absence.ts';
import { aboutFailures } from './people/about-failures.ts';
import { answers } from './people/answers.ts';
import { fields } from './people/fields.ts';
import { forwards } from './people/forwards.ts';
import { nearMisses } from './people/near-misses.ts';
import { others } from './people/others.ts';
import { senders } from './people/senders.ts';
import { statements } from './people/statements.ts';

/** Mails of people that look like a machine's in one way or another. Invented; each must be taken for a person's. */
export const PEOPLE_MAILS: readonly FixtureMail[] = [
  ...senders(),
  ...fields(),
  ...aboutFailures(),
  ...aboutAbsence(),
  ...forwards(),
  ...answers(),
  ...others(),
  ...nearMisses(),
  ...statements(),
];
